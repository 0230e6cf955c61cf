"""New rows by the hundred straight into their table, in the transaction under way: a third of the time of inserts."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


def copied(rows: Sequence[M]) -> list[M]:
    """All of one model; each has its id afterwards. Another row with the same key refuses them all, as inserts do."""
    if not rows:
        return []
    meta = rows[0]._meta
    names = [field.attname for field in meta.concrete_fields]
    columns = ", ".join(f'"{field.column}"' for field in meta.concrete_fields)
    with connection.cursor() as cursor:
        sequence = f"pg_get_serial_sequence('{meta.db_table}', 'id')"
        cursor.execute(f"SELECT nextval({sequence}) FROM generate_series(1, %s)", [len(rows)])
        for row, (id,) in zip(rows, cursor.fetchall(), strict=True):
            row.pk = id
        with (
            connection.wrap_database_errors,
            cursor.cursor.copy(f"COPY {meta.db_table} ({columns}) FROM STDIN") as into,
        ):
            for row in rows:
                into.write_row([_cell(getattr(row, name)) for name in names])
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
    return list(rows)


def _cell(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
