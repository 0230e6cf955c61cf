"""Which column a heading means, and which table a row of headings is of."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from baigong.core.refusal import Fault
from baigong.core.text import msgid, normalised
from baigong.ground.lake.schema.beside import NOTES, NOTES_HEADINGS, ORIGINAL_ROW, REASON
from baigong.ground.lake.schema.columns import Column, Table
from baigong.ground.lake.schema.tables import DOCUMENT, TABLES

# Headings that stand in for a required column.
ALTERNATIVES = {"occupation": "occupation_name"}
_IGNORED = re.compile(r"[\s*＊]+")


def folded(heading: str) -> str:
    """A heading without what real files vary: spaces, `*`, line breaks, bracket widths, letter case."""
    return _IGNORED.sub("", normalised(heading)).lower()


@cache
def columns_of(table: str) -> Mapping[str, Column]:
    """Each heading of a table, folded, and its column; the column's own names win over what files also write."""
    columns = (*TABLES[table].columns, *(() if "document" in TABLES[table].by_name else (DOCUMENT,)))
    also = {folded(heading): column for column in columns for heading in column.also}
    titles = {folded(column.zh): column for column in columns}
    return also | titles | {column.name: column for column in columns}


def column_of(table: Table, heading: str) -> Column | None:
    return columns_of(table.name).get(folded(heading))


def table_of(headings: Iterable[str]) -> Table | None:
    """The table that most of the headings belong to, among those whose keys they name."""
    told = [heading for heading in headings if heading]
    ranked = [(_likeness(table, told), -place, table) for place, table in enumerate(TABLES.values())]
    likeness, _, table = max(ranked, key=lambda entry: entry[:2])
    return table if likeness else None


def _likeness(table: Table, headings: list[str]) -> float:
    known = {column.name for heading in headings if (column := column_of(table, heading))}
    if not set(table.key) <= known:
        return 0
    required = {column.name for column in table.columns if column.must_be_filled}
    given = required & (known | {name for name, other in ALTERNATIVES.items() if other in known})
    return len(known) + len(given) / len(required)


def table_named(name: str) -> Table | None:
    """The table of that name or Chinese title."""
    plain = folded(name)
    return next((table for table in TABLES.values() if plain in (table.name, table.title.zh)), None)


def is_notes(name: str, headings: Sequence[object]) -> bool:
    """Whether a sheet is the one that our templates explain themselves in."""
    return name in (NOTES.zh, NOTES.en) and tuple(headings[: len(NOTES_HEADINGS)]) == NOTES_HEADINGS


def own_columns(headings: Sequence[str]) -> int:
    """How many of the first headings are those that our files of faulty rows put before the table's."""
    first = [folded(heading) for heading in headings[:2]]
    ours = ([folded(ORIGINAL_ROW.zh), folded(REASON.zh)], [folded(ORIGINAL_ROW.en), folded(REASON.en)])
    return 2 if first in ours else 0


def duplicate(table: Table, headings: Iterable[str]) -> Fault | None:
    """Two headings that mean one column: nobody can tell which is meant."""
    seen: dict[str, str] = {}
    for heading in headings:
        column = column_of(table, heading) if heading else None
        if column and column.name in seen:
            return Fault(
                "heading.duplicate",
                msgid("The headings “%(one)s” and “%(other)s” mean the same column; keep one of them."),
                {"one": seen[column.name], "other": heading},
            )
        if column:
            seen[column.name] = heading
    return None
