"""The standards of occupations, in editions."""

from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.catalogue import actions, queries
from baigong.apps.catalogue.permissions import KEEPERS
from baigong.core.codes.occupation import normal_occupation
from baigong.core.scope import WHOLE
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.fieldkinds import Clause, Day, Line, Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.problems import found

router = Router()
Level = Literal["", "0", "A", "5", "4", "3", "2", "1", "S", "C"]


class StandardShown(Answer):
    """The standard of an occupation."""

    id: int = Field(description="Its number on this node")
    occupation: str = Field(description="The occupation's code")
    level: str = Field(description="The level that it is for; empty: all")
    edition: str = Field(description="As it names itself, such as `2019年版`")
    title: str = Field(description="Its title, in Chinese as it was published")
    region: str = Field(description="Whose it is; `00`: the national standard")
    reference: str = Field(description="Where it was published")
    from_on: date = Field(description="The first day on which it holds")
    to_on: date | None = Field(description="The last one; null: it holds until further notice")
    line: int = Field(description="The line of the journal that last wrote it")


class Wanted(BaseModel):
    """Which standards."""

    occupation: str = Field("", max_length=20, description="The occupation's code")
    level: Level = Field("", description="Those for this level, or for all levels")
    on: Day | None = Field(None, description="Those that hold on this day")


class StandardEntry(BaseModel):
    """A standard to enter."""

    occupation: str = Field(min_length=7, max_length=20, description="The occupation's code")
    level: Level = Field("", description="The level that it is for; empty: all")
    edition: str = Field(min_length=1, max_length=40, description="As it names itself, such as `2019年版`")
    title: Line = Field(description="Its title, in Chinese as it was published")
    region: RegionCode = Field("00", description="Whose it is; `00`: the national standard")
    reference: Clause = Field(description="Where it was published")
    from_on: Day = Field(description="The first day on which it holds")
    to_on: Day | None = Field(None, description="The last one, if it is known")


class Ending(BaseModel):
    """When a standard ends."""

    to_on: Day = Field(description="The last day on which it holds")


@router.get("/standards", response=Page[StandardShown], auth=None)
def standards(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """The standards on record. They are published, so this needs no account."""
    asked = {"occupation": normal_occupation(wanted.occupation), "level": wanted.level, "on": wanted.on}
    return page(
        request,
        paging,
        lambda after, limit: queries.standards(WHOLE, **asked, after=after, limit=limit),  # type: ignore[arg-type]
        of=StandardShown,
        key=lambda row: row.id,
    )


@router.post("/standards", response={201: StandardShown})
def enter_standard(request: HttpRequest, entry: StandardEntry) -> Status[object]:
    """Enter a standard. An office's handler, reviewer or approver may, in her region."""
    cells = entry.model_dump(mode="json", exclude={"occupation", "region"})
    made = actions.enter_standard(
        entry.occupation, cells=cells, region=entry.region, by=caller(request), at=instant(request)
    )
    return Status(201, made)


@router.post("/standards/{number}/end", response={204: None})
def end_standard(request: HttpRequest, number: Number, entry: Ending) -> Status[None]:
    """Say when a standard ends."""
    by = caller(request)
    standard = found(queries.standard_to_act_on(by.scope_as(KEEPERS), number))
    actions.end_standard(standard, to_on=entry.to_on, by=by, at=instant(request))
    return Status(204, None)
