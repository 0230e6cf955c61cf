"""Days and times as XML Schema 1.1 writes them, and whether a document holds at one."""

import re
from datetime import UTC, datetime, timedelta

from baigong.core.credentials.strict import Json
from baigong.core.text import msgid
from baigong.core.vcdm.problems import NOT_INSTANT, Expired, Malformed, NotYet

STAMP = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?|24:00:00(\.0+)?)"
    r"(Z|[+-]((0\d|1[0-3]):[0-5]\d|14:00))?",
    re.ASCII,
)
BEFORE = msgid("it ends before it begins")


def instant(value: object, *, has_offset: bool = True) -> datetime | None:
    """None unless it is a dateTimeStamp, or a dateTime where no offset is asked for: that one is read as UTC.

    >>> instant("2026-03-01T24:00:00Z").isoformat(), instant("2026-03-01T08:00:00")
    ('2026-03-02T00:00:00+00:00', None)
    """
    found = STAMP.fullmatch(value) if isinstance(value, str) else None
    if not found or (has_offset and not found[7]):
        return None
    ends_day = found[3].startswith("24")
    try:
        at = datetime.fromisoformat(found[0].replace("T24", "T00") if ends_day else found[0])
        return (at if found[7] else at.replace(tzinfo=UTC)) + timedelta(days=ends_day)
    except (ValueError, OverflowError):
        return None


def term(document: Json, begins: str, ends: str) -> tuple[datetime | None, datetime | None]:
    """Raises Malformed unless each is an instant where it is said, and the second is not before the first."""
    begun, ended = (_stamp(document, name) for name in (begins, ends))
    if begun and ended and ended < begun:
        raise Malformed(where=ends, why=BEFORE)
    return begun, ended


def holds(begun: datetime | None, ended: datetime | None, *, at: datetime) -> None:
    """Raises NotYet or Expired."""
    if begun and at < begun:
        raise NotYet(day=begun.isoformat())
    if ended and at > ended:
        raise Expired(day=ended.isoformat())


def _stamp(document: Json, name: str) -> datetime | None:
    if name not in document:
        return None
    at = instant(document[name])
    if at is None:
        raise Malformed(where=name, why=NOT_INSTANT)
    return at
