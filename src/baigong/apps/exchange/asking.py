"""How the record is asked for rows: those under the keys of a package are put beside the tables, and joined."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import pyarrow as pa
from django.db import connection

from baigong.apps.exchange.adapters import ADAPTERS
from baigong.apps.registry.adapter import Adapter
from baigong.apps.registry.arriving import CELLS
from baigong.apps.registry.bulk import fetched, put
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.columns import Kind, Table
from baigong.ground.lake.schema.tables import TABLES

PEOPLE = f"""
SELECT i.id AS identifier, i.key AS id_number, {", ".join(f'p."{name}"' for name in CELLS)}, p.line, p.is_described
FROM wanted w JOIN registry_identifier i ON i.key = w.key JOIN registry_person p ON p.id = i.person_id
"""


@contextmanager
def asked_ahead(cursor: Any, rows: Mapping[str, Rows]) -> Iterator[dict[str, pa.Table]]:
    """During the block it is asked what stands under the keys that name no person; the rows are there after it."""
    tables = [TABLES[name] for name in rows if name in ADAPTERS and not _names_persons(TABLES[name])]
    there = [table for table in tables if is_any(ADAPTERS[table.name].relation)]
    found: dict[str, pa.Table] = {}
    with ThreadPoolExecutor(1) as aside:
        asked = [(table.name, aside.submit(_under_keys, cursor, table, rows[table.name])) for table in there]
        yield found
        found.update((name, rows.result()) for name, rows in asked)


def _names_persons(table: Table) -> bool:
    return any(table.by_name[name].kind is Kind.PERSON for name in table.key)


def is_any(source: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {source})")
        return bool(cursor.fetchone()[0])


def _under_keys(cursor: Any, table: Table, rows: Rows) -> pa.Table:
    return found_in(cursor, table, rows.table(table.key))


def found_in(cursor: Any, table: Table, wanted: pa.Table, *, beside: str = "") -> pa.Table:
    put(cursor, "wanted", wanted, is_temporary=True)
    return fetched(cursor, query(table, tuple(wanted.column_names), beside=beside))


def query(table: Table, columns: tuple[str, ...], *, beside: str = "") -> str:
    """The rows of a table, of those that are wanted where columns are named."""
    if table.name == "persons":
        cells = ["i.key AS id_number", *(f'p."{name}"' for name in CELLS), "p.line"]
        source = """registry_identifier i JOIN wanted w ON i.key = w.id_number
            JOIN registry_person p ON p.id = i.person_id WHERE p.is_described"""
        return f"SELECT {', '.join([*cells, *_told(beside, 'p.line')])} FROM {source}"
    adapter = ADAPTERS[table.name]
    cells = [*(f'r."{column.name}"' for column in adapter.columns), *_keys_told(adapter), "r.line"]
    joins = " ".join(
        f'JOIN registry_identifier "p_{name}" ON "p_{name}".id = r."{column}"'
        for name, column in adapter.persons.items()
    )
    on = " AND ".join(
        f'"p_{name}".key = w."{name}"' if name in adapter.persons else f'r."{name}" = w."{name}"' for name in columns
    )
    wanted = f"JOIN wanted w ON {on}" if columns else ""
    return f"SELECT {', '.join([*cells, *_told(beside, 'r.line')])} FROM {adapter.relation} r {joins} {wanted}"


def _told(beside: str, line: str) -> list[str]:
    return [beside.format(line=line)] if beside else []


def _keys_told(adapter: Adapter) -> Iterator[str]:
    return (f'"p_{name}".key AS "{name}"' for name in adapter.persons)
