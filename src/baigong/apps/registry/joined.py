"""Rows that are one person by merges in force, however long the chain."""

from collections.abc import Iterable

from django.db import connection

JOINED = """
WITH RECURSIVE pairs AS (
    SELECT a.person_id AS one, b.person_id AS other FROM registry_merge m
    JOIN registry_identifier a ON a.id = m.identifier_id JOIN registry_identifier b ON b.id = m.into_id
    WHERE m.undone_at IS NULL
),
linked AS (SELECT one, other FROM pairs UNION ALL SELECT other, one FROM pairs),
closed AS (SELECT unnest(%s::bigint[]) AS id UNION SELECT l.other FROM closed c JOIN linked l ON l.one = c.id)
SELECT id FROM closed
"""


def joined(persons: Iterable[int]) -> frozenset[int]:
    """These and all who are one person with one of them."""
    with connection.cursor() as cursor:
        cursor.execute(JOINED, [list(persons)])
        return frozenset(id for (id,) in cursor.fetchall())
