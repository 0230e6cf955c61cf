"""The rows a lake is built from, named in DuckDB."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import duckdb
import pyarrow as pa

from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.tables import TABLES

MEMORY_LIMIT = "800MB"
EVIDENCE = ("filings", "results")
# What counting reads; with the evidence for `explain`.
COUNTED = ("persons", "merges", "certificates")
# No table of a package: which certificates stand in the public log is known to the node that logged them alone.
OF_THE_NODE = {"logged": pa.schema([("number", pa.string())])}


class Versions(Protocol):
    """A table as read: the last state of each key, and the states before it."""

    @property
    def state(self) -> Rows: ...

    @property
    def earlier(self) -> Rows: ...


@contextmanager
def connected(tables: Mapping[str, Versions], scratch: Path) -> Iterator[Any]:
    """A connection that knows each table, and its earlier states as `…_earlier`; empty where there is none."""
    with duckdb.connect() as connection:
        connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
        connection.execute(f"SET temp_directory = '{scratch / 'spill'}'")
        connection.execute("SET preserve_insertion_order = false")
        connection.execute("SET TimeZone = 'UTC'")
        for name in (*COUNTED, *EVIDENCE):
            read = tables.get(name)
            _named(connection, name, read.state if read else None, TABLES[name].schema)
            _named(connection, f"{name}_earlier", read.earlier if read else None, TABLES[name].schema)
        for name, schema in OF_THE_NODE.items():
            _named(connection, name, tables[name].state if name in tables else None, schema)
        yield connection


def _named(connection: Any, name: str, rows: Rows | None, schema: pa.Schema) -> None:
    if rows is None or (isinstance(rows.held, Path) and not any(rows.held.glob("*.parquet"))):
        connection.register(name, schema.append(pa.field("_order", pa.int64())).empty_table())
    elif isinstance(rows.held, pa.Table):
        connection.register(name, rows.held)
    else:
        connection.execute(f"CREATE VIEW {name} AS SELECT * FROM {rows.sql()}")
