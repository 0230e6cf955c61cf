"""What the public does: see the promise, write, look up, add, reopen, be content. No account is needed."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import BaseModel, Field, StringConstraints

from baigong.apps.desk import actions, queries
from baigong.apps.desk.kept import promise_kept
from baigong.apps.desk.permissions import writer_of
from baigong.apps.desk.promised import promise_of
from baigong.apps.desk.states import KINDS
from baigong.core.scope import NOTHING
from baigong.faces.api.callers import instant, today
from baigong.faces.api.desk.shared import EnquiryAnswer, Wording
from baigong.faces.api.fieldkinds import RegionCode
from baigong.faces.api.pages import Answer
from baigong.faces.public_form import CONTACT, LATEST, SOONEST, SUBJECT, Written, form_token, opened_by, send

router = Router(auth=None)
Subject = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=SUBJECT)]
Token = Annotated[str, StringConstraints(max_length=200)]


class Form(Answer):
    """What must come back with an enquiry."""

    token: str = Field(description="Good for one enquiry")
    from_seconds: int = Field(description="Not before so many seconds")
    until_seconds: int = Field(description="And not after so many")


class PromiseTold(Answer):
    """In how many working days a kind is answered."""

    kind: str = Field(description="`complaint`, `question` or `suggestion`")
    working_days: int = Field(description="The day of writing is not counted")
    clause: str = Field(description="The legal basis; empty where it is assumed")
    is_assumed: bool = Field(description="Whether nobody has entered a promise, and the program assumes one")


class Kept(Answer):
    """What is promised, and how it was kept in the twelve months that end today."""

    region: str = Field(description="The region, with all that lies in it")
    promises: list[PromiseTold] = Field(description="What is promised")
    first: date = Field(description="The first day that is counted")
    last: date = Field(description="The last")
    received: int = Field(description="Received in these months")
    answered: int = Field(description="Of these, answered")
    in_time: int = Field(description="Answered by the promised day")
    late: int = Field(description="Answered later, or waiting beyond that day")
    waiting: int = Field(description="Waiting, and the day is not over")
    median_days: Decimal | None = Field(description="Half were answered within so many days; null: none is answered")


class Wanted(BaseModel):
    """Whose."""

    region: RegionCode = Field("00", description="The region")


class Writing(BaseModel):
    """An enquiry to send."""

    token: Token = Field(description="From the form")
    kind: Literal["complaint", "question", "suggestion"] = Field(description="What it is")
    subject: Subject = Field(description="What it is about")
    text: Wording = Field(description="The words; without identity numbers")
    contact: Annotated[str, StringConstraints(strip_whitespace=True, max_length=CONTACT)] = Field(
        "", description="How you can be reached, if you like: it is kept sealed"
    )
    region: RegionCode = Field(description="The region whose office is to answer")


class Receipt(Answer):
    """An enquiry that was received."""

    number: str = Field(description="Its number")
    code: str = Field(description="The secret that opens it together with the number: shown this once")
    due_on: date = Field(description="By which day an answer is promised")


class Opening(BaseModel):
    """Which of one's enquiries."""

    number: Annotated[str, StringConstraints(strip_whitespace=True, max_length=40)] = Field(description="Its number")
    code: Annotated[str, StringConstraints(max_length=60)] = Field(description="Its code")


class Adding(Opening):
    """More words."""

    text: Wording = Field(description="The words; without identity numbers")


@router.get("/form", response=Form)
def form(request: HttpRequest) -> dict[str, object]:
    """What an enquiry must be sent with. Needs no account."""
    seconds = (round(span.total_seconds()) for span in (SOONEST, LATEST))
    return dict(zip(("token", "from_seconds", "until_seconds"), (form_token(instant(request)), *seconds), strict=True))


@router.get("/promise", response=Kept)
def promise_of_region(request: HttpRequest, wanted: Query[Wanted]) -> object:
    """In how many working days a region answers, and how it kept that. Needs no account."""
    on = today(request)
    kept = promise_kept(NOTHING, region=wanted.region, on=on)
    told = [{"kind": kind, **_told(promise_of(kind, region=wanted.region, on=on))} for kind in KINDS]
    return {"promises": told, **{name: getattr(kept, name) for name in kept.__dataclass_fields__}}


@router.post("/own", response={201: Receipt})
def receive_enquiry(request: HttpRequest, entry: Writing) -> Status[object]:
    """Write to a region's office. Needs no account; a few in an hour from one address."""
    written = Written(**entry.model_dump(exclude={"token"}))
    return Status(201, send(request, written, entry.token, at=instant(request)))


@router.post("/own/find", response=EnquiryAnswer)
def find_own(request: HttpRequest, entry: Opening) -> object:
    """An enquiry of one's own, by number and code. Needs no account."""
    return queries.own_enquiry(opened_by(request, entry.number, entry.code), on=today(request))


@router.post("/own/add", response=EnquiryAnswer)
def add_to_enquiry(request: HttpRequest, entry: Adding) -> object:
    """Add to an enquiry of one's own, until it is closed. Needs no account."""
    row, at = opened_by(request, entry.number, entry.code), instant(request)
    actions.add_to_enquiry(row, text=entry.text, by=writer_of(row), at=at)
    return queries.own_enquiry(row, on=today(request))


@router.post("/own/reopen", response=EnquiryAnswer)
def reopen_enquiry(request: HttpRequest, entry: Adding) -> object:
    """The answer does not do: for thirty days the same time is promised anew. Needs no account."""
    row, at = opened_by(request, entry.number, entry.code), instant(request)
    actions.reopen_enquiry(row, text=entry.text, by=writer_of(row), at=at)
    return queries.own_enquiry(row, on=today(request))


@router.post("/own/close", response=EnquiryAnswer)
def close_own(request: HttpRequest, entry: Opening) -> object:
    """The answer does. Needs no account."""
    row, at = opened_by(request, entry.number, entry.code), instant(request)
    actions.close_enquiry(row, by=writer_of(row), at=at)
    return queries.own_enquiry(row, on=today(request))


def _told(promise: object) -> dict[str, object]:
    return {name: getattr(promise, name) for name in ("working_days", "clause", "is_assumed")}
