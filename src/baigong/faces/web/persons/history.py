"""What was said of a person before: every change, and the whole record as it was known on a day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.utils.timezone import localtime

from baigong.apps.registry.queries import RowStates, State
from baigong.faces.web.persons.naming import cell, cells, heading, titled
from baigong.ground.lake.schema.tables import TABLES


@dataclass(frozen=True, slots=True)
class Change:
    """One row changed at one instant: what each cell said, and what it said from then on."""

    at: datetime | None
    table: str
    row: int
    line: int
    cells: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What a row said on a day; `is_other`: it says something else now."""

    table: str
    row: int
    cells: Sequence[tuple[str, str]]
    is_other: bool


def changes(rows: Iterable[RowStates]) -> list[Change]:
    """Newest first; one whose instant is unknown comes last."""
    found = [_change(row, *pair) for row in rows for pair in pairwise(row.states)]
    dated = sorted((one for one in found if one.at), key=lambda one: one.at, reverse=True)  # type: ignore[arg-type,return-value]
    return [*dated, *(one for one in found if one.at is None)]


def known_on(rows: Iterable[RowStates], day: date) -> list[Known]:
    """As it stood at the end of a day; rows that came later are not there."""
    found = []
    for row in rows:
        state = _state_on(row.states, day)
        if state:
            now = row.states[-1]
            told = cells(TABLES[row.table], dict(state.cells))
            found.append(Known(titled(row.table), row.row, told, state.cells != now.cells))
    return found


def _state_on(states: Sequence[State], day: date) -> State | None:
    if states[0].since and localtime(states[0].since).date() > day:
        return None
    return next((one for one in states if one.until is None or localtime(one.until).date() > day), None)


def _change(row: RowStates, before: State, after: State) -> Change:
    table = TABLES[row.table]
    told = tuple(
        (heading(column), cell(column, before.cells[column.name]), cell(column, after.cells[column.name]))
        for column in table.columns
        if column.name in before.cells and before.cells[column.name] != after.cells[column.name]
    )
    return Change(before.until, titled(row.table), row.row, after.line, told)
