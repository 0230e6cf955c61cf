"""Lists of staff sealed anew under the newest key, a few at a time."""

from collections import Counter

from django.db import connection

from baigong.apps.passports.listing import place_of
from baigong.apps.registry.rotation import Sealing
from baigong.ground.vault.sealing import opened, sealed

AT_ONCE = 100
KEY_ID = "get_byte(content, 1) * 256 + get_byte(content, 2)"


def workforce_keys() -> Counter[int]:
    """How many lists are sealed under each key."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {KEY_ID}, count(*) FROM passports_workforce GROUP BY 1 ORDER BY 1")
        return Counter(dict(cursor.fetchall()))


def reseal(sealing: Sealing) -> int:
    """The next ones that lie under an older key; 0 when all is done."""
    keyring = sealing.keyring
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, mark, content FROM passports_workforce WHERE {KEY_ID} <> %s "
            "ORDER BY id LIMIT %s FOR NO KEY UPDATE",
            [keyring.current, AT_ONCE],
        )
        rows = cursor.fetchall()
        for id, mark, content in rows:
            place = place_of(mark)
            text = opened(bytes(content), place=place, keyring=keyring)
            anew = sealed(text, place=place, keyring=keyring, random=sealing.random)
            cursor.execute("UPDATE passports_workforce SET content = %s WHERE id = %s", [anew, id])
    return len(rows)
