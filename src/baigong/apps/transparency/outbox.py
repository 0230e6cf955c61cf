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

# One statement for thousands of rows: a CASE for each, as the ORM writes it, made the whole run eighteen times as long.
PLACED = """
UPDATE transparency_entry AS entry SET shard = %s, number = told.number
FROM unnest(%s::bigint[], %s::bigint[]) AS told(id, number) WHERE entry.id = told.id AND entry.number IS NULL
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


def log_entry(asked: ToLog, *, at: datetime) -> Entry:
    """Within an act."""
    return log_entries([asked], at=at)[0]


def log_entries(asked: Sequence[ToLog], *, at: datetime) -> list[Entry]:
    """Within an act, in this order; a session's thousands at once."""
    rows = [_row(one, at) for one in asked]
    Entry.objects.bulk_create(rows, ignore_conflicts=True, batch_size=2_000)
    there = {one.key: one for one in Entry.objects.filter(key__in=[row.key for row in rows])}
    for row in rows:
        if bytes(there[row.key].entry) != row.entry:
            raise OtherEntry(key=row.key)
    return [there[row.key] for row in rows]


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


def put_off(rows: Sequence[Entry], year: int) -> None:
    """Their year's log has ended without them: they go into a later one."""
    Entry.objects.filter(pk__in=[row.pk for row in rows]).update(year=year)


def _row(asked: ToLog, at: datetime) -> Entry:
    return Entry(
        key=asked.key,
        entry=entries.written(asked.entry),
        statement=asked.statement,
        about=asked.about,
        year=day_at(at).year,
        asked_at=at,
        line=line(),
    )
