"""Published figures: those that the plan declares, and those on record here."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.progress import queries
from baigong.apps.progress.queries.observations import declared as declared_by_plan
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Clause, Day, Line, Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.progress.shared import scope_of, seen_by
from baigong.faces.api.registry.shared import OF_CELLS, Cells
from baigong.faces.here import node_here

router = Router()


class ObservationAnswer(Answer):
    """A figure that somebody published."""

    id: int | None = Field(description="Its number on this node; null: the plan declares it")
    indicator: str = Field(description="What it is called")
    region: str = Field(description="Of which region; `00`: the nation")
    period: str = Field(description="Of which day, year or span")
    source: str = Field(description="Where it was published")
    value: float | None = Field(description="The value, in its unit")
    relation: str = Field(description="`=`, `>`, `>=`, `~`, `<`, `<=`")
    unit: str | None = Field(description="The unit")
    definition: str | None = Field(description="口径: what it counts; figures of two definitions are never chained")
    published_on: date | None = Field(description="When it was published")
    withdrawn_at: datetime | None = Field(description="Since when it is used no more")
    is_declared: bool = Field(description="Whether the plan declares it, so that nothing of it can be corrected here")


class BeforeAnswer(Answer):
    """What a published figure said before it was corrected."""

    value: float | None = Field(description="The value")
    relation: str | None = Field(description="`=`, `>` …")
    unit: str | None = Field(description="The unit")
    definition: str | None = Field(description="What it counted")
    published_on: date | None = Field(description="When it was published")
    line: int = Field(description="The line of the journal that superseded it")


class Wanted(BaseModel):
    """Which figures."""

    region: str = Field("", pattern=r"^(\d{2}|\d{6})?$", description="Of this region")
    definition: str = Field("", max_length=80, description="Of this definition")


class ObservationEntry(BaseModel):
    """A published figure to enter."""

    region: RegionCode = Field(description="Of which region; `00`: the nation")
    indicator: Line = Field(description="What it is called")
    period: Line = Field(description="`2024-12-31`, `2024`, `2021-01-01/2025-08-31`")
    source: Clause = Field(description="Where it was published")
    value: Line = Field(description="The value, in its unit")
    relation: str = Field("=", pattern=r"^(=|>|>=|~|<|<=)$", description="`>` and `>=` for a floor, `~` for about")
    unit: Line = Field(description="`persons`, `events`, `ratio` …")
    definition: Line = Field(description="What it counts, by the plan's name where it has one")
    published_on: Day = Field(description="When it was published")


class Correction(BaseModel):
    """What to correct in a published figure."""

    cells: Cells = Field(description=OF_CELLS)


class Reason(BaseModel):
    """Why a figure is withdrawn."""

    reason: Clause = Field(description="The reason, which stays on record")


@router.get("/observations", response=Page[ObservationAnswer])
def observations(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """The published figures on record, of your region and of the nation."""
    scope = seen_by(request)
    return page(
        request,
        paging,
        lambda after, limit: queries.observations(
            scope, region=wanted.region or None, definition=wanted.definition, after=after, limit=limit
        ),
        of=ObservationAnswer,
        key=lambda row: row.id,
    )


@router.get("/observations/declared", response=list[ObservationAnswer], auth=None)
def declared(request: HttpRequest, wanted: Query[Wanted]) -> object:
    """The published figures that the plan declares, each with its source. They need no account."""
    return declared_by_plan(node_here().plan, region=wanted.region or None, definition=wanted.definition)


@router.get("/observations/{number}/history", response=list[BeforeAnswer])
def observation_history(request: HttpRequest, number: Number) -> object:
    """What a published figure said before, from the first state on."""
    return queries.observation_history(seen_by(request), number)


@router.post("/observations", response=ANSWERS)
def enter_observation(request: HttpRequest, entry: ObservationEntry) -> Status[Outcome]:
    """Enter a published figure with its source; another looks and confirms."""
    cells = entry.model_dump(mode="json", exclude={"region"})
    by, at = caller(request), instant(request)
    return ask_for("progress.enter_observation", region=entry.region, cells=cells, by=by, at=at)


@router.patch("/observations/{number}", response=ANSWERS)
def correct_observation(request: HttpRequest, number: Number, entry: Correction) -> Status[Outcome]:
    """Correct a published figure; another looks and confirms. What it said is kept."""
    by, at = caller(request), instant(request)
    row = queries.observation_row(scope_of(by), number)
    return ask_for("progress.correct_observation", row, cells=dict(entry.cells), by=by, at=at)


@router.post("/observations/{number}/withdraw", response=ANSWERS)
def withdraw_observation(request: HttpRequest, number: Number, entry: Reason) -> Status[Outcome]:
    """Withdraw a published figure: it stays on record and is used no more."""
    by, at = caller(request), instant(request)
    row = queries.observation_row(scope_of(by), number)
    return ask_for("progress.withdraw_observation", row, reason=entry.reason, by=by, at=at)
