"""Batches: opened, audited, put under public notice, issued; each step as its act is."""

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Query, Status
from ninja.files import UploadedFile
from pydantic import BaseModel, Field

from baigong.apps.authority.actions import Attachment
from baigong.apps.authority.actor import Actor
from baigong.apps.certificates import queries
from baigong.apps.certificates.actions import Session
from baigong.apps.exchange.store import plain_name, seal_away
from baigong.apps.registry.permissions import SEERS
from baigong.core.scope import Scope
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.certificates.routing import router
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Clause, Day, Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.problems import found
from baigong.faces.here import node_here

MEGABYTES = 20


class BatchShown(Answer):
    """A batch as it stands."""

    id: int = Field(description="Its number on this node")
    key: str = Field(description="The batch's number")
    credit_code: str = Field(description="The body")
    issuer_name: str = Field(description="The body's name")
    filing: str = Field(description="The filing by which it certifies")
    body_number: str = Field(description="The first 13 characters of its certificates' numbers")
    occupation: str = Field(description="The occupation's code")
    occupation_name: str = Field(description="The occupation's name")
    level: str = Field(description="5, 4, 3, 2 or 1")
    region: str = Field(description="The region of the session")
    session: str = Field(description="The session")
    held_on: date = Field(description="The day of the session")
    seats: int = Field(description="For how many it was held")
    state: str = Field(description="draft, audited, noticed, closed, issuing, issued, withdrawn or recalled")
    notice_from: date | None = Field(description="The first day of its public notice")
    notice_to: date | None = Field(description="The last day of its public notice")
    notice_address: str = Field(description="Where else the notice stands")
    issued_on: date | None = Field(description="The day that its certificates bear")
    signed_by: str = Field(description="The key that signs them")
    results: int = Field(description="How many results were entered")
    to_issue: int = Field(description="How many certificates are still to be issued")
    issued: int = Field(description="How many were issued")
    struck: int = Field(description="How many candidates were struck")
    not_passed: int = Field(description="How many did not pass")
    objections: int = Field(description="How many objections were filed")
    open_objections: int = Field(description="How many of them wait for an answer")


class Sought(BaseModel):
    """Which batches."""

    state: Literal["", "draft", "audited", "noticed", "closed", "issuing", "issued", "withdrawn", "recalled"] = Field(
        "", description="In this state"
    )
    words: str = Field("", max_length=60, description="With these words in number, session or body")


class BatchEntry(BaseModel):
    """A batch to open."""

    key: str = Field(min_length=1, max_length=64, description="The batch's number")
    filing: str = Field(min_length=1, max_length=80, description="The filing by which the body certifies")
    occupation: str = Field(min_length=1, max_length=12, description="The occupation's code")
    occupation_name: str = Field("", max_length=60, description="Its name; empty: as the classification has it")
    level: Literal["5", "4", "3", "2", "1"] = Field(description="The level")
    session: str = Field(min_length=1, max_length=64, description="The session")
    held_on: Day = Field(description="The day of the session")
    seats: Number = Field(description="For how many it was held")
    region: RegionCode = Field(description="The region of the session")


class Auditing(BaseModel):
    """What is said beside the record of the audit."""

    remark: str = Field("", max_length=400, description="A remark, which the journal keeps")


class Announcing(BaseModel):
    """How long the notice stands, and where else."""

    address: str = Field("", max_length=400, description="Where else the notice stands")
    notice_to: Day | None = Field(None, description="Its last day; left out: five working days from today")


class Because(BaseModel):
    """A reason."""

    reason: Clause = Field(description="The reason, which the journal keeps; no names or numbers")


@router.get("/batches", response=Page[BatchShown])
def batches(request: HttpRequest, sought: Query[Sought], paging: Query[Paging]) -> HttpResponse:
    """The batches of your region, newest first."""
    scope, asked = scope_of(caller(request)), queries.BatchesSought(sought.state, sought.words)

    def rows(after: Any, limit: int) -> list[queries.BatchLine]:
        return queries.batches(scope, asked, before=after, limit=limit)

    return page(request, paging, rows, of=BatchShown, key=lambda line: line.id)


@router.get("/batches/{number}", response=BatchShown)
def batch(request: HttpRequest, number: Number) -> object:
    """One batch; while it is being issued, `issued` says how far it is."""
    return found(queries.batch(scope_of(caller(request)), number))


@router.post("/batches", response=ANSWERS)
def open_batch(request: HttpRequest, entry: BatchEntry) -> Status[Outcome]:
    """Open a batch; the public log is told at once that its session is held."""
    told = entry.model_dump()
    region = told.pop("region")
    return ask_for("certificates.open_batch", Session(**told), region=region, by=caller(request), at=instant(request))


@router.post("/batches/{number}/audit", response=ANSWERS)
def audit_batch(
    request: HttpRequest, number: Number, entry: Form[Auditing], file: File[UploadedFile]
) -> Status[Outcome]:
    """Audit the results, with the record of it beside; by somebody who entered none of them."""
    return asked("certificates.audit_batch", request, number, document=_kept(file), remark=entry.remark)


@router.post("/batches/{number}/send-back", response=ANSWERS)
def send_back(request: HttpRequest, number: Number, entry: Because) -> Status[Outcome]:
    """Open an audited batch for results again."""
    return asked("certificates.send_back", request, number, reason=entry.reason)


@router.post("/batches/{number}/announce", response=ANSWERS)
def announce_batch(
    request: HttpRequest, number: Number, entry: Form[Announcing], file: File[UploadedFile]
) -> Status[Outcome]:
    """Put a batch under public notice, with the notice as it was signed beside."""
    return asked("certificates.announce_batch", request, number, document=_kept(file), **entry.model_dump())


@router.post("/batches/{number}/close", response=ANSWERS)
def close_notice(request: HttpRequest, number: Number) -> Status[Outcome]:
    """Close the notice, once its days are over and every objection has its answer."""
    return asked("certificates.close_notice", request, number)


@router.post("/batches/{number}/issue", response=ANSWERS)
def issue_batch(request: HttpRequest, number: Number) -> Status[Outcome]:
    """Issue the batch; two more people agree, then the node signs its certificates."""
    return asked("certificates.issue_batch", request, number)


@router.post("/batches/{number}/withdraw", response=ANSWERS)
def withdraw_batch(request: HttpRequest, number: Number, entry: Because) -> Status[Outcome]:
    """Give a batch up before it is issued."""
    return asked("certificates.withdraw_batch", request, number, reason=entry.reason)


def scope_of(by: Actor) -> Scope:
    return by.scope_as(SEERS)


def asked(act: str, request: HttpRequest, number: int, **told: Any) -> Status[Outcome]:
    by = caller(request)
    row = found(queries.batch_to_act_on(scope_of(by), number))
    return ask_for(act, row, **told, by=by, at=instant(request))


def _kept(file: UploadedFile) -> Attachment:
    sealed = seal_away(file, node_here(), limit=MEGABYTES)
    return Attachment(plain_name(file.name or ""), sealed.digest, sealed.place)
