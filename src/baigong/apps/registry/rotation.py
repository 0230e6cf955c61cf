"""Numbers sealed anew under the newest key, the blind index under another: batch by batch, each value as it was."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from baigong.apps.registry.numbers import place_of
from baigong.core.refusal import Refusal
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.ground.vault.index import blind_under
from baigong.ground.vault.keyring import Keyring
from baigong.ground.vault.sealing import opened, sealed_many

BATCH = 20_000
KEY_ID = "get_byte(number, 1) * 256 + get_byte(number, 2)"
MAPPED = "rekeyed"  # a table of the transaction: old key, new key


class KnownByKeyOnly(Refusal):
    code = "registry.known_by_key_only"
    sentence = msgid(
        "%(count)s persons came in keyed packages and are known by their key alone, so they would be lost under "
        "another index key; load the same packages raw first, or rotate the sealing key only."
    )


@dataclass(frozen=True)
class Sealing:
    """What sealing anew needs; `random` gives so many random bytes."""

    keyring: Keyring
    random: Callable[[int], bytes]


def keys_borne() -> Counter[int]:
    """How many numbers are sealed under each key."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {KEY_ID}, count(*) FROM registry_identifier WHERE number IS NOT NULL GROUP BY 1 ORDER BY 1"
        )
        return Counter(dict(cursor.fetchall()))


def knows_anybody(scope: Scope) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM registry_identifier)")
        return bool(cursor.fetchone()[0])


def reseal(sealing: Sealing, *, after: int) -> tuple[int, int]:
    """The next batch of numbers that lie under an older key: how many, and after which to go on; 0 when all is done."""
    keyring = sealing.keyring
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT id, key, number FROM registry_identifier
            WHERE id > %s AND number IS NOT NULL AND {KEY_ID} <> %s ORDER BY id LIMIT %s FOR NO KEY UPDATE
            """,
            [after, keyring.current, BATCH],
        )
        rows = cursor.fetchall()
        if rows:
            numbers = list(_opened(rows, keyring))
            places = [place_of(key) for _, key, _ in rows]
            sealed = sealed_many(numbers, places=places, keyring=keyring, random=sealing.random)
            cursor.execute(
                """
                UPDATE registry_identifier i SET number = t.number
                FROM unnest(%s::bigint[], %s::bytea[]) AS t(id, number) WHERE i.id = t.id
                """,
                [[row[0] for row in rows], sealed],
            )
    return len(rows), rows[-1][0] if rows else after


def rekey(sealing: Sealing, index: int) -> int:
    """Every key of the index under another index key, with the numbers sealed in their new places; all or none."""
    _refuse_keyed()
    done = 0
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE {MAPPED} (before bytea, after bytea) ON COMMIT DROP")
        for rows in _batches(cursor):
            done += len(rows)
            _rekey(cursor, rows, sealing, index)
        cursor.execute(f"CREATE INDEX ON {MAPPED} (before)")
        cursor.execute(f"ANALYZE {MAPPED}")
    return done


def rekeyed(keys: Sequence[str]) -> dict[str, str]:
    """In the transaction of a `rekey`: the new keys of old ones, both in hexadecimal digits."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT encode(before, 'hex'), encode(after, 'hex') FROM {MAPPED} WHERE before = ANY(%s)",
            [[bytes.fromhex(key) for key in keys]],
        )
        return dict(cursor.fetchall())


def _refuse_keyed() -> None:
    """A person who was forgotten has neither a number nor a key of hers any more."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM registry_identifier WHERE number IS NULL AND ending IS DISTINCT FROM 'forgotten'"
        )
        if count := cursor.fetchone()[0]:
            raise KnownByKeyOnly(count=count)


def _batches(cursor: Any) -> Iterator[list[tuple[int, bytes, bytes]]]:
    after = 0
    while True:
        cursor.execute(
            "SELECT id, key, number FROM registry_identifier WHERE id > %s AND number IS NOT NULL ORDER BY id LIMIT %s",
            [after, BATCH],
        )
        rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        after = rows[-1][0]


def _rekey(cursor: Any, rows: list[tuple[int, bytes, bytes]], sealing: Sealing, index: int) -> None:
    numbers = list(_opened(rows, sealing.keyring))
    keys = blind_under(numbers, sealing.keyring.indexing[index])
    places = [place_of(key) for key in keys]
    sealed = sealed_many(numbers, places=places, keyring=sealing.keyring, random=sealing.random)
    told = [[row[0] for row in rows], keys, sealed]
    cursor.execute(
        f"""
        WITH t AS (SELECT * FROM unnest(%s::bigint[], %s::bytea[], %s::bytea[]) AS t(id, key, number)),
        mapped AS (
            INSERT INTO {MAPPED} SELECT i.key, t.key FROM registry_identifier i JOIN t ON t.id = i.id
        )
        UPDATE registry_identifier i SET key = t.key, number = t.number FROM t WHERE i.id = t.id
        """,
        told,
    )


def _opened(rows: list[tuple[int, bytes, bytes]], keyring: Keyring) -> Iterator[str]:
    return (opened(bytes(number), place=place_of(key), keyring=keyring) for _, key, number in rows)
