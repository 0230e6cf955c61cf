"""The feed: which records were written, in the order in which the journal was sealed.

A cursor says how far somebody has read: seal, line, table, row. It means the same tomorrow, on this node only. What a
record says now is asked for by its key; the feed names it, never a person: by her key, or by nothing.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import F

from baigong.apps.exchange.adapters import ADAPTERS
from baigong.apps.exchange.models import Origin
from baigong.apps.journal.models import Line
from baigong.apps.progress.models import Kept
from baigong.core.refusal import Refusal
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.ground.lake.schema.tables import TABLES

PLACES: Mapping[str, int] = {name: place for place, name in enumerate(TABLES)}
LINES_AT_ONCE = 200
MOST = 1_000
_CURSOR = re.compile(r"(\d{1,18})\.(\d{1,18})\.(\d{1,3})\.(\d{1,18})")
BEGINNING = (0, 0, -1, 0)
Place = tuple[int, int, int, int]


class BadCursor(Refusal):
    code = "exchange.bad_cursor"
    sentence = msgid("“%(cursor)s” is no cursor of this feed; begin anew without one.")


@dataclass(frozen=True, slots=True)
class Change:
    """A record that an act wrote. `key` is a person's key, or the record's own number; many rows at once have none."""

    cursor: str
    at: datetime
    act: str
    table: str
    key: str | None
    region: str | None
    rows: int = 1


@dataclass(frozen=True, slots=True)
class Changes:
    """`cursor` is where to go on, even where nothing was found that may be seen; the same again: all is read."""

    found: tuple[Change, ...]
    cursor: str


def changes(scope: Scope, *, after: str = "", limit: int = 200) -> Changes:
    begin, limit = _read(after), min(limit, MOST)
    at, found = begin, list[tuple[Place, Change]]()
    while len(found) < limit:
        lines = _lines(at)
        if not lines:
            break
        found += _of_lines(lines, scope, at, limit)
        last = lines[-1]
        at = (last.seal, last.id, len(TABLES), 0)
    found.sort(key=lambda one: one[0])
    if len(found) > limit or (len(found) == limit and found):
        found = found[:limit]
        at = found[-1][0]
    return Changes(tuple(change for _, change in found), _written(at) if at != BEGINNING else after)


def checked_cursor(cursor: str) -> str:
    """A cursor as somebody gives it back; refused if it is none."""
    _read(cursor)
    return cursor


def _read(cursor: str) -> Place:
    if not cursor:
        return BEGINNING
    told = _CURSOR.fullmatch(cursor)
    if told is None:
        raise BadCursor(cursor=cursor[:40])
    seal, line, table, row = map(int, told.groups())
    return seal, line, table, row


def _written(place: Place) -> str:
    return ".".join(map(str, place))


def _lines(at: Place) -> list[Line]:
    """The next lines that were sealed; one that is not read to its end stands first."""
    seal, line, table, _ = at
    after = Line.objects.filter(seal=seal, id__gte=line if 0 <= table < len(TABLES) else line + 1)
    later = Line.objects.filter(seal__gt=seal)
    chosen = (after | later).exclude(act__startswith="authority.").exclude(act__startswith="journal.")
    return list(chosen.order_by(F("seal"), "id")[:LINES_AT_ONCE])


def _of_lines(lines: list[Line], scope: Scope, at: Place, limit: int) -> Iterator[tuple[Place, Change]]:
    by_id = {line.id: line for line in lines}
    for name in TABLES:
        source = _source(name)
        if source:
            yield from _of_table(name, source, by_id, scope, at, limit)
    yield from _of_kept(by_id, scope, at)


def _source(name: str) -> str | None:
    """A query for `line, id, key, region` of a table's rows."""
    if name == "persons":
        return """
            SELECT p.line, p.id, p.place AS region, (SELECT encode(i.key, 'hex') FROM registry_identifier i
            WHERE i.person_id = p.id ORDER BY i.id DESC LIMIT 1) AS key FROM registry_person p
        """
    adapter = ADAPTERS.get(name)
    if adapter is None:
        return None
    column = adapter.table.key[0]
    person = (
        f'"{adapter.persons[column]}"'
        if column in adapter.persons
        else next((f'"{held}"' for held in adapter.persons.values()), None)
    )
    key = "encode(i.key, 'hex')" if column in adapter.persons else f'r."{column}"::text'
    region = "r.place" if adapter.has_place else "p.place" if person else "NULL::text"
    joins = (
        f"LEFT JOIN registry_identifier i ON i.id = r.{person} LEFT JOIN registry_person p ON p.id = i.person_id"
        if person
        else ""
    )
    return f"SELECT r.line, r.id, {key} AS key, {region} AS region FROM {adapter.relation} r {joins}"


def _of_table(
    name: str, source: str, lines: Mapping[int, Line], scope: Scope, at: Place, limit: int
) -> Iterator[tuple[Place, Change]]:
    where, words = _seen(scope)
    first = next(iter(lines.values()))
    begun = first.seal == at[0] and first.id == at[1]
    floor = _floor(name, at) if begun else 0
    query = f"""
        SELECT t.line, t.id, t.key, t.region FROM ({source}) t JOIN journal_line l ON l.id = t.line
        WHERE t.line = ANY(%s) AND (t.line <> %s OR t.id > %s) {where}
        ORDER BY l.seal, t.line, t.id LIMIT %s
    """
    with connection.cursor() as cursor:
        cursor.execute(query, [list(lines), first.id, floor, *words, limit])
        for line, row, key, region in cursor.fetchall():
            yield _placed(lines[line], name, row, key, region)


def _floor(name: str, at: Place) -> int:
    """Up to which row of this table the line was read already."""
    if PLACES[name] < at[2]:
        return 2**62
    return at[3] if PLACES[name] == at[2] else 0


def _placed(line: Line, name: str, row: int, key: str | None, region: str | None) -> tuple[Place, Change]:
    place = (line.seal, line.id, PLACES[name], row)
    return place, Change(_written(place), line.at, line.act, name, key, region)


def _of_kept(lines: Mapping[int, Line], scope: Scope, at: Place) -> Iterator[tuple[Place, Change]]:
    """Rows of a table without an app came together; who may see the load may know of them."""
    for kept in Kept.objects.filter(line__in=list(lines)).order_by("line", "id"):
        line = lines[kept.line]
        place = (line.seal, line.id, PLACES[kept.table], kept.pk)
        if place > at and scope.holds_region(line.region):
            yield place, Change(_written(place), line.at, line.act, kept.table, None, line.region, kept.rows)


def _seen(scope: Scope) -> tuple[str, list[Any]]:
    if scope.is_whole:
        return "", []
    if not scope.regions:
        return "AND false", []
    told = " OR ".join("starts_with(t.region, %s)" for _ in scope.regions)
    return f"AND ({told})", sorted(scope.regions)


def has_synthetic_records(scope: Scope) -> bool:
    """Whoever is shown anything of this node is told if some of it was made up."""
    return Origin.objects.filter(synthetic=True).exists()
