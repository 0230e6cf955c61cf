"""Rows by the hundred thousand between Arrow and the database."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pv
from adbc_driver_postgresql import dbapi
from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg.conninfo import make_conninfo

LOADERS = 7_202  # of the advisory lock: one load at a time, in order, and nobody is forgotten under one
WORTH_WHILE = 20_000  # rows
PATIENCE = "1s"  # for a table that others read just now
MEMORY = "256MB"  # of the database, for sorting and joining what a load brings
AT_ONCE = 16_384  # rows
AS_CSV = pv.WriteOptions(include_header=False)  # cells of text in quotes, empty ones without: so COPY tells them apart


@contextmanager
def bulk() -> Iterator[Any]:
    """A connection of its own, beside Django's: what it writes is committed at once."""
    told = connection.get_connection_params()
    words = {name: told[name] for name in ("host", "port", "user", "password", "dbname") if told.get(name)}
    with dbapi.connect(make_conninfo(**words), autocommit=True) as opened, opened.cursor() as cursor:
        cursor.execute(f"SET work_mem = '{MEMORY}'")
        yield cursor


@contextmanager
def many_rows(cursor: CursorWrapper) -> Iterator[None]:
    """For the length of the block a transaction works on rows by the hundred thousand.

    The rows it writes name others that it has just joined, or written, so they are not looked up one by one once more;
    where the database's user may not say so, they are.
    """
    cursor.execute(f"SET LOCAL work_mem = '{MEMORY}'")
    cursor.execute("SELECT has_parameter_privilege('session_replication_role', 'SET')")
    is_trusted = cursor.fetchone()[0]
    if is_trusted:
        cursor.execute("SET LOCAL session_replication_role = replica")
    yield
    if is_trusted:
        cursor.execute("SET LOCAL session_replication_role = origin")


def wait_for_loads(cursor: CursorWrapper) -> None:
    """From now until the transaction ends no load is under way: what one has read of persons stays true for it."""
    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOADERS])


def fetched(cursor: Any, query: str) -> pa.Table:
    cursor.execute(query)
    return cursor.fetch_arrow_table()


def put(cursor: Any, name: str, rows: pa.Table, *, is_temporary: bool = False) -> None:
    """A new table of these rows; a temporary one is this connection's own."""
    cursor.execute(f"DROP TABLE IF EXISTS {name}")
    if is_temporary:
        cursor.adbc_ingest(name, rows.to_reader(), mode="create", temporary=True)
        return
    # What lies there for the length of a load is not worth the log that would bring it back.
    cursor.adbc_ingest(name, rows.schema.empty_table(), mode="create")
    cursor.execute(f"ALTER TABLE {name} SET UNLOGGED")
    cursor.adbc_ingest(name, rows.to_reader(), mode="append")


def append(cursor: Any, name: str, rows: pa.Table) -> None:
    cursor.adbc_ingest(name, rows.to_reader(), mode="append")


def copy_in(cursor: CursorWrapper, relation: str, rows: pa.Table, *, line: int) -> None:
    """New rows straight into their table, in the cursor's transaction, with the journal line that writes them."""
    rows = rows.append_column("line", pa.repeat(pa.scalar(line, pa.int64()), rows.num_rows))
    columns = ", ".join(f'"{name}"' for name in rows.column_names)
    with (
        connection.wrap_database_errors,
        cursor.copy(f"COPY {relation} ({columns}) FROM STDIN (FORMAT csv)") as copy,
    ):
        for batch in _written(rows).to_batches(max_chunksize=AT_ONCE):
            block = pa.BufferOutputStream()
            pv.write_csv(batch, block, AS_CSV)
            copy.write(block.getvalue().to_pybytes())


def _written(rows: pa.Table) -> pa.Table:
    """Bytes as the database reads them."""
    for place, field in enumerate(rows.schema):
        if pa.types.is_binary(field.type):
            cells = [None if cell is None else "\\x" + cell.hex() for cell in rows[field.name].to_pylist()]
            rows = rows.set_column(place, field.name, pa.array(cells, pa.string()))
    return rows


def in_order(rows: pa.Table, column: str) -> pa.Table:
    """The rows by a column that then is dropped."""
    cells = rows[column].to_numpy()
    if (cells[1:] < cells[:-1]).any():
        rows = rows.take(pc.sort_indices(rows[column]))
    return rows.drop_columns([column])


def refresh_statistics(cursor: CursorWrapper, relations: Collection[str]) -> None:
    """The planner's picture of tables that have just grown, of the columns that are asked by; of all, by and by."""
    for relation in relations:
        cursor.execute(
            """
            SELECT string_agg(DISTINCT quote_ident(a.attname), ', ') FROM pg_index i
            JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) WHERE i.indrelid = %s::regclass
            """,
            [relation],
        )
        cursor.execute(f"ANALYZE {relation} ({cursor.fetchone()[0]})")


@contextmanager
def indexes_laid_anew(cursor: CursorWrapper, relation: str, *, rows: int) -> Iterator[None]:
    """A table that more comes into than stands there gets its indexes sorted, once all its rows are in.

    Until the transaction ends nobody else reads it then; if somebody is at it just now, the indexes stay and are kept
    up row by row. Keys are held at every moment.
    """
    definitions = _set_down(cursor, relation) if _is_most(cursor, relation, rows) else []
    yield
    for definition in definitions:
        cursor.execute(definition)


def _is_most(cursor: CursorWrapper, relation: str, rows: int) -> bool:
    if rows < WORTH_WHILE:
        return False
    cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [relation])
    return bool(cursor.fetchone()[0] <= 2 * rows)


def _set_down(cursor: CursorWrapper, relation: str) -> list[str]:
    """The definitions of the indexes that were dropped: those that hold no key."""
    cursor.execute(
        """
        SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
        WHERE i.indrelid = %s::regclass AND NOT i.indisunique ORDER BY 1
        """,
        [relation],
    )
    found = cursor.fetchall()
    try:
        with transaction.atomic():
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            for name, _ in found:
                cursor.execute(f"DROP INDEX {name}")
    except OperationalError:
        return []
    finally:
        cursor.execute("SET LOCAL lock_timeout = 0")
    return [definition for _, definition in found]
