"""Rows by the hundred thousand between Arrow and the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
from adbc_driver_postgresql import dbapi
from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg.conninfo import make_conninfo

WORTH_WHILE = 20_000  # rows
PATIENCE = "1s"  # for a table that others read just now
MEMORY = "256MB"  # of the database, for sorting and joining what a load brings


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

    The rows it writes name others that the very statement has joined, so they are not looked up one by one once more;
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
