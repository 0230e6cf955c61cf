"""Whoever owns the tables can lift the guard that migrations put over them; tests of tampering are about her."""

from django.db import connection


def guards(switch: str) -> None:
    with connection.cursor() as cursor:
        for table in ("journal_line", "journal_seal"):
            cursor.execute(f"ALTER TABLE {table} {switch} TRIGGER USER")
