"""Signed copies, contacts and orders of lists sealed anew under the newest key, batch by batch."""

from collections import Counter
from collections.abc import Callable

from django.db import connection

from baigong.apps.certificates.issuing.contacts import place_of as place_of_contact
from baigong.apps.certificates.issuing.indexes import place_of as place_of_order
from baigong.apps.certificates.issuing.signing import place_of as place_of_copy
from baigong.apps.registry.rotation import Sealing
from baigong.ground.vault.sealing import opened, sealed

AT_ONCE = 2_000
# Each sealed column, the column that says which value it is, and how its place is named.
SEALED: tuple[tuple[str, str, str, Callable[..., str]], ...] = (
    ("certificates_signedcopy", "content", "printed", place_of_copy),
    ("certificates_objection", "contact", "mark", place_of_contact),
    ("certificates_statuslist", "drawn_by", "address", place_of_order),
)


def copy_keys() -> Counter[int]:
    """How many values are sealed under each key."""
    borne: Counter[int] = Counter()
    with connection.cursor() as cursor:
        for table, column, _, _ in SEALED:
            cursor.execute(
                f"SELECT {_key_id(column)}, count(*) FROM {table} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY 1"
            )
            borne += Counter(dict(cursor.fetchall()))
    return borne


def reseal(sealing: Sealing) -> int:
    """The next ones that lie under an older key; 0 when all is done."""
    for table, column, bound, place in SEALED:
        if done := _reseal(sealing, (table, column, bound), place):
            return done
    return 0


def _reseal(sealing: Sealing, where: tuple[str, str, str], place: Callable[..., str]) -> int:
    (table, column, bound), keyring = where, sealing.keyring
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {bound}, {column} FROM {table} WHERE {column} IS NOT NULL AND {_key_id(column)} <> %s "
            "ORDER BY id LIMIT %s FOR NO KEY UPDATE",
            [keyring.current, AT_ONCE],
        )
        rows = cursor.fetchall()
        told = []
        for id, mark, value in rows:
            text = opened(bytes(value), place=place(mark), keyring=keyring)
            told.append((sealed(text, place=place(mark), keyring=keyring, random=sealing.random), id))
        cursor.executemany(f"UPDATE {table} SET {column} = %s WHERE id = %s", told)
    return len(rows)


def _key_id(column: str) -> str:
    return f"get_byte({column}, 1) * 256 + get_byte({column}, 2)"
