"""Rows by the hundred thousand between Arrow and the database."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import numpy as np
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
AHEAD = 2  # blocks that are made while one is written
FIRST_PICTURE = 10  # of the columns of a table that has just grown; a finer one is taken by and by
HEX = np.frombuffer("".join(f"{byte:02x}" for byte in range(256)).encode(), np.uint16)
# How each index is dropped and laid again: those that hold no key, and keys that no other table names rows by. Where
# references are looked up row by row, looking them up is still to come when a key would be laid, and it cannot be.
LAID = """
SELECT CASE WHEN c.oid IS NULL THEN format('DROP INDEX %%s', i.indexrelid::regclass)
       ELSE format('ALTER TABLE %%s DROP CONSTRAINT %%I', i.indrelid::regclass, c.conname) END,
       CASE WHEN c.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
       ELSE format('ALTER TABLE %%s ADD CONSTRAINT %%I %%s', i.indrelid::regclass, c.conname,
                   pg_get_constraintdef(c.oid)) END
FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.contype = 'u'
WHERE i.indrelid = %(relation)s::regclass
  AND CASE WHEN c.oid IS NULL THEN NOT i.indisunique ELSE current_setting('session_replication_role') = 'replica' END
  AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.conindid = i.indexrelid AND f.contype = 'f')
ORDER BY i.indexrelid
"""
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
    where the database's user may not say so, they are. Whole pages of new indexes go into the log, so the quickest
    compression is asked for: laying indexes is twice as fast as under the server's own, which packs them closest.
    """
    cursor.execute(f"SET LOCAL work_mem = '{MEMORY}'")
    cursor.execute(
        """
        SELECT has_parameter_privilege('session_replication_role', 'SET'),
               has_parameter_privilege(name, 'SET') AND 'lz4' = ANY(enumvals)
        FROM pg_settings WHERE name = 'wal_compression'
        """
    )
    is_trusted, is_quick = cursor.fetchone()
    if is_trusted:
        cursor.execute("SET LOCAL session_replication_role = replica")
    if is_quick:
        cursor.execute("SET LOCAL wal_compression = lz4")
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
    # Columns without a single cell are not worth being written and read: none of these tables has other defaults.
    rows = rows.select([name for name in rows.column_names if rows[name].null_count < rows.num_rows])
    rows = rows.append_column("line", pa.repeat(pa.scalar(line, pa.int64()), rows.num_rows))
    columns = ", ".join(f'"{name}"' for name in rows.column_names)
    with (
        connection.wrap_database_errors,
        cursor.copy(f"COPY {relation} ({columns}) FROM STDIN (FORMAT csv)") as copy,
    ):
        for block in _blocks(rows.to_batches(max_chunksize=AT_ONCE)):
            copy.write(block)


def _blocks(batches: Iterable[pa.RecordBatch]) -> Iterator[bytes]:
    """The batches as the database reads them; while it takes one in, the next are made."""
    making: deque[Future[bytes]] = deque()
    with ThreadPoolExecutor(1) as aside:
        for batch in batches:
            making.append(aside.submit(_written, batch))
            if len(making) > AHEAD:
                yield making.popleft().result()
        while making:
            yield making.popleft().result()


def _written(batch: pa.RecordBatch) -> bytes:
    for place, field in enumerate(batch.schema):
        if pa.types.is_binary(field.type):
            batch = batch.set_column(place, field.name, in_digits(batch.column(place)))
    block = pa.BufferOutputStream()
    pv.write_csv(batch, block, AS_CSV)
    written: bytes = block.getvalue().to_pybytes()
    return written


def in_digits(cells: pa.Array) -> pa.Array:
    r"""Bytes as the database reads them: `\x` and two digits each."""
    _, offsets, content = cells.buffers()
    ends = np.frombuffer(offsets, np.int32)[cells.offset : cells.offset + len(cells) + 1]
    digits = HEX[np.frombuffer(content or b"", np.uint8)[ends[0] : ends[-1]]]
    texts = pa.StringArray.from_buffers(len(cells), pa.py_buffer((ends - ends[0]) * 2), pa.py_buffer(digits))
    return pc.if_else(cells.is_valid(), pc.binary_join_element_wise("\\x", texts, ""), None)


def in_order(rows: pa.Table, column: str) -> pa.Table:
    """The rows by a column that then is dropped."""
    cells = rows[column].to_numpy()
    if (cells[1:] < cells[:-1]).any():
        rows = rows.take(pc.sort_indices(rows[column]))
    return rows.drop_columns([column])


def refresh_statistics(cursor: CursorWrapper, relations: Collection[str]) -> None:
    """The planner's picture of tables that have just grown, of the columns that are asked by; of all, by and by."""
    with transaction.atomic():
        cursor.execute(f"SET LOCAL default_statistics_target = {FIRST_PICTURE}")
        for relation in relations:
            cursor.execute(
                """
                SELECT string_agg(DISTINCT quote_ident(a.attname), ', ') FROM pg_index i
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
                WHERE i.indrelid = %s::regclass
                """,
                [relation],
            )
            cursor.execute(f"ANALYZE {relation} ({cursor.fetchone()[0]})")


@contextmanager
def indexes_laid_anew(cursor: CursorWrapper, relation: str, *, rows: int) -> Iterator[None]:
    """A table that more comes into than stands there gets its indexes sorted, once all its rows are in.

    Until the transaction ends nobody else reads it then; if somebody is at it just now, the indexes stay and are kept
    up row by row. Two rows of one key are refused in either case, at the latest when its index is laid.
    """
    again = _set_down(cursor, relation) if _is_most(cursor, relation, rows) else []
    yield
    for statement in again:
        cursor.execute(statement)


def _is_most(cursor: CursorWrapper, relation: str, rows: int) -> bool:
    if rows < WORTH_WHILE:
        return False
    cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [relation])
    return bool(cursor.fetchone()[0] <= rows)


def _set_down(cursor: CursorWrapper, relation: str) -> list[str]:
    """Drops the indexes but that of the rows' own ids; gives the statements that lay them again."""
    cursor.execute(LAID, {"relation": relation})
    found = cursor.fetchall()
    try:
        with transaction.atomic():
            cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
            for drop, _ in found:
                cursor.execute(drop)
    except OperationalError:
        return []
    finally:
        cursor.execute("SET LOCAL lock_timeout = 0")
    return [again for _, again in found]
