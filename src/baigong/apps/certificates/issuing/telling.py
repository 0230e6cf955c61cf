"""What the public log is told of a batch: its session, its marks, its certificates, their endings."""

from hashlib import sha256

import cbor2

from baigong.apps.certificates.models import Batch, Draft, SignedCopy
from baigong.apps.transparency.outbox import MARKS, SESSION, ToLog
from baigong.core.credentials.publication import session_of
from baigong.core.periods import day_at
from baigong.core.tlog.entries import Issued, Opened, Revoked, Sealed, Voided


def session_opened(batch: Batch) -> ToLog:
    """Once, though a batch that was withdrawn is followed by another."""
    session = _session(batch)
    entry = Opened(session, batch.credit_code, batch.held_on, batch.seats)
    return ToLog(f"{SESSION}{session.hex()}", entry, about=_about(batch))


def marks_sealed(batch: Batch) -> ToLog:
    assert batch.marks is not None and batch.audited_at is not None
    entry = Sealed(_session(batch), bytes(batch.marks), day_at(batch.audited_at))
    return ToLog(f"{MARKS}{entry.session.hex()}/{bytes(batch.marks).hex()}", entry, about=_about(batch))


def marks_of(batch: Batch, salt: bytes) -> bytes:
    """A commitment to all results as they were audited; the salt keeps guesses away."""
    drafts = Draft.objects.filter(batch=batch).order_by("position", "id").select_related("holder")
    told = [
        [bytes(one.holder.key), *(None if mark is None else str(mark) for mark in _marks(one)), one.passed, one.state]
        for one in drafts
    ]
    content: bytes = cbor2.dumps(told, canonical=True)
    return sha256(b"baigong/marks" + salt + content).digest()


def issued(entry: Issued, printed: bytes) -> ToLog:
    return ToLog(log_key(printed), entry)


def log_key(printed: bytes) -> str:
    return f"certificate/{bytes(printed).hex()}"


def ended(copy: SignedCopy, ending: str, day: object) -> ToLog:
    kind = Voided if ending == "void" else Revoked
    entry = kind(bytes(copy.printed), day)  # type: ignore[arg-type]
    return ToLog(
        f"{ending}/{bytes(copy.printed).hex()}", entry, about=f"certificates.certificate/{copy.certificate_id}"
    )


def _marks(draft: Draft) -> tuple[object, ...]:
    return draft.theory, draft.practical, draft.review


def _session(batch: Batch) -> bytes:
    return session_of(batch.credit_code, batch.session)


def _about(batch: Batch) -> str:
    return f"certificates.batch/{batch.pk}"
