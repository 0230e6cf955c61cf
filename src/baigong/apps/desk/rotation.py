"""Contacts sealed anew under the newest key, batch by batch."""

from collections import Counter

from django.db import connection

from baigong.apps.desk.contacts import opened_contact, sealed_contact
from baigong.apps.registry.rotation import Sealing

BATCH = 5_000
KEY_ID = "get_byte(contact, 1) * 256 + get_byte(contact, 2)"


def contact_keys() -> Counter[int]:
    """How many contacts are sealed under each key."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {KEY_ID}, count(*) FROM desk_enquiry WHERE contact IS NOT NULL GROUP BY 1 ORDER BY 1")
        return Counter(dict(cursor.fetchall()))


def reseal(sealing: Sealing, *, after: int) -> tuple[int, int]:
    """The next batch of contacts that lie under an older key: how many, and after which to go on."""
    keyring = sealing.keyring
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT id, digest, contact FROM desk_enquiry
            WHERE id > %s AND contact IS NOT NULL AND {KEY_ID} <> %s ORDER BY id LIMIT %s FOR NO KEY UPDATE
            """,
            [after, keyring.current, BATCH],
        )
        rows = cursor.fetchall()
        told = [(_anew(sealing, bytes(digest), bytes(contact)), id) for id, digest, contact in rows]
        cursor.executemany("UPDATE desk_enquiry SET contact = %s WHERE id = %s", told)
    return len(rows), rows[-1][0] if rows else after


def _anew(sealing: Sealing, digest: bytes, contact: bytes) -> bytes | None:
    return sealed_contact(opened_contact(contact, digest, sealing.keyring), digest, sealing.keyring, sealing.random)
