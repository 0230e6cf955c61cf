"""A batch from its session to its audit: opened, filled with results, looked over by somebody else, or withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from baigong.apps.authority.actions import Attachment
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, create, named, note
from baigong.apps.authority.moving import move
from baigong.apps.certificates.issuing import telling
from baigong.apps.certificates.issuing.filed import filing_for, issuer_name, occupation_name
from baigong.apps.certificates.issuing.results import Result, entered
from baigong.apps.certificates.issuing.saying import refuse_silence
from baigong.apps.certificates.models import Batch, Draft
from baigong.apps.certificates.permissions import may_open, may_strike, may_tend_batch
from baigong.apps.certificates.refusals import (
    BatchKnown,
    NobodyPassed,
    NoDocument,
    NotHeldYet,
    NothingToEnter,
    NotStruckAnyMore,
    SamePerson,
    SeatsOutOfRange,
    SessionTaken,
)
from baigong.apps.certificates.states import BATCH, DRAFT
from baigong.apps.journal.models import Line
from baigong.apps.registry.judging import place_of_region
from baigong.apps.transparency.outbox import log_entry
from baigong.core.codes.certificate import IDENTIFICATION
from baigong.core.periods import day_at
from baigong.core.tlog.entries import MOST_SEATS

SALT = "SELECT uuid_send(gen_random_uuid())"


@dataclass(frozen=True, slots=True)
class Session:
    """What a batch is about; `occupation_name` is needed where the classification has none for the code."""

    key: str
    filing: str
    occupation: str
    level: str
    session: str
    held_on: date
    seats: int
    occupation_name: str = ""


@act(allowed=may_open)
def open_batch(session: Session, *, region: str, by: Actor, at: datetime) -> Batch:
    """The public log is told at once that the session is held, and for how many."""
    filing = filing_for(session.filing, session.occupation, session.level, on=session.held_on)
    if not 1 <= session.seats <= MOST_SEATS:
        raise SeatsOutOfRange(most=MOST_SEATS)
    if Batch.objects.filter(key=session.key.strip()).exists():
        raise BatchKnown(key=session.key.strip())
    rival = Batch.objects.filter(credit_code=filing.credit_code, session=session.session.strip())
    if held := rival.exclude(state="withdrawn").first():
        raise SessionTaken(session=held.session, key=held.key)
    batch = create(
        Batch(
            key=session.key.strip(),
            credit_code=filing.credit_code,
            filing=filing.filing,
            body_number=filing.body_number,
            issuer_name=issuer_name(filing.credit_code),
            occupation=session.occupation,
            occupation_name=occupation_name(session.occupation, session.occupation_name),
            level=session.level,
            channel=IDENTIFICATION,
            region=place_of_region(region, otherwise=region),
            session=session.session.strip(),
            held_on=session.held_on,
            seats=session.seats,
        )
    )
    log_entry(telling.session_opened(batch), at=at)
    return batch


@act(allowed=may_tend_batch, is_of_one=True)
def enter_results(batch: Batch, results: Sequence[Result], *, by: Actor, at: datetime) -> int:
    """All rows or none; how many the batch has now. Whoever audits them is the second person."""
    if not results:
        raise NothingToEnter
    if batch.held_on > day_at(at):
        raise NotHeldYet(day=batch.held_on)
    move(batch, BATCH, "enter results")
    count = entered(batch, results, at=at)
    note(rows=len(results), results=count)
    return count


@act(allowed=may_tend_batch)
def audit_batch(batch: Batch, *, document: Attachment, remark: str = "", by: Actor, at: datetime) -> None:
    """By somebody who entered none of them. From now on the public log holds a commitment to the marks."""
    if not document.path or not document.digest:
        raise NoDocument
    if by.name in _who_entered(batch):
        raise SamePerson
    if not Draft.objects.filter(batch=batch, passed="yes").exclude(state="struck").exists():
        raise NobodyPassed
    salt = _salt()
    marks = telling.marks_of(batch, salt)
    kept = {"audit_name": document.name, "audit_digest": document.digest, "audit_path": document.path}
    move(batch, BATCH, "audit", marks=marks, marks_salt=salt, audited_at=at, **kept)
    note(remark=remark)
    log_entry(telling.marks_sealed(batch), at=at)


@act(allowed=may_tend_batch)
def send_back(batch: Batch, *, reason: str, by: Actor, at: datetime) -> None:
    """Audited, and found wrong before it is announced: results can be entered again, and are audited anew."""
    refuse_silence(reason)
    note(reason=reason.strip())
    move(batch, BATCH, "send back")


@act(allowed=may_strike)
def strike_draft(draft: Draft, *, reason: str, by: Actor, at: datetime) -> None:
    """She gets no certificate from this batch."""
    refuse_silence(reason)
    if draft.batch.state not in ("draft", "audited", "noticed", "closed"):
        raise NotStruckAnyMore
    note(batch=draft.batch.key)
    move(draft, DRAFT, "strike", struck_because=reason.strip())


@act(allowed=may_tend_batch)
def withdraw_batch(batch: Batch, *, reason: str, by: Actor, at: datetime) -> None:
    """Nothing of it is issued, ever; its session may have another batch."""
    refuse_silence(reason)
    note(reason=reason.strip())
    move(batch, BATCH, "withdraw")


def _who_entered(batch: Batch) -> set[str]:
    lines = Line.objects.filter(subject=named(batch), act="certificates.enter_results")
    return set(lines.values_list("actor", flat=True))


def _salt() -> bytes:
    """Random, and made by the database."""
    with connection.cursor() as cursor:
        cursor.execute(SALT)
        return bytes(cursor.fetchone()[0])
