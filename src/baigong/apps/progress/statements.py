"""What a publication says, as bytes that never change: the public log carries their SHA-256."""

from datetime import datetime
from hashlib import sha256

from baigong.apps.authority.acts import named
from baigong.apps.progress.models import Computed, Publication
from baigong.apps.transparency.outbox import ToLog
from baigong.core.credentials.jcs import canonical
from baigong.core.periods import day_at
from baigong.core.tlog.entries import Published


def logged(publication: Publication, at: datetime) -> ToLog:
    """As it goes into the log when it is published."""
    statement = statement_of(publication, at)
    entry = Published(sha256(statement).digest(), day_at(at))
    return ToLog(f"published/{publication.pk}", entry, about=named(publication), statement=statement)


def statement_of(publication: Publication, at: datetime) -> bytes:
    """One JSON object in its canonical form (RFC 8785): the reading, what it was taken of, and each of its figures."""
    reading = publication.reading
    told = {
        "publication": publication.pk,
        "period": publication.period,
        "region": publication.region,
        "published_at": _instant(at),
        "note": {"zh": publication.note_zh, "en": publication.note_en},
        "reading": reading.number,
        "plan": reading.plan,
        "on": reading.on.isoformat(),
        "known": _instant(reading.known or reading.taken_at),
        "seal": reading.seal,
        "synthetic": reading.synthetic,
        "figures": [_figure(one) for one in Computed.objects.filter(reading=reading).order_by("target")],
    }
    return canonical(told)


def _figure(computed: Computed) -> dict[str, object]:
    return {
        "target": computed.target,
        "region": computed.region,
        "value": computed.value,
        "relation": computed.relation,
        "first": computed.first.isoformat() if computed.first else None,
        "last": computed.last.isoformat(),
        "definition": computed.definition,
        "status": computed.status,
    }


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
