"""Figures counted now: scores, and the records behind a figure."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from baigong.apps.progress import queries
from baigong.core.periods import Span
from baigong.core.plans import Plan
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.api.callers import today
from baigong.faces.api.fieldkinds import Day
from baigong.faces.api.pages import Answer, Words
from baigong.faces.api.progress.shared import (
    By,
    CellAnswer,
    Counts,
    Instant,
    Parts,
    VintageAnswer,
    counted,
    day_or,
    seen_by,
)
from baigong.faces.here import node_here
from baigong.faces.instants import instant_written
from baigong.ground.lake.count.question import Question, breakdowns
from baigong.ground.lake.explain.figure import Figure, parse_figure
from baigong.ground.lake.explain.proof import Provable

router = Router()
Proved = tuple[Provable, Sequence[Provable]]  # of the total, and of each row


class Asked(BaseModel):
    """What is counted."""

    on: Day | None = Field(None, description="The day of the stock; today if none is named")
    first: Day | None = Field(None, alias="from", description="The first day of the period; otherwise the plan's")
    last: Day | None = Field(None, alias="to", description="The last day of the period; the day of the stock otherwise")
    known: Instant = Field("", description="As known at an instant; a bare day means its end, 24:00 at +08:00")
    by: By = Field("", description="Breakdowns with commas between, such as `region,level`")
    region: str = Field("", pattern=r"^(\d{2}|\d{4}|\d{6})?$", description="Of a region of today; your own if none")
    provable: bool = Field(False, description="Whether to say how far the certificates behind each count can be proved")


class OfWhich(Answer):
    """A line beside a series, never inside it."""

    series: str = Field(description="The series that it is a part of")
    line: str = Field(description="Which part")
    value: int = Field(description="How many")


class ScoreAnswer(Answer):
    """The four series, counted from the node's records."""

    on: date = Field(description="The day of the stock")
    first: date = Field(description="The first day of the period")
    last: date = Field(description="The last day of the period")
    known: str | None = Field(description="As known at")
    by: list[str] = Field(description="The breakdowns")
    region: str | None = Field(description="The region; null: all that the node holds")
    rows: list[CellAnswer] = Field(description="The cells that are not zero")
    total: Counts = Field(description="Counted for itself: persons of several cells count once")
    of_which: list[OfWhich] = Field(description="Lines beside the series")
    electronic_records_since: date | None = Field(description="How far back the records go")
    first_naming_a_prior_certificate: int = Field(description="How many of `first` name a prior certificate")
    first_high_promoted: int = Field(description="How many of `first_high` are promotions")
    provable: dict[str, Parts] | None = Field(description="Of the total, by series; null: not asked for")
    vintage: VintageAnswer = Field(description="Where the figures come from")


class OfATarget(Refusal):
    code = "progress.figure_of_a_target"
    sentence = msgid(
        "A target's figure is read at /api/v1/progress/targets, the published one beside the computed one; ask here "
        "for a series, such as stock@2025-12-31/region=33."
    )


class FigureAsked(BaseModel):
    """One figure, as `baigong explain` writes it."""

    figure: str = Field(
        min_length=1, max_length=200, description="Such as `stock@2025-12-31/region=33,level=3?known=2025-06-30`"
    )


class FigureAnswer(Answer):
    """A figure's birth certificate."""

    figure: str = Field(description="The figure as it was written, with the region it was counted for")
    value: int = Field(description="What it is")
    definition: Words = Field(description="口径说明: what is counted")
    clause: Words = Field(description="The clause of the plan that asks for it")
    records: int = Field(description="How many certificates are behind it")
    sample: list[str] = Field(description="The numbers of some of them")
    provable: dict[str, int] = Field(description="How far each can be proved; the parts exclude one another")
    vintage: VintageAnswer = Field(description="Where it comes from")


@router.get("/score", response=ScoreAnswer)
def scored(request: HttpRequest, asked: Query[Asked]) -> ScoreAnswer:
    """Count the four series of the records in your region; what takes longer than 20 seconds is asked for again."""
    plan, scope = node_here().plan, seen_by(request)
    question = _question(plan, asked, today(request))

    def work(folder: Path) -> tuple[queries.Scored, Proved | None]:
        """Both of the same state of the node's records."""
        score = queries.scored(scope, folder, plan, question)
        return score, queries.provable(scope, folder, score) if asked.provable else None

    return _answer(asked, *counted(request, ("score", scope, question, asked.provable), work))


def _answer(asked: Asked, found: queries.Scored, proved: Proved | None) -> ScoreAnswer:
    of_total, of_rows = proved or (None, [None] * len(found.rows))
    return ScoreAnswer(
        on=found.question.on,
        first=found.question.span.first,
        last=found.question.span.last,
        known=asked.known or None,
        by=list(found.question.by),
        region=found.question.region,
        rows=[
            CellAnswer(labels=dict(row.labels), **row.counts, provable=parts and _parts(parts))
            for row, parts in zip(found.rows, of_rows, strict=True)
        ],
        total=Counts(**found.total),
        of_which=[OfWhich.model_validate(line) for line in found.of_which],
        electronic_records_since=found.electronic_records_since,
        first_naming_a_prior_certificate=found.first_naming_a_prior_certificate,
        first_high_promoted=found.first_high_promoted,
        provable=of_total and _parts(of_total),
        vintage=VintageAnswer.model_validate(found.vintage),
    )


def _parts(provable: Provable) -> dict[str, Parts]:
    return {series: Parts(**parts) for series, parts in provable.items()}


@router.get("/explain", response=FigureAnswer)
def explained(request: HttpRequest, asked: Query[FigureAsked]) -> FigureAnswer:
    """A figure's definition, its clause and the records behind it; of your own region where none is named."""
    plan, scope, figure = node_here().plan, seen_by(request), parse_figure(asked.figure)
    if not isinstance(figure, Figure):
        raise OfATarget
    key = ("explain", scope, figure.written)
    found = counted(request, key, lambda folder: queries.explained(scope, folder, plan, figure))
    return FigureAnswer.model_validate(found)


def _question(plan: Plan, asked: Asked, day: date) -> Question:
    on = day_or(asked.on, day)
    span = Span(day_or(asked.first, min(plan.first_day, on)), day_or(asked.last, on))
    skilled = plan.settings.apprentice_worker_is_skilled
    known = instant_written(asked.known) if asked.known else None
    return Question(
        span, on, breakdowns(asked.by), asked.region or None, known=known, apprentice_worker_is_skilled=skilled
    )
