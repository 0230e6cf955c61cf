"""Every target of the plan: by published figures, and beside them by the node's own records."""

from datetime import date
from fractions import Fraction
from typing import Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from baigong.apps.progress import queries
from baigong.core.indicators.figure import Figure
from baigong.core.indicators.judging import Judgement, judge
from baigong.core.plans import Plan
from baigong.faces.api.callers import today
from baigong.faces.api.fieldkinds import Day
from baigong.faces.api.pages import Answer, Words
from baigong.faces.api.progress.shared import counted, day_or, seen_by
from baigong.faces.here import node_here
from baigong.faces.judgements import sentence
from baigong.ground.lake.computed import Asked as Computing

router = Router()


class Asked(BaseModel):
    """Which targets."""

    on: Day | None = Field(None, description="Judged by what had been published by this day; today if none is named")
    region: str = Field(
        "", pattern=r"^(\d{2})?$", description="`00`: the nation, or a province's two digits; all if none"
    )


class FigureShown(Answer):
    """A figure that a target is judged by."""

    value: float = Field(description="In base units; ratios as fractions")
    exact: str = Field(description="The same exactly, as a whole number or `numerator/denominator`")
    relation: str = Field(description="`=`, or `>` and `>=` for a floor, `<` and `<=` for a ceiling, `~` about")
    first: date | None = Field(description="The first day of what is counted over a span")
    last: date = Field(description="Its day, or the last of its span")
    definition: str = Field(description="What it counts, by the plan's name for it")
    sources: list[str] = Field(description="Where it was published; `package`: counted from records")


class TargetShown(Answer):
    """A target as it stands."""

    target: str = Field(description="Its name in the plan")
    title: Words = Field(description="What it is called")
    region: str = Field(description="For which region it is judged")
    op: str = Field(description="`>=`, `>`, `=`, `~`, or `+` for a gain")
    goal: float = Field(description="The goal in base units")
    unit: str = Field(description="`persons`, `events`, `ratio` …")
    period: str = Field(description="By when, in the document's words")
    clause: Words = Field(description="The clause that sets it")
    is_verified: bool = Field(description="Whether a source was found for the goal")
    published: FigureShown | None = Field(description="The best published figure of its own definition")
    related: list[FigureShown] = Field(description="Other published figures, which do not decide")
    status: str | None = Field(
        description="`met`, `missed`, `on_track`, `behind`, `not_shown`, `no_data`; null: not judged"
    )
    why: Words = Field(description="Why it stands so")
    computed: FigureShown | None = Field(description="What the node's own records say, for the node's own region")
    computed_status: str | None = Field(description="How it would stand by that")


@router.get("/targets", response=list[TargetShown])
def targets_computed(request: HttpRequest, asked: Query[Asked]) -> list[TargetShown]:
    """Every target with its published figure and, for whoever sees the whole node, the computed one beside it."""
    plan, scope, on = node_here().plan, seen_by(request), day_or(asked.on, today(request))
    own, region = counted(
        request,
        ("targets", scope, on),
        lambda folder: (
            queries.targets_computed(scope, folder, plan, Computing(on)),
            queries.source_of(folder, plan).region,
        ),
    )
    figures = (*plan.figures, *queries.figures_on_record(scope, plan))
    judged = [
        judge(target, figures, region=place, on=on)
        for target in plan.targets
        for place in plan.judged_regions(target)
        if asked.region in ("", place)
    ]
    return [shown(one, own.get(one.target.target) if one.region == region else None, plan) for one in judged]


def shown(judgement: Judgement, own: Judgement | None, plan: Plan) -> TargetShown:
    target = judgement.target
    computed = own.published if own else None
    return TargetShown(
        target=target.target,
        title=_words(target.name),
        region=judgement.region,
        op=target.op,
        goal=float(target.goal),
        unit=target.unit,
        period=target.period,
        clause=_words(target.clause),
        is_verified=target.is_verified,
        published=judgement.published and _figure(judgement.published),
        related=[_figure(one) for one in judgement.related],
        status=judgement.status,
        why=Words(zh=sentence(judgement, plan, "zh"), en=sentence(judgement, plan, "en")),
        computed=computed and _figure(computed),
        computed_status=own.status if own and computed else None,
    )


def _figure(figure: Figure) -> FigureShown:
    return FigureShown(
        value=float(figure.value),
        exact=str(Fraction(figure.value)),
        relation=figure.relation,
        first=figure.first,
        last=figure.last,
        definition=figure.definition,
        sources=figure.source.split(";"),
    )


def _words(text: Any) -> Words:
    return Words(zh=text.zh, en=text.en)
