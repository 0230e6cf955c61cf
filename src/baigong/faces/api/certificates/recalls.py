"""Recalls of batches: opened, spoken against, decided, and the way back; days that do not fit."""

from datetime import date, datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status
from pydantic import BaseModel, Field

from baigong.apps.certificates import oddities as finding
from baigong.apps.certificates.actions import Chosen, Grounds
from baigong.apps.certificates.queries import recalls as queries
from baigong.apps.certificates.recall.effects import effect_of_recall
from baigong.apps.registry.permissions import READERS, SEERS
from baigong.core.periods import Span, day_at
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.certificates.routing import router
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Clause, Day, Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, Words, page
from baigong.faces.api.problems import found
from baigong.faces.here import node_here


class RecallShown(Answer):
    """A recall as it stands."""

    id: int = Field(description="Its number on this node")
    region: str = Field(description="The region of whoever recalls")
    credit_code: str = Field(description="The body whose certificates they are")
    issuer_name: str = Field(description="The body's name")
    batch: str = Field(description="The batch that they were chosen by")
    session: str = Field(description="The session that they were chosen by")
    first: date | None = Field(description="The first day of issue that they were chosen by")
    last: date | None = Field(description="The last day of issue that they were chosen by")
    grounds: str = Field(description="What body and holders are told")
    certificates: int = Field(description="How many certificates were listed when it was opened")
    state: str = Field(description="open, decided, done or withdrawn")
    opened_at: datetime = Field(description="When it was opened")
    defence_until: date = Field(description="The last day on which body and holders are heard")
    decided_at: datetime | None = Field(description="When it was decided")
    done_at: datetime | None = Field(description="When all its certificates became void")
    reason: str = Field(description="The reason of the decision, or of withdrawing it")
    listed: int = Field(description="How many are under question")
    void: int = Field(description="How many are void")
    kept: int = Field(description="How many stand")
    silent: int = Field(description="How many of those who may speak have not: holders by certificate, and the body")


class RecalledShown(Answer):
    """A certificate of a recall."""

    id: int = Field(description="Its number in recalls")
    certificate: int = Field(description="The certificate's own key")
    number: str = Field(description="The certificate's number")
    level: str = Field(description="Its level")
    issued_on: date = Field(description="Its day")
    state: str = Field(description="listed, condemned, void, kept, ended or released")
    kept_because: str = Field(description="Why it is kept, if it is")
    defences: int = Field(description="How often its holder has spoken")
    back: str | None = Field(description="How her request for a way back stands: asked, granted, refused or replaced")


class EffectShown(Answer):
    """What one series counts of the holders, before and after."""

    series: str = Field(description="events, holders, first, first_high, stock or stock_high")
    region: str | None = Field(description="The province; 00: all of them together; null: unknown")
    before: int = Field(description="What the holders count for now")
    after: int = Field(description="What they count for once the recall is carried out")


class ReinstatementShown(Answer):
    """A holder's request for a way back."""

    id: int = Field(description="Its number on this node")
    recalled: int = Field(description="The certificate's number in recalls")
    recall: int = Field(description="The recall")
    number: str = Field(description="The void certificate")
    region: str = Field(description="Where it is heard")
    text: str = Field(description="What she says")
    asked_at: datetime = Field(description="When she asked")
    state: str = Field(description="asked, granted, refused or replaced")
    way: str = Field(description="assess or correct, once it is granted")
    answer: str = Field(description="The answer")
    replacement_number: str | None = Field(description="The new certificate")


class OddityShown(Answer):
    """A day that does not fit."""

    certificate: int = Field(description="The certificate's own key")
    number: str = Field(description="The certificate's number")
    credit_code: str | None = Field(description="The body")
    place: str = Field(description="The region that keeps it")
    kind: str = Field(description="What does not fit")
    sentence: Words = Field(description="The finding in a sentence")


class OdditiesSought(BaseModel):
    """Which findings."""

    kind: Literal[
        "", "witnessed_late", "before_session", "outside_filing", "over_seats", "number_order", "number_year"
    ] = Field("", description="Of this kind")
    credit_code: str = Field("", max_length=18, description="About certificates of this body")


