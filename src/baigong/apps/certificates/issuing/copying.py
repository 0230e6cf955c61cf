"""New rows by the hundred straight into their table, in the transaction under way: a third of the time of inserts."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db import connection, models

M = TypeVar("M", bound=models.Model)


def copied(model: type[M], rows: Iterable[M], *, count: int) -> list[M]:
    """Each has its id afterwards. Another row with the same key refuses them all, as inserts do.

    Rows that are made as they are asked for are made while the database takes in those before; making one may ask
    nothing of the database, which is listening to the copy.
    """
    if not count:
        return []
    meta, names = model._meta, [field.attname for field in model._meta.concrete_fields]
    columns = ", ".join(f'"{field.column}"' for field in meta.concrete_fields)
    made: list[M] = []
    with connection.cursor() as cursor:
        sequence = f"pg_get_serial_sequence('{meta.db_table}', 'id')"
        cursor.execute(f"SELECT nextval({sequence}) FROM generate_series(1, %s)", [count])
        ids = cursor.fetchall()
        with (
            connection.wrap_database_errors,
            cursor.cursor.copy(f"COPY {meta.db_table} ({columns}) FROM STDIN") as into,
        ):
            for row, (id,) in zip(rows, ids, strict=True):
                row.pk = id
                into.write_row([_cell(getattr(row, name)) for name in names])
                made.append(row)
    for row in made:
        row._state.adding, row._state.db = False, connection.alias
    return made


def _cell(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value
