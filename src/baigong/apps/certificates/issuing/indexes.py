"""Bits of status lists: drawn in an order that only the node knows, so that a bit tells nothing of its neighbours."""

from collections.abc import Callable, Sequence

from django.db import connection
from django.db.models import Max

from baigong.apps.authority.acts import line
from baigong.apps.certificates.issuing.hosts import list_address
from baigong.apps.certificates.models import IssuingKey, StatusList
from baigong.apps.registry.numbers import keyring_here
from baigong.core.credentials.certificate import STATUS_BITS
from baigong.ground.vault.sealing import opened, sealed
from baigong.ground.vault.suites import SUITES

HALF, ROUNDS = 9, 8
WIDE, NARROW = 1 << HALF, STATUS_BITS >> HALF  # 512 × 256
LOCK = 7_207  # of the advisory lock under which a new list gets its number
Random = Callable[[int], bytes]
Bit = tuple[StatusList, int]


def take_indexes(key: IssuingKey, *, year: int, count: int, random: Random) -> list[Bit]:
    """As many bits of the issuer's lists, within the act under way; a full list is followed by a new one."""
    bits: list[Bit] = []
    while len(bits) < count:
        row = _open_list(key, year, random)
        some = min(count - len(bits), STATUS_BITS - row.given)
        secret = opened(bytes(row.drawn_by), place=place_of(row.address), keyring=keyring_here()).encode()
        bits += [(row, bit) for bit in drawn(secret, range(row.given, row.given + some))]
        StatusList.objects.filter(pk=row.pk).update(given=row.given + some)
    return bits


def place_of(address: str) -> str:
    return f"certificates.statuslist.order/{address}"


def drawn(secret: bytes, places: Sequence[int]) -> list[int]:
    """Where these are in a permutation of all bits: a Feistel network of unequal halves, keyed by HMAC."""
    wide, narrow = [place // NARROW for place in places], [place % NARROW for place in places]
    for turn in range(0, ROUNDS, 2):
        wide = _mixed(secret, turn, wide, narrow, WIDE)
        narrow = _mixed(secret, turn + 1, narrow, wide, NARROW)
    return [one * NARROW + other for one, other in zip(wide, narrow, strict=True)]


def _mixed(secret: bytes, turn: int, half: Sequence[int], other: Sequence[int], size: int) -> list[int]:
    digests = SUITES["international"].digests(secret, [bytes([turn]) + one.to_bytes(2, "big") for one in other])
    return [(one + int.from_bytes(digest[:8], "big")) % size for one, digest in zip(half, digests, strict=True)]


def _open_list(key: IssuingKey, year: int, random: Random) -> StatusList:
    mine = StatusList.objects.select_for_update().filter(did=key.did, year=year)
    return mine.filter(given__lt=STATUS_BITS).order_by("id").first() or _new_list(key, year, random)


def _new_list(key: IssuingKey, year: int, random: Random) -> StatusList:
    """Two offices that begin at once get two numbers; one that was quicker for the same office is taken."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    quicker = StatusList.objects.select_for_update().filter(did=key.did, year=year, given__lt=STATUS_BITS)
    if found := quicker.order_by("id").first():
        return found
    number = (StatusList.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0) + 1
    address = list_address(year, number)
    secret = sealed(random(32).hex(), place=place_of(address), keyring=keyring_here(), random=random)
    told = {"did": key.did, "kind": key.kind, "region": key.region, "year": year, "number": number, "line": line()}
    return StatusList.objects.create(address=address, drawn_by=secret, **told)
