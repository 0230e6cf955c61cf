"""Rows of one key become one state: unchanged, amended, or in conflict with the row that came first."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.columns import Table

PLACES = pa.schema([("_order", pa.int64()), ("_row", pa.int64()), ("_package", pa.int16())])
ON_RECORD = -1  # the place of what stood on record before any package
UNDONE = Fault(
    "certificate.void_undone",
    msgid("This certificate has been void from its first day; that cannot be undone by a later row."),
)


@dataclass
class Resolved:
    """`earlier` are the superseded states of amended keys; faults and notes speak of (package, row)."""

    state: Rows
    earlier: pa.Table
    amended: int = 0
    unchanged: int = 0
    faults: list[tuple[int, int, str, Fault]] = field(default_factory=list)
    notes: list[tuple[int, int, str, Fault]] = field(default_factory=list)


@dataclass
class _Walk:
    """What walking the repeated keys gives: rows to drop, states to put in, states superseded."""

    repeats: Mapping[int, int]
    said_again: np.ndarray = field(default_factory=lambda: np.empty(0, np.int64))
    dropped: list[int] = field(default_factory=list)
    states: list[dict[str, Any]] = field(default_factory=list)
    earlier: list[dict[str, Any]] = field(default_factory=list)


def resolved(
    table: Table, rows: Rows, connection: duckdb.DuckDBPyConnection, scratch: Path, repeats: Mapping[int, int]
) -> Resolved:
    """`repeats` are packages read a second time: what they say has been said, so it changes nothing.

    The place of the first reading is `ON_RECORD` where that was before these packages.
    """
    schema = pa.schema([*table.schema, *PLACES])
    repeated = _note_repeated(table, rows, connection)
    answer = Resolved(rows, schema.empty_table())
    if not repeated:
        return answer
    walk = _Walk(repeats)
    _first_stays(table, rows, connection, walk, answer)
    for _, group in groupby(_differing(table, rows, connection), key=itemgetter(*table.key)):
        _walk_key(table, list(group), walk, answer)
    answer.state = _replaced(rows, walk, schema, scratch / f"{table.name}-state")
    answer.earlier = pa.Table.from_pylist(walk.earlier, schema=schema)
    return answer


def _note_repeated(table: Table, rows: Rows, connection: duckdb.DuckDBPyConnection) -> int:
    """How many keys occur more than once; the table `repeated` holds them and whether their rows are all equal."""
    key, cells = _columns(table.key), _columns(column.name for column in table.columns)
    source = _named(rows, connection, "these_rows")
    # Keys are many and repeated ones few: sorted hashes tell which rows to look at, at a fraction of a grouping's cost.
    hashes = np.sort(connection.sql(f"SELECT hash({key}) AS hashed FROM {source}").fetchnumpy()["hashed"])
    connection.register("seen_twice", pa.table({"hashed": np.unique(hashes[1:][hashes[1:] == hashes[:-1]])}))
    connection.execute(f"""
        CREATE OR REPLACE TEMP TABLE repeated AS
        SELECT {key}, count(DISTINCT hash({cells})) = 1 AS _same, min(_order) AS _first
        FROM {source} WHERE hash({key}) IN (SELECT hashed FROM seen_twice)
        GROUP BY {key} HAVING count(*) > 1
    """)
    return connection.table("repeated").shape[0]


def _columns(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _first_stays(
    table: Table, rows: Rows, connection: duckdb.DuckDBPyConnection, walk: _Walk, answer: Resolved
) -> None:
    source = _named(rows, connection, "these_rows")
    found = connection.sql(f"""
        SELECT _order FROM {source} JOIN repeated USING ({_columns(table.key)}) WHERE _same AND _order > _first
    """).fetchnumpy()
    walk.said_again = np.asarray(found["_order"], dtype=np.int64)
    answer.unchanged += len(walk.said_again)


def _differing(table: Table, rows: Rows, connection: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
    """The rows of keys that say different things, by key in reading order."""
    key, source = _columns(table.key), _named(rows, connection, "these_rows")
    rows_of_keys: list[dict[str, Any]] = (
        connection.sql(f"""
        SELECT r.* FROM {source} r JOIN repeated USING ({key}) WHERE NOT _same ORDER BY {key}, _order
    """)
        .to_arrow_table()
        .to_pylist()
    )
    return rows_of_keys


def _named(rows: Rows, connection: duckdb.DuckDBPyConnection, name: str) -> str:
    if isinstance(rows.held, pa.Table):
        connection.register(name, rows.held)
        return name
    return rows.sql()


def _walk_key(table: Table, rows: list[dict[str, Any]], walk: _Walk, answer: Resolved) -> None:
    state = rows[0]
    refused: dict[tuple[int, int], tuple[str, Fault]] = {}
    for row in rows[1:]:
        walk.dropped.append(row["_order"])
        place = (row["_package"], row["_row"])
        first = (walk.repeats[place[0]], place[1]) if place[0] in walk.repeats else None
        fault = refused.get(first) if first and first[0] != ON_RECORD else _conflict(table, state, row, said=first)
        if fault:
            refused[place] = fault
            answer.faults.append((*place, *fault))
            continue
        changed = [] if first else list(_changes(table, state, row))
        if not changed:
            answer.unchanged += 1
            continue
        answer.amended += 1
        answer.notes += [(*place, name, _changed(table, name)) for name in changed if state[name] is not None]
        walk.earlier.append(state)
        state = row | {column.name: _newer(state, row, column.name) for column in table.columns}
    if state is not rows[0]:
        walk.dropped.append(rows[0]["_order"])
        walk.states.append(state)


def amendment(table: Table, state: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any] | Fault:
    """The cells that a later row of the same key changes; what is wrong where it may not."""
    conflict = _conflict(table, state, row, said=None)
    return conflict[1] if conflict else {name: row[name] for name in _changes(table, state, row)}


def _newer(state: Mapping[str, Any], row: Mapping[str, Any], name: str) -> Any:
    """An empty cell never erases."""
    return state[name] if row[name] is None else row[name]


def _conflict(
    table: Table, state: Mapping[str, Any], row: Mapping[str, Any], *, said: object
) -> tuple[str, Fault] | None:
    for name in table.identity:
        if row[name] is not None and state[name] is not None and row[name] != state[name]:
            sentence = msgid(
                "Another row has this key with a different “%(column)s”; the first stays, so correct the wrong one."
            )
            return name, Fault("row.conflict", sentence, {"column": table.by_name[name].title})
    if not said and state.get("ending") == "void" and row["ending"] not in (None, "void"):
        return "ending", UNDONE
    return None


def _changes(table: Table, state: Mapping[str, Any], row: Mapping[str, Any]) -> Iterator[str]:
    return (c.name for c in table.columns if row[c.name] is not None and row[c.name] != state[c.name])


def _changed(table: Table, name: str) -> Fault:
    sentence = msgid("This row changes “%(column)s” of an earlier row with the same key; the later one stands.")
    return Fault("row.changed", sentence, {"column": table.by_name[name].title})


def _replaced(rows: Rows, walk: _Walk, schema: pa.Schema, folder: Path) -> Rows:
    states = pa.Table.from_pylist(walk.states, schema=schema)
    dropped = np.concatenate([walk.said_again, np.array(walk.dropped, dtype=np.int64)])
    if isinstance(rows.held, pa.Table):
        return Rows(pa.concat_tables([_without(rows.held, dropped), states]))
    folder.mkdir(parents=True)
    with pq.ParquetWriter(folder / "0.parquet", schema, compression="zstd", compression_level=1) as writer:
        for batch in rows.batches():
            writer.write_table(_without(pa.Table.from_batches([batch]), dropped))
        writer.write_table(states)
    return Rows(folder)


def _without(table: pa.Table, dropped: np.ndarray) -> pa.Table:
    return table.filter(pa.array(~np.isin(table["_order"].to_numpy(), dropped)))
