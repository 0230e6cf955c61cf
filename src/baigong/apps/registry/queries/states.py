"""What the rows of a person said, from when to when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from baigong.apps.journal.models import Line
from baigong.apps.registry.models import EarlierState, Person
from baigong.apps.registry.tables import FACTS
from baigong.core.scope import Scope
from baigong.ground.lake.schema.columns import Kind, Table
from baigong.ground.lake.schema.tables import PERSONS


@dataclass(frozen=True, slots=True)
class State:
    """What a row said between two lines of the journal; the last state has no end, and `since` may be unknown."""

    since: datetime | None
    until: datetime | None
    line: int
    cells: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class RowStates:
    """`table` is the package's; the last of the states is what the row says now."""

    table: str
    row: int
    states: tuple[State, ...]


def states_of(scope: Scope, person: int) -> list[RowStates]:
    """Her own row and the facts recorded of her, for whoever may see all of her record."""
    row = Person.objects.filter(pk=person).first()
    if row is None or not (scope.holds_region(row.place) or person in scope.persons):
        return []
    found = row_states(PERSONS, [row])
    for adapter in FACTS.values():
        rows = adapter.model._default_manager.filter(identifier__person=person).order_by("id")
        found += row_states(adapter.table, rows)
    return found


def row_states(table: Table, rows: Iterable[Any]) -> list[RowStates]:
    """Every state of some rows of one table."""
    now = {row.pk: row for row in rows}
    earlier = list(EarlierState.objects.filter(table=table.name, row__in=list(now)).order_by("id"))
    lines = {one.until for one in earlier} | {one.cells.get("line") for one in earlier} | {r.line for r in now.values()}
    instants = dict(Line.objects.filter(pk__in=lines - {None}).values_list("id", "at"))
    kept: dict[int, list[State]] = {pk: [] for pk in now}
    for one in earlier:
        since, until = instants.get(one.cells.get("line")), instants.get(one.until)
        cells = {name: one.cells.get(name) for name in told_columns(table)}
        kept[one.row].append(State(since, until, one.cells.get("line") or 0, cells))
    for pk, row in now.items():
        kept[pk].append(State(instants.get(row.line), None, row.line, cells_of(table, row)))
    return [RowStates(table.name, pk, tuple(states)) for pk, states in kept.items()]


def cells_of(table: Table, row: Any) -> dict[str, str | None]:
    """What a row says now, as the database writes it into an earlier state; persons stay out."""
    return {name: _plain(getattr(row, name)) for name in told_columns(table)}


def told_columns(table: Table) -> list[str]:
    return [column.name for column in table.columns if column.kind is not Kind.PERSON]


def _plain(cell: Any) -> str | None:
    if cell is None:
        return None
    return cell.isoformat() if isinstance(cell, date) else str(cell)
