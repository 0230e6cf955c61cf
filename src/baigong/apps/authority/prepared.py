"""Reads that are asked at every request: planned once for each connection, not each time."""

from collections.abc import Mapping
from typing import Any

from django.db import connection
from psycopg import Cursor


def prepared(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Its rows. Values are bound by the server, so each has the type that its Python value says."""
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        return cursor.execute(statement, values, prepare=True).fetchall()
