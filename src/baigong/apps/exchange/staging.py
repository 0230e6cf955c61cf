"""What a reading found: new rows made ready for their tables, amended ones laid beside them; nothing is visible yet."""

from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baigong.apps.exchange.adapters import ADAPTERS
from baigong.apps.exchange.bearers import Bearers
from baigong.apps.exchange.newcomers import Known, known, new_identifiers, new_people
from baigong.apps.exchange.record import OnRecord
from baigong.apps.progress.kept import write_kept
from baigong.apps.registry.adapter import Adapter
from baigong.apps.registry.bulk import fetched, in_order, put
from baigong.apps.registry.models import Identifier, Person
from baigong.core.codes.region import places_now
from baigong.ground.lake.read.keys import ON_RECORD
from baigong.ground.lake.read.package import Reading, TableReading
from baigong.ground.lake.schema.columns import Kind, Table
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.node.home import Home
from baigong.ground.vault.keyring import Keyring

PERSONS, IDENTIFIERS = Person._meta.db_table, Identifier._meta.db_table


@dataclass
class Staged:
    """Rows that are new, by the tables they go into; for the rest, staging tables by the tables of the package.

    `known` stages the identifiers that new rows hang on; `sealing` makes the new identifiers, their numbers sealed;
    `kept` are files of kept rows with their counts.
    """

    known: str | None = None
    sealing: Callable[[], pa.Table] | None = None
    new: dict[str, pa.Table] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)
    kept: dict[str, tuple[str, int]] = field(default_factory=dict)

    def arriving(self) -> Iterator[tuple[str, pa.Table]]:
        """New rows by the tables they go into."""
        # Sealing numbers keeps this process busy, copying mostly the database's: so the identifiers come last.
        with ThreadPoolExecutor(1) as aside:
            sealed = self.sealing and aside.submit(self.sealing)
            yield from self.new.items()
            if sealed:
                yield IDENTIFIERS, sealed.result()

    @property
    def grown(self) -> set[str]:
        """The tables that have new rows."""
        return {*self.new, *([IDENTIFIERS] if self.sealing else [])}

    @property
    def names(self) -> list[str]:
        return [*filter(None, [self.known]), *self.tables.values()]


