"""The outbox: what an act asks to be logged stands here with the act itself, or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Max

from baigong.apps.authority.acts import line
from baigong.apps.transparency.models import Entry
from baigong.apps.transparency.refusals import OtherEntry
from baigong.core.periods import day_at
from baigong.core.tlog import entries

# One statement for thousands of rows: as the ORM writes it, with a CASE for each, a run took eighteen times as long.
PLACED = """
UPDATE transparency_entry AS entry SET shard = %s, number = told.number
FROM unnest(%s::bigint[], %s::bigint[]) AS told(id, number) WHERE entry.id = told.id AND entry.number IS NULL
"""

ASKED = """
INSERT INTO transparency_entry (year, asked_at, line, key, entry, statement, about)
SELECT %s, %s, %s, key, entry, statement, about
FROM unnest(%s::text[], %s::bytea[], %s::bytea[], %s::text[]) WITH ORDINALITY
    AS told(key, entry, statement, about, place)
ORDER BY place ON CONFLICT (key) DO NOTHING
"""

# How the keys of entries begin that a later year's log may have to say again.
KEY, SESSION, MARKS = "key/", "session/", "marks/"


@dataclass(frozen=True, slots=True)
class ToLog:
    """`key` makes it one of a kind: asked for again, it stands where it stood. `about` is the row it speaks of.

    `statement` are the public bytes whose SHA-256 the entry carries, if there are any; they are served beside it.
    """

    key: str
    entry: entries.Entry
    about: str = ""
    statement: bytes = b""


def log_entry(asked: ToLog, *, at: datetime) -> None:
    """Within an act."""
    log_entries([asked], at=at)


def log_entries(asked: Sequence[ToLog], *, at: datetime) -> None:
    """Within an act, in this order; a session's thousands at once."""
    keys, written = [one.key for one in asked], [entries.written(one.entry) for one in asked]
    statements, about = [one.statement for one in asked], [one.about for one in asked]
    with connection.cursor() as cursor:
        cursor.execute(ASKED, [day_at(at).year, at, line(), keys, written, statements, about])
        is_new = cursor.rowcount == len(asked)
    if not is_new:
        _refuse_others(keys, written)


def is_asked(key: str) -> bool:
    return Entry.objects.filter(key=key).exists()


def waiting(year: int, limit: int) -> list[Entry]:
    return list(Entry.objects.filter(number=None, year=year).defer("statement").order_by("id")[:limit])


def years_waiting() -> list[int]:
    return sorted(Entry.objects.filter(number=None).order_by().values_list("year", flat=True).distinct())


def last_known(shard: int) -> int | None:
    """The highest place that any record has in a year's log."""
    found: int | None = Entry.objects.filter(shard=shard).aggregate(last=Max("number"))["last"]
    return found


def place_entries(rows: Sequence[Entry], shard: int, numbers: Sequence[int]) -> None:
    """Where they stand; a row that has its place keeps it."""
    with connection.cursor() as cursor:
        cursor.execute(PLACED, [shard, [row.pk for row in rows], list(numbers)])


def take_back(shard: int, size: int) -> int:
    """Places that no file of the log has and nobody signed: their rows wait again."""
    return Entry.objects.filter(shard=shard, number__gte=size).update(shard=None, number=None)


def placed_between(shard: int, start: int, end: int) -> dict[int, Entry]:
    rows = Entry.objects.filter(shard=shard, number__gte=start, number__lt=end).defer("statement")
    return {row.number: row for row in rows if row.number is not None}


def put_off(rows: Sequence[Entry], year: int) -> None:
    """Their year's log has ended without them: they go into a later one."""
    Entry.objects.filter(pk__in=[row.pk for row in rows]).update(year=year)


def _refuse_others(keys: Sequence[str], written: Sequence[bytes]) -> None:
    there = dict(Entry.objects.filter(key__in=keys).values_list("key", "entry"))
    for key, entry in zip(keys, written, strict=True):
        if bytes(there[key]) != entry:
            raise OtherEntry(key=key)
