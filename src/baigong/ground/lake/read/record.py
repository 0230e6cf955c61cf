"""What stands on record already, against which packages are read; for a command that reads packages alone, nothing."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baigong.ground.lake.read.keys import ON_RECORD, PLACES
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.columns import Table
from baigong.ground.lake.schema.tables import TABLES


@dataclass(frozen=True)
class Told:
    """What must be known before a row can be read: other documents than resident cards, and whose body numbers are."""

    documents: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, str] = field(default_factory=dict)


class Record(Protocol):
    """The rows in force, each in the schema of its table, persons named as the packages name them."""

    @property
    def said(self) -> Collection[int]:
        """The places of packages that were loaded before."""
        ...

    def holds(self, table: str) -> bool:
        """Whether any row of the table is on record."""
        ...

    def having(self, table: Table, columns: tuple[str, ...], values: pa.Table) -> pa.Table:
        """The rows whose cells of these columns are among the values, each once however often they are named."""
        ...

    def every(self, table: Table) -> pa.Table:
        """All rows; of tables that are small."""
        ...


class _Empty:
    said: Collection[int] = ()

    def holds(self, table: str) -> bool:
        return False

    def having(self, table: Table, columns: tuple[str, ...], values: pa.Table) -> pa.Table:
        return table.schema.empty_table()

    def every(self, table: Table) -> pa.Table:
        return table.schema.empty_table()


NOTHING_TOLD = Told()
EMPTY_RECORD: Record = _Empty()


def with_record(table: Table, rows: Rows, record: Record, scratch: Path) -> Rows:
    """The rows, and before them what is on record under the same keys; of merges all: a ring may close far off."""
    if not record.holds(table.name):
        return rows
    found = record.every(table) if table.name == "merges" else record.having(table, table.key, rows.table(table.key))
    if not found.num_rows:
        return rows
    placed = _placed(found.select(table.schema.names).cast(table.schema))
    if isinstance(rows.held, pa.Table):
        return Rows(pa.concat_tables([placed, rows.held]))
    Rows.kept(placed, rows.held.parent, rows.held.name)
    return rows


def _placed(found: pa.Table) -> pa.Table:
    count = found.num_rows
    places = [np.arange(-count, 0), np.zeros(count, np.int64), np.full(count, ON_RECORD, np.int16)]
    for field_, cells in zip(PLACES, places, strict=True):
        found = found.append_column(field_, pa.array(cells, field_.type))
    return found


def looked_up(states: Mapping[str, Rows], record: Record) -> dict[str, pa.Table]:
    """The rows on record, beside those of the packages, that look-ups across tables need."""
    found: dict[str, list[pa.Table]] = {}
    for target, columns, values in _wanted(states):
        if columns == TABLES[target].key and target in states:
            own = states[target].table(columns)[columns[0]]
            values = values.filter(pc.invert(pc.is_in(values[columns[0]], own)))
        if record.holds(target) and values.num_rows:
            rows = record.having(TABLES[target], columns, values)
            found.setdefault(target, []).append(_placed(rows.cast(TABLES[target].schema)))
    sessions = [rows.select(["session"]) for rows in found.get("results", ())]
    if sessions and record.holds("sessions"):
        rows = record.having(TABLES["sessions"], ("session",), pa.concat_tables(sessions))
        found.setdefault("sessions", []).append(_placed(rows.cast(TABLES["sessions"].schema)))
    return {target: _without_doubles(target, pa.concat_tables(parts), states) for target, parts in found.items()}


def _wanted(states: Mapping[str, Rows]) -> Iterator[tuple[str, tuple[str, ...], pa.Table]]:
    """Which rows of which table: a table, its columns, the values they may have."""
    for name, rows in states.items():
        for column in TABLES[name].columns:
            if column.belongs_to:
                key = TABLES[column.belongs_to].key[0]
                yield column.belongs_to, (key,), _distinct(rows, column.name, key)
    if "certificates" in states:
        certificates = states["certificates"]
        yield "filings", ("credit_code",), _distinct(certificates, "credit_code", "credit_code")
        in_sessions = certificates.source().to_table(columns=["id_number"], filter=pc.field("session").is_valid())
        yield "results", ("id_number",), in_sessions.group_by("id_number").aggregate([])


def _distinct(rows: Rows, column: str, named: str) -> pa.Table:
    return pa.table({named: pc.drop_null(pc.unique(rows.table([column])[column]))})


def _without_doubles(target: str, rows: pa.Table, states: Mapping[str, Rows]) -> pa.Table:
    """One row a key, and none of a key that the packages hold, whose own state is the later one."""
    key = list(TABLES[target].key)
    first = rows.append_column("_at", pa.array(np.arange(rows.num_rows))).group_by(key).aggregate([("_at", "min")])
    rows = rows.take(first["_at_min"])
    if target not in states:
        return rows
    return rows.join(states[target].table(key), keys=key, join_type="left anti")
