"""Empties the tables that a test has filled.

Django's own way truncates all of them, and then describes every model anew: a quarter of a second a test.
"""

from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper


def filled() -> list[str]:
    with connection.cursor() as cursor:
        return _filled(cursor, _tables(cursor))


def empty(kept: list[str]) -> None:
    """All but those that were filled when the database was made."""
    with connection.cursor() as cursor:
        names = _filled(cursor, [name for name in _tables(cursor) if name not in kept])
        # The role of a replica asks neither keys nor the journal's triggers, which stand in the way of any deletion.
        given_up = "".join(f'DELETE FROM "{name}";' for name in names)
        cursor.execute(f"BEGIN; SET LOCAL session_replication_role = replica; {given_up} COMMIT")
        if names:
            # Their files are empty again: rows of the next test stand in the order in which it wrote them.
            cursor.execute("VACUUM (TRUNCATE) {}".format(", ".join(f'"{name}"' for name in names)))


def _tables(cursor: CursorWrapper) -> list[str]:
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    return _names(cursor)


def _filled(cursor: CursorWrapper, names: list[str]) -> list[str]:
    asked = " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM \"{name}\")" for name in names)
    cursor.execute(asked)
    return _names(cursor)


def _names(cursor: Any) -> list[str]:
    return [name for (name,) in cursor.fetchall()]