class RecallEntry(BaseModel):
    """A recall to open; the body may be left out where a batch of this node names it."""

    region: RegionCode = Field(description="Your region, or one within it")
    credit_code: str = Field("", max_length=18, description="The body")
    batch: str = Field("", max_length=64, description="Its batch")
    session: str = Field("", max_length=64, description="Its session")
    first: Day | None = Field(None, description="Issued on this day or later")
    last: Day | None = Field(None, description="Issued on this day or earlier")
    grounds: str = Field(min_length=2, max_length=4_000, description="What body and holders are told; name nobody")
    defence_until: Day | None = Field(None, description="The last day of defence; left out: five working days")


class DefenceEntry(BaseModel):
    """What is said against a recall."""

    text: str = Field(min_length=2, max_length=4_000, description="In your own words")
    number: str = Field("", max_length=40, description="The certificate that its holder speaks about; empty: the body")


class Kept(BaseModel):
    """A certificate that stands."""

    number: str = Field(min_length=1, max_length=40, description="Its number")
    reason: Clause = Field(description="Why")


class DecisionEntry(BaseModel):
    """A decision: what is not kept becomes void."""

    reason: Clause = Field(description="The reason of the decision")
    kept: list[Kept] = Field(default_factory=list, max_length=10_000, description="Those that stand")


class Withdrawal(BaseModel):
    """Why a recall is given up."""

    reason: Clause = Field(description="The reason")


class AskingBack(BaseModel):
    """What a holder says for herself."""

    text: str = Field(min_length=2, max_length=4_000, description="In her own words")


class Hearing(BaseModel):
    """The answer to a request for a way back."""

    verdict: Literal["grant", "refuse"] = Field(description="What becomes of it")
    way: Literal["", "assess", "correct"] = Field("", description="If granted: a new assessment, or a wrong decision")
    answer: Clause = Field(description="The answer, which she reads")


class Replacing(BaseModel):
    """The certificate that she got in place of the void one."""

    number: str = Field(min_length=1, max_length=40, description="Its number")


@router.get("/oddities", response=Page[OddityShown])
def oddities(request: HttpRequest, sought: Query[OdditiesSought], paging: Query[Paging]) -> HttpResponse:
    """Certificates of your region whose day does not fit, one finding an item."""
    scope, told = caller(request).scope_as(SEERS), sought.model_dump()

    def rows(after: Any, limit: int) -> list[finding.Oddity]:
        return finding.oddities(scope, **told, after=tuple(after) if after else (0, ""), limit=limit)

    return page(request, paging, rows, of=OddityShown, key=lambda row: [row.certificate, row.kind])