@dataclass(frozen=True)
class Stager:
    """`name` begins the names of everything staged; `region` keeps what names no region of its own."""

    cursor: Any
    name: str
    region: str
    bearers: Bearers
    record: OnRecord
    home: Home

    def stage(self, reading: Reading, *, documents: Mapping[str, str], keyring: Keyring, random: Any) -> Staged:
        staged = Staged()
        changed = {name: rows for name, told in reading.tables.items() if (rows := self._changed(told)).num_rows}
        if not changed:
            return staged
        here = known(self.cursor, self.bearers, self.record.identifiers())
        newcomers = None
        if "persons" in changed:
            newcomers = self._stage_persons(changed.pop("persons"), here, staged)
        if len(here.people):
            staged.new[PERSONS] = new_people(here, newcomers, home=places_now([self.region])[0])
            staged.sealing = partial(new_identifiers, here, documents, keyring, random)
        for name, rows in changed.items():
            if name in ADAPTERS:
                self._stage(ADAPTERS[name], rows, here, staged)
            else:
                staged.kept[name] = self._keep(TABLES[name], rows)
        before = here.before()
        if before.num_rows and staged.new:
            staged.known = f"{self.name}_known"
            put(self.cursor, staged.known, before)
        return staged

    def _changed(self, told: TableReading) -> pa.Table:
        """States that are not on record as they are, and those that rows of the package passed through."""
        state, earlier = told.state.table(), told.earlier.table()
        state, _ = parted(state, pc.not_equal(state["_package"], ON_RECORD))
        passed, _ = parted(earlier, pc.not_equal(earlier["_package"], ON_RECORD))
        flags = np.concatenate([np.zeros(state.num_rows, bool), np.ones(passed.num_rows, bool)])
        return pa.concat_tables([state, passed]).append_column("is_passed", pa.array(flags))

    def _stage_persons(self, rows: pa.Table, here: Known, staged: Staged) -> pa.Table:
        """The rows of those who are new; the others are staged."""
        table = TABLES["persons"]
        rows = self.record.with_days_of_birth(self._placed(table, self._held(table, rows)))
        new, others = parted(rows, pc.and_(here.are_new(rows["id_number"]), pc.invert(rows["is_passed"])))
        self._put(table, others, staged)
        return new

    def _stage(self, adapter: Adapter, rows: pa.Table, here: Known, staged: Staged) -> None:
        rows = self._placed(adapter.table, self._held(adapter.table, rows))
        new, others = parted(rows, pc.and_(rows["held"].is_null(), pc.invert(rows["is_passed"])))
        self._put(adapter.table, others, staged)
        if new.num_rows:
            persons = {column: here.identifiers(new[name]) for name, column in adapter.persons.items()}
            cells = {name: new[name] for name in (*adapter.names, "position")}
            staged.new[adapter.relation] = in_order(pa.table({**persons, **cells}), "position")

    def _held(self, table: Table, rows: pa.Table) -> pa.Table:
        """With the line that each had when it was read; none where it is new."""
        held = self.record.lines.get(table.name)
        rows = rows.select([*table.schema.names, "is_passed", "_order"]).rename_columns({"_order": "position"})
        if held is None or not held.num_rows:
            return rows.append_column("held", pa.nulls(rows.num_rows, pa.int64()))
        return rows.join(held.rename_columns({"line": "held"}), keys=list(table.key))

    def _placed(self, table: Table, rows: pa.Table) -> pa.Table:
        """With the region of today that each lies in."""
        if "region" not in table.by_name:
            return rows
        own = rows["region"] if table.name == "persons" else pc.fill_null(rows["region"], self.region)
        return rows.append_column("place", places_of(own))

    def _put(self, table: Table, rows: pa.Table, staged: Staged) -> None:
        if not rows.num_rows:
            return
        for column in table.of_kind(Kind.PERSON):
            at = rows.column_names.index(column.name)
            rows = rows.set_column(at, column.name, self.bearers.keyed(rows[column.name]))
        staged.tables[table.name] = f"{self.name}_{table.name}"
        put(self.cursor, staged.tables[table.name], rows)

    def _keep(self, table: Table, rows: pa.Table) -> tuple[str, int]:
        rows = rows.filter(pc.invert(rows["is_passed"])).select(table.schema.names)
        for column in table.of_kind(Kind.PERSON):
            at = rows.column_names.index(column.name)
            keys = [key and key.hex() for key in self.bearers.keyed(rows[column.name]).to_pylist()]
            rows = rows.set_column(at, column.name, pa.array(keys, pa.string()))
        path = f"{table.name}/{self.name}.parquet"
        write_kept(rows, self.home.kept / path)
        return path, rows.num_rows


def parted(rows: pa.Table, flags: pa.ChunkedArray) -> tuple[pa.Table, pa.Table]:
    """The rows that are flagged, and the others; nothing is copied where they are all alike, as they mostly are."""
    none = rows.slice(0, 0)
    if not pc.any(flags).as_py():
        return none, rows
    if pc.all(flags).as_py():
        return rows, none
    return rows.filter(flags), rows.filter(pc.invert(flags))


def places_of(regions: pa.ChunkedArray) -> pa.ChunkedArray:
    """Where regions as written lie today; empty where empty."""
    distinct = pc.drop_null(pc.unique(regions))
    now = pa.array(places_now(distinct.to_pylist()), pa.string())
    return pc.take(now, pc.index_in(regions, value_set=distinct))


def sweep(cursor: Any, names: Collection[str]) -> None:
    """Staging tables that are of no more use."""
    for name in names:
        cursor.execute(f"DROP TABLE IF EXISTS {name}")


def left_over(cursor: Any, prefix: str) -> list[str]:
    """Staging tables that a killed load left behind."""
    query = f"SELECT tablename::text AS name FROM pg_tables WHERE tablename LIKE '{prefix}\\_%'"
    return [str(name) for name in fetched(cursor, query)["name"].to_pylist()]
