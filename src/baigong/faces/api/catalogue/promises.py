"""Promised times: in how many working days something is answered."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import BaseModel, Field, StringConstraints

from baigong.apps.catalogue import actions, queries
from baigong.core.scope import WHOLE
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.fieldkinds import Clause, Day, RegionCode
from baigong.faces.api.pages import Answer

router = Router()
About = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}\.[a-z_]{1,39}$")]


class PromiseShown(Answer):
    """In how many working days something is answered."""

    about: str = Field(description="The act that answers, such as `registry.answer_dispute`")
    region: str = Field(description="Whose promise it is; `00`: the nation's")
    working_days: int = Field(description="The day of asking is not counted")
    clause: str = Field(description="The legal basis")
    from_on: date | None = Field(description="Since when; null: nobody has entered it")
    is_assumed: bool = Field(description="Whether it stands in the program only, because nobody has entered one")


class Wanted(BaseModel):
    """Which promises."""

    region: RegionCode = Field("00", description="Those that hold in this region")
    on: Day | None = Field(None, description="Those that hold on this day; today if none is named")


class PromiseEntry(BaseModel):
    """A promise to enter."""

    about: About = Field(description="The act that answers, such as `registry.answer_dispute`")
    region: RegionCode = Field(description="Where it holds, with all that lies in it")
    working_days: int = Field(ge=1, le=1000, description="The day of asking is not counted")
    clause: Clause = Field(description="The legal basis")
    from_on: Day = Field(description="The first day on which it holds")


class DayEntry(BaseModel):
    """A day that is worked or free against the week."""

    day: Day = Field(description="The day")
    is_worked: bool = Field(description="Whether it is worked")
    clause: Clause = Field(description="The announcement that says so")


class Counted(Answer):
    """The last day of a time of working days."""

    last_on: date = Field(description="The last day")


class Counting(BaseModel):
    """From when, and how many."""

    day: Day = Field(description="The day of asking, which is not counted")
    working_days: int = Field(ge=1, le=1000, description="How many working days")


@router.get("/promises", response=list[PromiseShown], auth=None)
def promises(request: HttpRequest, wanted: Query[Wanted]) -> list[PromiseShown]:
    """What is promised in a region. It is published, so this needs no account."""
    held = queries.promises(WHOLE, region=wanted.region, on=wanted.on or today(request))
    return [PromiseShown.model_validate(promise) for promise in held]


@router.post("/promises", response={201: None})
def enter_promise(request: HttpRequest, entry: PromiseEntry) -> Status[None]:
    """Enter a promise, which holds from a day on. An office's approver may, in her region."""
    cells = entry.model_dump(mode="json", exclude={"about", "region"})
    actions.enter_promise(entry.about, cells=cells, region=entry.region, by=caller(request), at=instant(request))
    return Status(201, None)


@router.get("/working-days", response=Counted, auth=None)
def working_days_after(request: HttpRequest, counting: Query[Counting]) -> Counted:
    """The last day of a time of so many working days."""
    return Counted(last_on=queries.working_days_after(WHOLE, counting.day, counting.working_days))


@router.post("/days", response={204: None})
def set_day(request: HttpRequest, entry: DayEntry) -> Status[None]:
    """Set a day that is worked or free against the week. An approver of the ministry may."""
    actions.set_day(entry.day, is_worked=entry.is_worked, clause=entry.clause, by=caller(request), at=instant(request))
    return Status(204, None)
