"""Proposals: acts that take several people, and what each of them said."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile
from pydantic import BaseModel, Field

from baigong.apps.authority import actions, queries
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import OF_AN_OFFICE
from baigong.apps.authority.rows import proposal_row
from baigong.apps.exchange.store import plain_name, seal_away
from baigong.core.scope import Scope
from baigong.faces.api.authority.shared import NO_CONTENT, nothing
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.exchange.shared import handed_out
from baigong.faces.api.fieldkinds import Clause, Number
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.problems import found
from baigong.faces.here import node_here

router = Router()
MEGABYTES = 20  # of a document beside an approval
BYTES = "application/octet-stream"


class ProposalShown(Answer):
    """An act that waits for others, or has been decided."""

    id: int = Field(description="Its number on this node")
    act: str = Field(description="The act")
    region: str = Field(description="Where it happens")
    state: str = Field(description="`proposed`, `approved`, `rejected` or `withdrawn`")
    steps: list[str] = Field(description="The roles that decide, one after another; the first is the proposer's")
    step: int = Field(description="How many steps have been taken")
    waits_for: str = Field(description="The role of the next step; empty: it is decided")
    maker: str = Field(description="Who proposed it")
    reason: str = Field(description="Why")
    about: list[str] = Field(description="The rows it is about")
    proposed_at: datetime = Field(description="When it was proposed")


class StepShown(Answer):
    """What one person said."""

    step: int = Field(description="The step")
    role: str = Field(description="In which role")
    actor: str = Field(description="Who")
    at: datetime = Field(description="When")
    verdict: str = Field(description="`proposed`, `approved` or `rejected`")
    remark: str = Field(description="Her remark")
    document_number: str = Field(description="The number of the document (文号)")
    attachment: str = Field(description="The name of the file that was attached; empty: none was")
    digest: str = Field(description="Its digest")


class ProposalOpened(Answer):
    """A proposal with what it would do and who has said what."""

    proposal: ProposalShown = Field(description="The proposal")
    subjects: list[Mapping[str, Any]] = Field(description="The rows, with the journal line they were read at")
    arguments: Mapping[str, Any] = Field(description="What would be done with them; numbers of persons are sealed")
    taken: list[StepShown] = Field(description="The steps taken so far")


class Wanted(BaseModel):
    """Which proposals."""

    state: Literal["", "proposed", "approved", "rejected", "withdrawn"] = Field("", description="In this state")


class Approving(BaseModel):
    """What goes with an approval."""

    remark: str = Field("", max_length=2000, description="A remark")
    document_number: str = Field("", max_length=80, description="The number of the document (文号)")


class Rejecting(BaseModel):
    """Why it is rejected."""

    remark: Clause = Field(description="Why, for who proposed it")


class Decided(Answer):
    """What became of the proposal."""

    performed: bool = Field(description="Whether this was the last step, and the act was done")
    id: int | None = Field(description="The number of the row that was made, if one was")


def _scope(by: Actor) -> Scope:
    return by.scope_as(OF_AN_OFFICE)


@router.get("/proposals", response=Page[ProposalShown])
def proposals(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """The proposals of your region."""
    scope = _scope(caller(request))
    return page(
        request,
        paging,
        lambda after, limit: queries.proposals(scope, state=wanted.state, after=after or 0, limit=limit),
        of=ProposalShown,
        key=lambda one: one.id,
    )


@router.get("/proposals/{number}", response=ProposalOpened)
def proposal(request: HttpRequest, number: Number) -> object:
    """A proposal, with what it would do."""
    return found(queries.proposal(_scope(caller(request)), number))


@router.post("/proposals/{number}/approve", response=Decided)
def approve(request: HttpRequest, number: Number, entry: Approving) -> Decided:
    """Approve the next step; the last approval does it."""
    taken = actions.approve(proposal_row(number), **entry.model_dump(), by=caller(request), at=instant(request))
    return Decided(performed=taken.is_performed, id=getattr(taken.result, "pk", None))


@router.post("/proposals/{number}/approve-with-attachment", response=Decided)
def approve_with_attachment(
    request: HttpRequest, number: Number, entry: Form[Approving], file: File[UploadedFile]
) -> Decided:
    """Approve the next step with a document of at most 20 MB beside it: the same act, sent as a form with a file."""
    by, at = caller(request), instant(request)
    sealed = seal_away(file, node_here(), limit=MEGABYTES)
    document = actions.Attachment(plain_name(file.name or ""), sealed.digest, sealed.place)
    taken = actions.approve(proposal_row(number), **entry.model_dump(), attachment=document, by=by, at=at)
    return Decided(performed=taken.is_performed, id=getattr(taken.result, "pk", None))


@router.post("/proposals/{number}/steps/{step}/attachment", response=bytes)
def fetch_attachment(request: HttpRequest, number: Number, step: Number) -> FileResponse:
    """The document that went with a step; the journal says who took it away."""
    by = caller(request)
    document = actions.fetch_attachment(proposal_row(number), step=step, by=by, at=instant(request))
    return handed_out(document.path, name=document.name, kind=BYTES)


@router.post("/proposals/{number}/reject", response=NO_CONTENT)
def reject(request: HttpRequest, number: Number, entry: Rejecting) -> Status[None]:
    """Reject a proposal."""
    actions.reject(proposal_row(number), remark=entry.remark, by=caller(request), at=instant(request))
    return nothing()


@router.post("/proposals/{number}/withdraw", response=NO_CONTENT)
def withdraw_proposal(request: HttpRequest, number: Number) -> Status[None]:
    """Withdraw a proposal of yours that is not decided yet."""
    actions.withdraw_proposal(proposal_row(number), by=caller(request), at=instant(request))
    return nothing()
