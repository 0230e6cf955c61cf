"""Reporting periods, their locks and exceptions."""

from datetime import date, datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.progress import actions, queries
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Clause, Day, Line, Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, Words, page
from baigong.faces.api.progress.shared import scope_of, seen_by

router = Router()


class PeriodAnswer(Answer):
    """A period that is reported as one."""

    id: int = Field(description="Its number on this node")
    kind: str = Field(description="`year`, `quarter`, `month` or `other`")
    kind_title: Words = Field(description="The kind in words")
    region: str = Field(description="Whose period; it binds all that lies in the region")
    first: date = Field(description="Its first day")
    last: date = Field(description="Its last day")
    due_on: date = Field(description="When its report is due")
    state: str = Field(description="`open` or `locked`")
    state_title: Words = Field(description="The state in words")
    locked_since: datetime | None = Field(description="Since when its records stand as they are")
    locked_by: str = Field(description="The office that locked it, and lifts it")
    is_overdue: bool = Field(description="Whether its report is due and it is not locked yet")


class ExceptionAnswer(Answer):
    """A part of a locked region that may change its records all the same."""

    id: int = Field(description="Its number on this node")
    region: str = Field(description="Which part")
    until: date = Field(description="Until which day")
    reason: str = Field(description="Why")
    is_over: bool = Field(description="Whether that day is over")


class PeriodEntry(BaseModel):
    """A period to open."""

    kind: Literal["year", "quarter", "month", "other"] = Field(description="What kind of period")
    region: RegionCode = Field(description="Whose period")
    days: Line = Field(description="`2025`, `2025-07` or `2025-07-01/2025-09-30`")
    due_on: Day = Field(description="When the report is due")


class Reason(BaseModel):
    """Why a lock is lifted."""

    reason: Clause = Field(description="The reason, which the journal keeps")


class ExceptionEntry(BaseModel):
    """An exception to grant."""

    region: RegionCode = Field(description="Which part of the period's region")
    until: Day = Field(description="Until which day")
    reason: Clause = Field(description="Why")


@router.get("/periods", response=Page[PeriodAnswer])
def periods(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """The calendar of reporting periods that bind your region."""
    scope, on = seen_by(request), today(request)
    return page(
        request,
        paging,
        lambda after, limit: queries.periods(scope, on=on, after=after, limit=limit),
        of=PeriodAnswer,
        key=lambda row: row.id,
    )


@router.post("/periods", response={201: Outcome})
def open_period(request: HttpRequest, entry: PeriodEntry) -> Status[Outcome]:
    """Open a reporting period. A statistician of the region may."""
    made = actions.open_period(**entry.model_dump(), by=caller(request), at=instant(request))
    return Status(201, Outcome(proposal=None, id=made.pk))


@router.post("/periods/{number}/lock", response={204: None})
def lock_period(request: HttpRequest, number: Number) -> Status[None]:
    """Lock a period: from now on records of its days stand as they are."""
    by = caller(request)
    actions.lock_period(queries.period_row(scope_of(by), number), by=by, at=instant(request))
    return Status(204, None)


@router.post("/periods/{number}/lift", response=ANSWERS)
def lift_lock(request: HttpRequest, number: Number, entry: Reason) -> Status[Outcome]:
    """Lift a period's lock; another approves it."""
    by = caller(request)
    row = queries.period_row(scope_of(by), number)
    return ask_for("progress.lift_lock", row, reason=entry.reason, by=by, at=instant(request))


@router.get("/periods/{number}/exceptions", response=list[ExceptionAnswer])
def exceptions(request: HttpRequest, number: Number) -> object:
    """The exceptions granted from a period's lock."""
    return queries.exceptions(seen_by(request), number, on=today(request))


@router.post("/periods/{number}/exceptions", response=ANSWERS)
def grant_exception(request: HttpRequest, number: Number, entry: ExceptionEntry) -> Status[Outcome]:
    """Grant an exception from a period's lock; two others approve it."""
    by = caller(request)
    row = queries.period_row(scope_of(by), number)
    told = {"region": entry.region, "until": entry.until, "reason": entry.reason}
    return ask_for("progress.grant_exception", row, **told, by=by, at=instant(request))