@router.get("/recalls", response=Page[RecallShown])
def recalls(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """The recalls of your region, or of your body's certificates, newest first."""
    scope = caller(request).scope_as(READERS)

    def rows(after: Any, limit: int) -> list[queries.RecallLine]:
        return queries.recalls(scope, before=after, limit=limit)

    return page(request, paging, rows, of=RecallShown, key=lambda row: row.id)


@router.post("/recalls", response=ANSWERS)
def open_recall(request: HttpRequest, entry: RecallEntry) -> Status[Outcome]:
    """Open a recall: its certificates are listed, the body and their holders are told and may speak."""
    chosen = Chosen(entry.credit_code, entry.batch, entry.session, entry.first, entry.last)
    grounds, by, at = Grounds(entry.grounds, None, entry.defence_until), caller(request), instant(request)
    return ask_for("certificates.open_recall", chosen, region=entry.region, grounds=grounds, by=by, at=at)


@router.get("/recalls/{number}", response=RecallShown)
def recall(request: HttpRequest, number: Number) -> object:
    """One recall."""
    return found(queries.recall(caller(request).scope_as(READERS), number))


@router.get("/recalls/{number}/certificates", response=Page[RecalledShown])
def recalled(request: HttpRequest, number: Number, paging: Query[Paging]) -> HttpResponse:
    """Its certificates, in the order in which they were listed."""
    scope = caller(request).scope_as(READERS)

    def rows(after: Any, limit: int) -> list[queries.RecalledLine]:
        return queries.recalled_after(scope, number, after=after or 0, limit=limit)

    return page(request, paging, rows, of=RecalledShown, key=lambda row: row.id)


@router.get("/recalls/{number}/effect", response=list[EffectShown])
def recall_effect(request: HttpRequest, number: Number) -> object:
    """What it would do to every figure by province: the holders' records, counted both ways."""
    row, at = found(queries.recall_to_act_on(caller(request).scope_as(SEERS), number)), instant(request)
    span = Span(node_here().plan.first_day, day_at(at))
    return [EffectShown.model_validate(one) for one in effect_of_recall(row, span=span, on=span.last, at=at)]


@router.post("/recalls/{number}/defences", response=ANSWERS)
def state_defence(request: HttpRequest, number: Number, entry: DefenceEntry) -> Status[Outcome]:
    """Speak against a recall: the body, a holder about her own certificate, or an office for who came to it."""
    by = caller(request)
    row = found(queries.recall_for(by.scope_as(READERS), number, entry.number))
    return ask_for("certificates.state_defence", row, text=entry.text, number=entry.number, by=by, at=instant(request))


@router.post("/recalls/{number}/decide", response=ANSWERS)
def decide_recall(request: HttpRequest, number: Number, entry: DecisionEntry) -> Status[Outcome]:
    """Decide it, once all have spoken or the term is over; two more people agree, then the node voids them."""
    kept = {one.number.strip().upper(): one.reason for one in entry.kept}
    return _asked("certificates.decide_recall", request, number, reason=entry.reason, kept=kept)


@router.post("/recalls/{number}/withdraw", response=ANSWERS)
def withdraw_recall(request: HttpRequest, number: Number, entry: Withdrawal) -> Status[Outcome]:
    """Give a recall up; its certificates stand, and everybody is told."""
    return _asked("certificates.withdraw_recall", request, number, reason=entry.reason)


@router.post("/recalls/certificates/{number}/reinstatement", response=ANSWERS)
def ask_reinstatement(request: HttpRequest, number: Number, entry: AskingBack) -> Status[Outcome]:
    """Ask for a way back; `number` is the certificate's number in recalls."""
    by = caller(request)
    row = found(queries.recalled_to_act_on(by.scope_as(READERS), number))
    return ask_for("certificates.ask_reinstatement", row, text=entry.text, by=by, at=instant(request))


@router.get("/reinstatements", response=Page[ReinstatementShown])
def reinstatements(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Requests for a way back in your region, newest first."""
    scope = caller(request).scope_as(SEERS)

    def rows(after: Any, limit: int) -> list[queries.ReinstatementLine]:
        return queries.reinstatements(scope, before=after, limit=limit)

    return page(request, paging, rows, of=ReinstatementShown, key=lambda row: row.id)


@router.post("/reinstatements/{number}/hear", response=ANSWERS)
def hear_reinstatement(request: HttpRequest, number: Number, entry: Hearing) -> Status[Outcome]:
    """Answer a request; somebody who took no part in the recall."""
    by = caller(request)
    row = found(queries.reinstatement_to_act_on(by.scope_as(SEERS), number))
    return ask_for("certificates.hear_reinstatement", row, **entry.model_dump(), by=by, at=instant(request))


@router.post("/reinstatements/{number}/replacement", response=ANSWERS)
def name_replacement(request: HttpRequest, number: Number, entry: Replacing) -> Status[Outcome]:
    """Name the certificate that she got in place of the void one."""
    by = caller(request)
    scope = by.scope_as(SEERS)
    row, certificate = (
        found(queries.reinstatement_to_act_on(scope, number)),
        found(queries.certificate_to_name(scope, entry.number)),
    )
    return ask_for("certificates.name_replacement", row, certificate=certificate, by=by, at=instant(request))


def _asked(act: str, request: HttpRequest, number: int, **told: Any) -> Status[Outcome]:
    by = caller(request)
    row = found(queries.recall_to_act_on(by.scope_as(SEERS), number))
    return ask_for(act, row, **told, by=by, at=instant(request))
