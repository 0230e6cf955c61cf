"""What a year's log says again that an earlier one has said, so that it can be judged by itself.

A log that begins tells the keys that sign; before marks or certificates of an earlier year's session it tells the
session and its marks. All of it as it stood there, byte for byte, and once.
"""

from collections.abc import Iterator, Sequence
from hashlib import sha256

from django.db.models import Q

from baigong.apps.transparency.models import Entry
from baigong.apps.transparency.outbox import KEY, MARKS, SESSION
from baigong.core.tlog.entries import MARK, KeyTold, entry_of
from baigong.core.tlog.hashing import SIZE
from baigong.ground.log.appending import Item

OF_A_SESSION = (b"\x84\x01" + MARK, b"\x86\x02" + MARK)  # how marks and certificates begin; their session follows


def keys_again(year: int) -> list[Item]:
    """Of a log that begins: those that have not ended, and those by which something of December may still come."""
    newest: dict[bytes, tuple[Entry, KeyTold]] = {}
    for row in Entry.objects.filter(key__startswith=KEY, year__lt=year).order_by("id"):
        told = entry_of(bytes(row.entry))
        if isinstance(told, KeyTold):
            newest[told.key] = row, told
    return [_again(row, year) for row, told in newest.values() if told.until is None or told.until.year >= year - 1]


def sessions_again(rows: Sequence[Entry], year: int) -> list[Item]:
    """Of those among these entries that an earlier log has opened."""
    names = {f"{SESSION}{session.hex()}" for session in _sessions(rows)}
    told = Entry.objects.filter(key__in=names, year__lt=year).order_by("id") if names else ()
    return [item for row in told for item in _session(row, year)]


def told_before(year: int) -> Iterator[Item]:
    """All that a year's log may have said again."""
    again = Q(key__startswith=KEY) | Q(key__startswith=SESSION) | Q(key__startswith=MARKS)
    for row in Entry.objects.filter(again, year__lt=year).order_by("id").iterator():
        yield _again(row, year)


def _sessions(rows: Sequence[Entry]) -> set[bytes]:
    contents = [bytes(row.entry) for row in rows]
    starts = len(OF_A_SESSION[0])
    return {content[starts : starts + SIZE] for content in contents if content.startswith(OF_A_SESSION)}


def _session(opened: Entry, year: int) -> Iterator[Item]:
    session = opened.key.removeprefix(SESSION)
    yield _again(opened, year)
    for marks in Entry.objects.filter(key__startswith=f"{MARKS}{session}/", year__lt=year).order_by("id"):
        yield _again(marks, year)


def _again(row: Entry, year: int) -> Item:
    entry = bytes(row.entry)
    return Item(sha256(f"{row.key}/{year}".encode() + b"\0" + entry).digest(), entry)
