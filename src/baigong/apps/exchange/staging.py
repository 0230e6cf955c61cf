"""What a reading found new or changed, laid beside the tables it will be merged into; nothing of it is visible yet."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baigong.apps.exchange.adapters import ADAPTERS
from baigong.apps.exchange.bearers import Bearers, told_by_number
from baigong.apps.exchange.record import OnRecord, strangers
from baigong.apps.progress.kept import write_kept
from baigong.apps.registry.bulk import fetched, put
from baigong.apps.registry.numbers import place_of
from baigong.core.codes.region import places_now
from baigong.ground.lake.read.keys import ON_RECORD
from baigong.ground.lake.read.package import Reading, TableReading
from baigong.ground.lake.schema.columns import Kind, Table
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.node.home import Home
from baigong.ground.vault.keyring import Keyring
from baigong.ground.vault.sealing import sealed_many


@dataclass
class Staged:
    """The names of staging tables by the tables of the package; files of kept rows with their counts."""

    bearers: str | None = None
    tables: dict[str, str] = field(default_factory=dict)
    kept: dict[str, tuple[str, int]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.bearers or self.tables or self.kept)


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
        for name, told in reading.tables.items():
            rows = self._changed(told)
            if not rows.num_rows:
                continue
            if name in ADAPTERS or name == "persons":
                staged.tables[name] = self._put(TABLES[name], rows)
            else:
                staged.kept[name] = self._keep(TABLES[name], rows)
        if not staged.is_empty:
            staged.bearers = self._put_bearers(documents, keyring, random)
        return staged

    def _changed(self, told: TableReading) -> pa.Table:
        """States that are not on record as they are, and those that rows of the package passed through."""
        state = told.state.source().to_table(filter=pc.field("_package") != ON_RECORD)
        earlier = told.earlier.table()
        passed = earlier.filter(pc.not_equal(earlier["_package"], ON_RECORD))
        flags = np.concatenate([np.zeros(state.num_rows, bool), np.ones(passed.num_rows, bool)])
        return pa.concat_tables([state, passed]).append_column("is_passed", pa.array(flags))

    def _put(self, table: Table, rows: pa.Table) -> str:
        place = f"{self.name}_{table.name}"
        held = self.record.lines.get(table.name)
        rows = rows.select([*table.schema.names, "is_passed", "_order"]).rename_columns({"_order": "position"})
        if held is None:
            rows = rows.append_column("held", pa.nulls(rows.num_rows, pa.int64()))
        else:
            rows = rows.join(held.rename_columns({"line": "held"}), keys=list(table.key))
        for column in table.of_kind(Kind.PERSON):
            at = rows.column_names.index(column.name)
            rows = rows.set_column(at, column.name, self.bearers.keyed(rows[column.name]))
        if "region" in table.by_name:
            own = rows["region"] if table.name == "persons" else pc.fill_null(rows["region"], self.region)
            rows = rows.append_column("place", places_of(own))
        put(self.cursor, place, rows)
        return place

    def _keep(self, table: Table, rows: pa.Table) -> tuple[str, int]:
        rows = rows.filter(pc.invert(rows["is_passed"])).select(table.schema.names)
        for column in table.of_kind(Kind.PERSON):
            at = rows.column_names.index(column.name)
            keys = [key and key.hex() for key in self.bearers.keyed(rows[column.name]).to_pylist()]
            rows = rows.set_column(at, column.name, pa.array(keys, pa.string()))
        path = f"{table.name}/{self.name}.parquet"
        write_kept(rows, self.home.kept / path)
        return path, rows.num_rows

    def _put_bearers(self, documents: Mapping[str, str], keyring: Keyring, random: Any) -> str | None:
        places = strangers(self.cursor, self.bearers)
        if not len(places):
            return None
        keys, numbers = self.bearers.keys.take(places), self.bearers.numbers.take(places)
        names = [place_of(key) for key in keys.to_pylist()]
        if self.bearers.is_keyed:
            sealed = pa.nulls(len(keys), pa.binary())
        else:
            texts = numbers.to_pylist()
            sealed = pa.array(sealed_many(texts, places=names, keyring=keyring, random=random), pa.binary())
        sex, born_on = told_by_number(numbers, documents)
        ids = fetched(
            self.cursor,
            "SELECT nextval(pg_get_serial_sequence('registry_person', 'id')) AS id "
            f"FROM generate_series(1, {len(keys)})",
        )["id"]
        home = pa.array([places_of(pa.chunked_array([[self.region]]))[0].as_py()] * len(keys), pa.string())
        columns = {"person_id": ids, "key": keys, "number": sealed, "sex": sex, "born_on": born_on, "place": home}
        put(self.cursor, f"{self.name}_bearers", pa.table(columns))
        return f"{self.name}_bearers"


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
