"""The public notice of a batch (公示): announced, objected to, closed."""

from dataclasses import dataclass
from datetime import date, datetime

from baigong.apps.authority.actions import Attachment
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, create, note
from baigong.apps.authority.moving import move
from baigong.apps.catalogue.queries import working_days_after
from baigong.apps.certificates.issuing.saying import refuse_silence
from baigong.apps.certificates.models import Batch, Draft, Objection
from baigong.apps.certificates.permissions import may_object, may_tend_batch, may_tend_objection
from baigong.apps.certificates.refusals import (
    NoDocument,
    NoNotice,
    NoticeStands,
    NoticeTooShort,
    NotOfThisBatch,
    ObjectionsOpen,
)
from baigong.apps.certificates.states import BATCH, DRAFT, OBJECTION
from baigong.core.periods import day_at
from baigong.core.scope import WHOLE

NOTICE_DAYS = 5  # working days, at least
LONGEST = 4_000


@dataclass(frozen=True, slots=True)
class Objecting:
    """What somebody wrote; `contact` is sealed already and bound to `mark`, `masked` is what may be shown of it."""

    text: str
    mark: bytes
    contact: bytes | None = None
    masked: str = ""


@act(allowed=may_tend_batch)
def announce_batch(
    batch: Batch, *, document: Attachment, address: str = "", notice_to: date | None = None, by: Actor, at: datetime
) -> None:
    """From today for five working days or longer, at `/notice/<batch>` and wherever else `address` says."""
    if not document.path or not document.digest:
        raise NoDocument
    first = day_at(at)
    least = working_days_after(WHOLE, first, NOTICE_DAYS)
    if notice_to is not None and notice_to < least:
        raise NoticeTooShort(days=NOTICE_DAYS, least=least)
    kept = {"notice_name": document.name, "notice_digest": document.digest, "notice_path": document.path}
    told = {"notice_address": address.strip()[:400], "notice_from": first, "notice_to": notice_to or least}
    move(batch, BATCH, "announce", **kept, **told)


@act(allowed=may_object, is_of_one=True)
def file_objection(batch: Batch, objecting: Objecting, *, by: Actor, at: datetime) -> Objection:
    """As long as the notice stands; its last day counts."""
    first, last = batch.notice_from, batch.notice_to
    if batch.state != "noticed" or first is None or last is None or not first <= day_at(at) <= last:
        raise NoNotice(first=first or "…", last=last or "…")
    refuse_silence(objecting.text)
    return create(
        Objection(
            batch=batch,
            region=batch.region,
            text=objecting.text.strip()[:LONGEST],
            mark=objecting.mark,
            contact=objecting.contact,
            masked=objecting.masked,
            account=by.account,
            filed_at=at,
        )
    )


@act(allowed=may_tend_objection)
def settle_objection(
    objection: Objection, *, verdict: str, answer: str, draft: int | None = None, by: Actor, at: datetime
) -> None:
    """`uphold` or `dismiss`; upheld about one candidate, that one is struck, and the rest go on."""
    refuse_silence(answer)
    struck = _named(objection, draft) if verdict == "uphold" and draft is not None else None
    move(objection, OBJECTION, verdict, answer=answer.strip()[:LONGEST], settled_at=at, draft_id=struck and struck.pk)
    if struck is not None:
        move(struck, DRAFT, "strike", struck_because=answer.strip()[:LONGEST])


@act(allowed=may_tend_batch)
def close_notice(batch: Batch, *, by: Actor, at: datetime) -> None:
    """Once its last day is over and every objection has its answer."""
    if batch.state == "noticed" and batch.notice_to is not None and day_at(at) <= batch.notice_to:
        raise NoticeStands(day=batch.notice_to)
    waiting = Objection.objects.filter(batch=batch, state="filed").count()
    if waiting:
        raise ObjectionsOpen(count=waiting)
    upheld = Objection.objects.filter(batch=batch, state="upheld").count()
    note(upheld=upheld)
    move(batch, BATCH, "close the notice")


def _named(objection: Objection, draft: int) -> Draft:
    found = Draft.objects.filter(pk=draft, batch=objection.batch_id).first()
    if found is None:
        raise NotOfThisBatch
    return found
