"""Publications on their way, and what is out for everybody."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.progress import actions, queries
from baigong.core.refusal import Fault
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Clause, Line, Number
from baigong.faces.api.pages import Answer, Page, Paging, Words, page
from baigong.faces.api.progress.readings import ReadingAnswer
from baigong.faces.api.progress.shared import scope_of, seen_by
from baigong.faces.words import both

router = Router()


class PublicationAnswer(Answer):
    """A reading on its way to the public."""

    id: int = Field(description="Its number on this node")
    reading: ReadingAnswer = Field(description="The reading")
    region: str = Field(description="Whose figures")
    period: str = Field(description="填报期: what is reported")
    note: Words = Field(description="What readers must know beside the definitions")
    state: str = Field(description="`drafted`, `proposed`, `published` or `withdrawn`")
    state_title: Words = Field(description="The state in words")
    findings: int = Field(description="How many findings validation has")
    answered: int = Field(description="How many of them were answered")
    drafted_at: datetime = Field(description="When it was drafted")
    published_at: datetime | None = Field(description="Since when it is out")
    withdrawn_at: datetime | None = Field(description="Since when it is out no more")
    reason: str = Field(description="Why it was withdrawn")


class FindingAnswer(Answer):
    """Something odd that validation found, for people to look at."""

    place: int = Field(description="Its place in the list, from 0")
    code: str = Field(description="Which rule found it")
    told: Words = Field(description="What looks odd")
    answer: str = Field(description="What somebody found it to be; empty: nobody has looked yet")
    answered_at: datetime | None = Field(description="When it was answered")


class DraftEntry(BaseModel):
    """A reading to publish."""

    reading: Number = Field(description="The reading's number")
    period: Line = Field(description="填报期, such as `2025Q3`")
    note_zh: str = Field("", max_length=2000, description="What readers must know, in Chinese")
    note_en: str = Field("", max_length=2000, description="The same in English")


class AnswerEntry(BaseModel):
    """What a finding is."""

    answer: Clause = Field(description="A real change, a late report, an error that was corrected since …")


class Reason(BaseModel):
    """Why a publication is withdrawn."""

    reason: Clause = Field(description="The reason, which everybody of the region's offices sees")


@router.get("/publications", response=Page[PublicationAnswer])
def publications(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """The publications of your region, the last first."""
    scope = seen_by(request)
    return page(
        request,
        paging,
        lambda after, limit: queries.publications(scope, after=after, limit=limit),
        of=PublicationAnswer,
        key=lambda row: row.id,
    )


@router.post("/publications", response={201: Outcome})
def draft_publication(request: HttpRequest, entry: DraftEntry) -> Status[Outcome]:
    """Draft the publication of a reading; validation says what looks odd in it."""
    by = caller(request)
    row = queries.reading_row(scope_of(by), entry.reading)
    told = entry.model_dump(exclude={"reading"})
    made = actions.draft_publication(row, **told, by=by, at=instant(request))
    return Status(201, Outcome(proposal=None, id=made.pk))


@router.get("/publications/{number}/findings", response=list[FindingAnswer])
def findings(request: HttpRequest, number: Number) -> list[FindingAnswer]:
    """What validation found in a publication, and what people answered."""
    return [
        FindingAnswer(
            place=one.place, code=one.told.code, told=_words(one.told), answer=one.answer, answered_at=one.answered_at
        )
        for one in queries.findings(seen_by(request), number)
    ]


@router.post("/publications/{number}/findings/{place}", response={204: None})
def answer_finding(request: HttpRequest, number: Number, place: int, entry: AnswerEntry) -> Status[None]:
    """Say what a finding is; it cannot be said twice."""
    by = caller(request)
    row = queries.publication_row(scope_of(by), number)
    actions.answer_finding(row, finding=place, answer=entry.answer, by=by, at=instant(request))
    return Status(204, None)


@router.post("/publications/{number}/propose", response={202: Outcome})
def propose_publication(request: HttpRequest, number: Number) -> Status[Outcome]:
    """Propose that a reading be published; a reviewer and an approver decide under the proposal's number."""
    by = caller(request)
    row = queries.publication_row(scope_of(by), number)
    proposal = actions.propose_publication(row, by=by, at=instant(request))
    return Status(202, Outcome(proposal=proposal.pk, id=None))


@router.post("/publications/{number}/withdraw", response=ANSWERS)
def withdraw_publication(request: HttpRequest, number: Number, entry: Reason) -> Status[Outcome]:
    """Withdraw a publication; another approves it."""
    by = caller(request)
    row = queries.publication_row(scope_of(by), number)
    return ask_for("progress.withdraw_publication", row, reason=entry.reason, by=by, at=instant(request))


def _words(fault: Fault) -> Words:
    said: Mapping[str, Any] = both(fault)
    return Words(zh=said["zh"], en=said["en"])
