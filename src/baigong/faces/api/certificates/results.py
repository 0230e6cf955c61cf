"""Results of a batch and what is objected to them."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status
from pydantic import BaseModel, Field

from baigong.apps.certificates import actions, queries
from baigong.apps.certificates.actions import Result
from baigong.apps.certificates.actions import enter_results as entered
from baigong.core.codes.identity import RESIDENT
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.certificates.batches import Because, scope_of
from baigong.faces.api.certificates.routing import router
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for, sealed
from baigong.faces.api.fieldkinds import Number
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.problems import found
from baigong.faces.api.registry.shared import IdNumber
from baigong.faces.here import node_here

MOST_ROWS = 2_000  # in one request; a table of up to 20,000 is uploaded on the page


class DraftShown(Answer):
    """One candidate's result."""

    id: int = Field(description="Its number on this node")
    position: int = Field(description="Its place in the list, from 0")
    name: str | None = Field(description="Her name")
    number: str | None = Field(description="Her identity number, masked")
    theory: Decimal | None = Field(description="The mark in theory")
    practical: Decimal | None = Field(description="The mark in skills")
    review: Decimal | None = Field(description="The mark of the review")
    passed: str = Field(description="yes, no or absent")
    state: str = Field(description="draft, issued or struck")
    struck_because: str = Field(description="Why she was struck")
    certificate: int | None = Field(description="Her certificate, by its number on this node")
    certificate_number: str | None = Field(description="Her certificate's number")


class ObjectionShown(Answer):
    """An objection to a public notice."""

    id: int = Field(description="Its number on this node")
    text: str = Field(description="What was said")
    masked: str = Field(description="How its writer can be reached, masked")
    filed_at: datetime = Field(description="When it was filed")
    state: str = Field(description="filed, upheld or dismissed")
    answer: str = Field(description="The answer")
    settled_at: datetime | None = Field(description="When it was answered")


class ContactInClear(Answer):
    """How somebody who objected can be reached."""

    contact: str = Field(description="As she gave it")


class ResultEntry(BaseModel):
    """One candidate's result."""

    id_number: IdNumber = Field(description="Her identity number")
    name: str = Field("", max_length=60, description="Her name; empty: as on record")
    document: str = Field(RESIDENT, max_length=16, description="The kind of her document")
    theory: Decimal | None = Field(None, ge=0, le=100, description="The mark in theory")
    practical: Decimal | None = Field(None, ge=0, le=100, description="The mark in skills")
    review: Decimal | None = Field(None, ge=0, le=100, description="The mark of the review")
    passed: Literal["yes", "no", "absent"] = Field(description="Whether she passed")


class ResultsEntry(BaseModel):
    """Results to enter, all or none."""

    results: list[ResultEntry] = Field(min_length=1, max_length=MOST_ROWS, description="The rows")


class ResultsCount(Answer):
    """How many results there are."""

    results: int = Field(description="How many the batch has now")


class Settling(BaseModel):
    """The answer to an objection."""

    verdict: Literal["uphold", "dismiss"] = Field(description="The verdict")
    answer: str = Field(min_length=2, max_length=4000, description="The answer, for whoever objected")
    draft: Number | None = Field(None, description="The result that is struck, if it is upheld about one")


@router.get("/batches/{number}/results", response=Page[DraftShown])
def drafts(request: HttpRequest, number: Number, paging: Query[Paging]) -> HttpResponse:
    """The results of a batch, in the order of entry."""
    scope, keyring = scope_of(caller(request)), node_here().keyring
    found(queries.batch(scope, number))

    def rows(after: Any, limit: int) -> list[queries.DraftLine]:
        return queries.drafts(scope, number, keyring, start=0 if after is None else after + 1, limit=limit)

    return page(request, paging, rows, of=DraftShown, key=lambda line: line.position)


@router.post("/batches/{number}/results", response=ResultsCount)
def enter_results(request: HttpRequest, number: Number, entry: ResultsEntry) -> ResultsCount:
    """Enter results; a candidate who has one already gets the newer."""
    by = caller(request)
    batch = found(queries.batch_to_act_on(scope_of(by), number))
    rows = [Result(sealed(told.pop("id_number")), **told) for told in entry.model_dump()["results"]]
    return ResultsCount(results=entered(batch, rows, by=by, at=instant(request)))


@router.post("/drafts/{number}/strike", response=ANSWERS)
def strike_draft(request: HttpRequest, number: Number, entry: Because) -> Status[Outcome]:
    """Leave a candidate out of her batch."""
    by = caller(request)
    draft = found(queries.draft_to_act_on(scope_of(by), number))
    return ask_for("certificates.strike_draft", draft, reason=entry.reason, by=by, at=instant(request))


@router.get("/batches/{number}/objections", response=list[ObjectionShown])
def objections(request: HttpRequest, number: Number) -> object:
    """What was objected to a batch's public notice."""
    scope = scope_of(caller(request))
    found(queries.batch(scope, number))
    return queries.objections(scope, number)


@router.post("/objections/{number}/contact", response=ContactInClear)
def show_objector(request: HttpRequest, number: Number, entry: Because) -> ContactInClear:
    """See how somebody who objected can be reached, for a reason that the journal keeps."""
    by = caller(request)
    row = found(queries.objection_to_act_on(scope_of(by), number))
    return ContactInClear(contact=actions.show_objector(row, reason=entry.reason, by=by, at=instant(request)))


@router.post("/objections/{number}/settle", response=ANSWERS)
def settle_objection(request: HttpRequest, number: Number, entry: Settling) -> Status[Outcome]:
    """Answer an objection; upheld about one candidate, that one is struck."""
    by = caller(request)
    row = found(queries.objection_to_act_on(scope_of(by), number))
    return ask_for("certificates.settle_objection", row, **entry.model_dump(), by=by, at=instant(request))
