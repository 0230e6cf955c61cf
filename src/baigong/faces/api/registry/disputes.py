"""Disputes: a record is said to be wrong by whom it speaks of, and that is answered."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.certificates import queries as certificates
from baigong.apps.registry import actions, queries
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.fieldkinds import Clause, Number
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.problems import found
from baigong.faces.api.registry.shared import row, scope_of

router = Router()
Of = Literal["certificates", "persons", "employments", "insurance", "benefits", "statuses", "filings", "organisations"]


class DisputeShown(Answer):
    """A dispute of a record."""

    id: int = Field(description="Its number on this node")
    record: str = Field(description="The record, as the journal names it")
    column: str = Field(description="The column that is said to be wrong, if one is named")
    says: str = Field(description="What is said to be wrong")
    person: int | None = Field(description="The worker who says so")
    organisation: str = Field(description="Else the organisation that does")
    place: str = Field(description="The region that keeps the record and answers")
    state: str = Field(description="`filed`, `upheld`, `rejected` or `withdrawn`")
    filed_at: datetime = Field(description="When it was filed")
    due_on: date | None = Field(description="By when it was promised to be answered")
    is_late: bool = Field(description="Whether that day is over, and there is no answer")
    answer: str = Field(description="The answer")
    answered_at: datetime | None = Field(description="When it was answered")
    proposal: int | None = Field(description="The proposal that corrects the record, where it was upheld")


class Wanted(BaseModel):
    """Which disputes."""

    state: Literal["", "filed", "upheld", "rejected", "withdrawn"] = Field("", description="In this state")


class Filing(BaseModel):
    """What is wrong, with which record."""

    table: Of = Field(description="The table that the record stands in")
    id: Number = Field(description="The record's number on this node")
    column: str = Field("", pattern=r"^[a-z_]{0,32}$", description="The column that is wrong, if it is one")
    says: Clause = Field(description="What is wrong, in a sentence")


class Answering(BaseModel):
    """The answer to a dispute."""

    outcome: Literal["upheld", "rejected"] = Field(description="Whether the record is wrong")
    answer: Clause = Field(description="The answer, in a sentence")
    proposal: Number | None = Field(None, description="The proposal that corrects the record")


@router.get("/disputes", response=Page[DisputeShown])
def disputes(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """Disputes of your region's records, or your own."""
    scope, on = scope_of(caller(request)), today(request)
    return page(
        request,
        paging,
        lambda after, limit: queries.disputes(scope, on=on, state=wanted.state, after=after, limit=limit),
        of=DisputeShown,
        key=lambda line: line.id,
    )


@router.get("/disputes/{number}", response=DisputeShown)
def dispute(request: HttpRequest, number: Number) -> object:
    """One dispute."""
    return found(queries.dispute(scope_of(caller(request)), number, on=today(request)))


@router.post("/disputes", response={201: DisputeShown})
def file_dispute(request: HttpRequest, entry: Filing) -> Status[object]:
    """Say that a record of yourself, or of your organisation, is wrong."""
    by = caller(request)
    record: Any = (
        found(certificates.to_act_on(scope_of(by), entry.id))
        if entry.table == "certificates"
        else row(by, entry.table, entry.id)
    )
    made = actions.file_dispute(record, says=entry.says, column=entry.column, by=by, at=instant(request))
    return Status(201, queries.dispute(scope_of(by), made.pk, on=today(request)))


@router.post("/disputes/{number}/answer", response=DisputeShown)
def answer_dispute(request: HttpRequest, number: Number, entry: Answering) -> object:
    """Answer a dispute of a record that your region keeps."""
    by = caller(request)
    told = entry.model_dump()
    actions.answer_dispute(row(by, "disputes", number), **told, by=by, at=instant(request))
    return queries.dispute(scope_of(by), number, on=today(request))


@router.post("/disputes/{number}/withdraw", response=DisputeShown)
def withdraw_dispute(request: HttpRequest, number: Number) -> object:
    """Take a dispute of yours back."""
    by = caller(request)
    actions.withdraw_dispute(row(by, "disputes", number), by=by, at=instant(request))
    return queries.dispute(scope_of(by), number, on=today(request))
