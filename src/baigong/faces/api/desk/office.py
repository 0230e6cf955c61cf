"""What officials do with the enquiries of their region."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from baigong.apps.authority.actor import Actor
from baigong.apps.desk import actions, queries
from baigong.apps.desk.permissions import READERS
from baigong.core.scope import Scope
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.desk.shared import EnquiryAnswer, EnquiryLine, Wording
from baigong.faces.api.fieldkinds import Clause, Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.problems import found

router = Router()


class Wanted(BaseModel):
    """Which enquiries."""

    state: Literal["", "open", "received", "assigned", "answered", "closed", "reopened"] = Field(
        "", description="In this state; `open`: those that wait for an answer"
    )
    kind: Literal["", "complaint", "question", "suggestion"] = Field("", description="Of this kind")
    mine: bool = Field(False, description="Only those that were given to you")
    overdue: bool = Field(False, description="Only those whose promised day is over")
    order: Literal["due", "received", "newest"] = Field("due", description="What comes first")


class Assigning(BaseModel):
    """Who deals with it."""

    account: Number = Field(description="An account with a post in an office that answers there")


class Transferring(BaseModel):
    """Which office takes it over."""

    to: RegionCode = Field(description="Its region")
    reason: Clause = Field(description="Why, for its writer to read")


class Extending(BaseModel):
    """How much more time."""

    working_days: Annotated[int, Field(ge=1, le=1000)] = Field(description="At most as many as were promised at first")
    reason: Clause = Field(description="Why, for its writer to read")


class Answering(BaseModel):
    """The answer."""

    text: Wording = Field(description="The words; without identity numbers")


class Reason(BaseModel):
    """Why a contact is looked at."""

    reason: Clause = Field(description="The reason, which the journal keeps")


class Contact(Answer):
    """How somebody can be reached."""

    contact: str = Field(description="As it was given")


class Assignee(Answer):
    """Somebody to whom it can be given."""

    account: int = Field(description="The account")
    name: str = Field(description="Her name")
    office: int = Field(description="The number of her office")
    region: str = Field(description="Its region")


@router.get("/enquiries", response=Page[EnquiryLine])
def enquiries(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """The enquiries of your region: for handlers, reviewers, approvers and auditors."""
    by, on = caller(request), today(request)
    scope = _scope(by)
    asked = queries.Wanted(
        wanted.state, wanted.kind, _account(by) if wanted.mine else None, wanted.overdue, wanted.order
    )

    def rows(after: Any, limit: int) -> list[queries.EnquiryShown]:
        return queries.enquiries(scope, asked, on=on, after=_key(after, wanted.order), limit=limit)

    return page(request, paging, rows, of=EnquiryLine, key=lambda row: queries.key_of(row, wanted.order))


@router.get("/enquiries/{number}", response=EnquiryAnswer)
def enquiry(request: HttpRequest, number: Number) -> object:
    """One of them, with all that was said."""
    return _told(request, caller(request), number)


@router.get("/enquiries/{number}/assignees", response=list[Assignee])
def assignees(request: HttpRequest, number: Number) -> object:
    """To whom it can be given."""
    by = caller(request)
    return queries.assignees(_scope(by), _row(by, number).region, on=today(request))


@router.post("/enquiries/{number}/assign", response=EnquiryAnswer)
def assign_enquiry(request: HttpRequest, number: Number, entry: Assigning) -> object:
    """Give it to somebody, or take it."""
    by = caller(request)
    actions.assign_enquiry(_row(by, number), account=entry.account, by=by, at=instant(request))
    return _told(request, by, number)


@router.post("/enquiries/{number}/transfer", response={204: None})
def transfer_enquiry(request: HttpRequest, number: Number, entry: Transferring) -> HttpResponse:
    """Pass it to another region's office; the promised day stays. You may not see it any more."""
    by = caller(request)
    actions.transfer_enquiry(_row(by, number), to=entry.to, reason=entry.reason, by=by, at=instant(request))
    return HttpResponse(status=204)


@router.post("/enquiries/{number}/extend", response=EnquiryAnswer)
def extend_enquiry(request: HttpRequest, number: Number, entry: Extending) -> object:
    """Take more time: once, before the promised day is over."""
    by = caller(request)
    actions.extend_enquiry(_row(by, number), **entry.model_dump(), by=by, at=instant(request))
    return _told(request, by, number)


@router.post("/enquiries/{number}/answer", response=EnquiryAnswer)
def answer_enquiry(request: HttpRequest, number: Number, entry: Answering) -> object:
    """Answer it."""
    by = caller(request)
    actions.answer_enquiry(_row(by, number), text=entry.text, by=by, at=instant(request))
    return _told(request, by, number)


@router.post("/enquiries/{number}/close", response=EnquiryAnswer)
def close_enquiry(request: HttpRequest, number: Number) -> object:
    """Close what was answered."""
    by = caller(request)
    actions.close_enquiry(_row(by, number), by=by, at=instant(request))
    return _told(request, by, number)


@router.post("/enquiries/{number}/contact", response=Contact)
def show_contact(request: HttpRequest, number: Number, entry: Reason) -> object:
    """How its writer can be reached, in clear: the journal keeps the reason."""
    by = caller(request)
    told = actions.show_contact(_row(by, number), reason=entry.reason, by=by, at=instant(request))
    return {"contact": told}


def _scope(by: Actor) -> Scope:
    return by.scope_as(READERS)


def _row(by: Actor, number: int) -> Any:
    return found(queries.enquiry_to_act_on(_scope(by), number))


def _told(request: HttpRequest, by: Actor, number: int) -> object:
    return found(queries.enquiry(_scope(by), number, on=today(request)))


def _account(by: Actor) -> int:
    return by.account or 0


def _key(after: Any, order: queries.Order) -> tuple[date | datetime, int] | None:
    if after is None:
        return None
    read = date.fromisoformat if order == "due" else datetime.fromisoformat
    return read(after[0]), after[1]
