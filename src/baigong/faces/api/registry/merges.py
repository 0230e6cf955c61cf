"""Rows that may be one person: side by side, with what merging them would do to every figure."""

from datetime import datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.certificates.effects import effect_of_merging
from baigong.apps.registry import actions, queries
from baigong.core.periods import Span
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Clause, Number
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.problems import found
from baigong.faces.api.registry.persons import PersonWhole
from baigong.faces.api.registry.shared import row, scope_of, viewing
from baigong.faces.here import node_here

router = Router()
State = Literal["open", "merged", "kept_apart"]


class CandidateShown(Answer):
    """Two rows that may be one person."""

    id: int = Field(description="The candidate's number on this node")
    first: int = Field(description="The one person")
    second: int = Field(description="The other person")
    weight: float = Field(description="The base-2 logarithm of how much likelier one person is than two")
    why: list[str] = Field(description="The likenesses that speak for one person")
    state: str = Field(description="`open`, `merged` or `kept_apart`")
    reason: str = Field(description="The reason of the decision")
    found_at: datetime = Field(description="When it was found")


class EffectShown(Answer):
    """What the two count for in one figure, apart and as one."""

    series: str = Field(description="`events`, `holders`, `first`, `first_high`, `stock` or `stock_high`")
    region: str | None = Field(description="The province; `00`: all; null: unknown")
    apart: int = Field(description="What they count for as two")
    merged: int = Field(description="What they would count for as one")


class CandidateWhole(Answer):
    """A candidate: both persons side by side, and the effect on figures of merging the first into the second."""

    line: CandidateShown = Field(description="The candidate")
    first: PersonWhole | None = Field(description="The one person; null: outside your region, so not yours to decide")
    second: PersonWhole | None = Field(description="The other person; null likewise")
    effects: list[EffectShown] = Field(description="Every figure by province, from the plan's first day to today")


class Wanted(BaseModel):
    """Which candidates."""

    state: State = Field("open", description="In this state")


class Merging(BaseModel):
    """Two persons to be one."""

    person: Number = Field(description="Who is merged")
    into: Number = Field(description="Into whom: her sex and birth count")
    reason: Clause = Field(description="What shows that they are one; no names or numbers")


class Decision(BaseModel):
    """The reason of a decision."""

    reason: Clause = Field(description="The reason, which the journal keeps; no names or numbers")


@router.get("/candidates", response=Page[CandidateShown])
def candidates(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """Rows of your region that may be one person, the likeliest first."""
    scope = scope_of(caller(request))
    return page(
        request,
        paging,
        lambda after, limit: queries.candidates(scope, state=wanted.state, after=after, limit=limit),
        of=CandidateShown,
        key=lambda line: [line.weight, line.id],
    )


@router.get("/candidates/{number}", response=CandidateWhole)
def candidate(request: HttpRequest, number: Number) -> CandidateWhole:
    """One candidate: both persons, and what merging them would do to every figure."""
    both = found(queries.candidate(scope_of(caller(request)), number, viewing=viewing(request)))
    effects = []
    if both.first and both.second and both.line.state != "merged":
        span = Span(node_here().plan.first_day, today(request))
        told = {"span": span, "on": today(request), "at": instant(request)}
        effects = effect_of_merging(both.line.first, both.line.second, **told)  # type: ignore[arg-type]
    return CandidateWhole(
        line=CandidateShown.model_validate(both.line),
        first=both.first and PersonWhole.model_validate(both.first),
        second=both.second and PersonWhole.model_validate(both.second),
        effects=[EffectShown.model_validate(effect) for effect in effects],
    )


@router.post("/merges", response=ANSWERS)
def merge_persons(request: HttpRequest, entry: Merging) -> Status[Outcome]:
    """Say that two rows are one person; another officer reviews it."""
    by = caller(request)
    pair = (row(by, "persons", entry.person), row(by, "persons", entry.into))
    return ask_for("registry.merge_persons", *pair, reason=entry.reason, by=by, at=instant(request))


@router.post("/merges/{number}/undo", response=ANSWERS)
def undo_merge(request: HttpRequest, number: Number, entry: Decision) -> Status[Outcome]:
    """Say that they are two persons after all, from now on; another officer reviews it."""
    by = caller(request)
    return ask_for("registry.undo_merge", row(by, "merges", number), reason=entry.reason, by=by, at=instant(request))


@router.post("/candidates/{number}/keep-apart", response={204: None})
def keep_apart(request: HttpRequest, number: Number, entry: Decision) -> Status[None]:
    """Say that a candidate is two persons."""
    by = caller(request)
    actions.keep_apart(row(by, "candidates", number), reason=entry.reason, by=by, at=instant(request))
    return Status(204, None)
