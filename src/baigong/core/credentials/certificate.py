"""What a certificate says, in whichever form it is signed, and what of it stands in the public log."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cache, cached_property, lru_cache
from hashlib import sha256
from operator import attrgetter
from typing import Any

import cbor2

from baigong.core.codes.level import LEVELS
from baigong.core.credentials.refusals import BAD_SHAPE, Unreadable

Cell = str | int | date | bytes
STATUS_BITS = 131_072
STATUS_INDEXES = range(STATUS_BITS)
SALT_BYTES = 16
NO_SALT = bytes(SALT_BYTES)
LONGEST_TEXTS = 2_000  # together
EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """`document` is masked; `issuer` is a DID; what is not known is `None`. Forgetting the salt forgets the person."""

    number: str
    name: str
    document: str | None = None
    occupation: str
    occupation_name: str
    occupation_name_en: str | None = None
    level: str
    channel: str
    issuer: str
    credit_code: str | None = None
    issuer_name: str
    issuer_name_en: str | None = None
    region: str | None = None
    session: str | None = None
    issued_on: date
    valid_until: date | None = None
    status_list: str
    status_index: int
    salt: bytes

    @cached_property
    def is_fit(self) -> bool:
        """Whether a reader would take each cell; asked before each form is signed."""
        return are_fit(cells(self))

    @cached_property
    def record(self) -> bytes:
        """All but the salt, in the deterministic encoding of CBOR; each form's commitment is over it."""
        content = keyed(self)
        del content[KEYS["salt"]]
        return encoded(content)


# The small keys of the CBOR map. A number is never given to another cell: printed codes live for decades.
KEYS: Mapping[str, int] = {
    "number": 1, "name": 2, "document": 3, "occupation": 4, "occupation_name": 5, "occupation_name_en": 6,
    "level": 7, "channel": 8, "issuer": 9, "credit_code": 10, "issuer_name": 11, "issuer_name_en": 12,
    "region": 13, "session": 14, "issued_on": 15, "valid_until": 16, "status_list": 17, "status_index": 18, "salt": 19,
}  # fmt: skip
NAMES = {key: name for name, key in KEYS.items()}
# As the package writes them, and as the paper form shortens them.
CHANNELS: Mapping[str, int] = {"identification": 1, "qualification": 2, "ability": 3, "public_sector": 4, "military": 5}
CHANNEL_NAMES = {number: name for name, number in CHANNELS.items()}
DAYS, REQUIRED = {"issued_on", "valid_until"}, {one.name for one in fields(Certificate) if one.default is not None}
KINDS: Mapping[str, type] = dict.fromkeys(KEYS, str) | dict.fromkeys(DAYS, date) | {"status_index": int, "salt": bytes}

_values = attrgetter(*KEYS)


def cells(certificate: Certificate) -> dict[str, Cell]:
    """All that is known, by the names of the fields."""
    return {name: value for name, value in zip(KEYS, _values(certificate), strict=True) if value is not None}


def certificate_of(known: Mapping[str, object], *, form: str) -> Certificate:
    """Raises Unreadable for a cell that is missing, unknown, of the wrong kind, empty, or out of its range."""
    if not _is_whole(*known) or not are_fit(known):
        raise Unreadable(form=form, why=BAD_SHAPE)
    # are_fit has asked every cell; setting each by itself would take as long as all the rest of reading.
    certificate = object.__new__(Certificate)
    object.__setattr__(certificate, "__dict__", dict(known))
    return certificate


def are_fit(known: Mapping[str, Any]) -> bool:
    """Whether each cell is one of ours, and holds what it may hold; a salt may be withheld."""
    if tuple(map(type, known.values())) != _kinds(*known):
        return False
    texts = [value for value in known.values() if type(value) is str]
    whole = "".join(texts)
    return (
        "" not in texts
        and whole.isprintable()
        and len(whole) <= LONGEST_TEXTS
        and known.get("issuer", "").startswith("did:")
        and known.get("status_list", "").startswith("https://")
        and known.get("level") in LEVELS
        and known.get("channel") in CHANNELS
        and known.get("status_index") in STATUS_INDEXES
        and len(known.get("salt", NO_SALT)) == SALT_BYTES
    )


@lru_cache(maxsize=1024)
def _kinds(*names: str) -> tuple[type | None, ...]:
    """Of the same cells nearly every time, and asked for every code that is scanned."""
    return tuple(map(KINDS.get, names))


@lru_cache(maxsize=1024)
def _is_whole(*names: str) -> bool:
    return set(names) >= REQUIRED


def keyed(certificate: Certificate) -> dict[int, str | int | bytes]:
    """The cells by their small keys in their order, days as days since 1970-01-01, the channel as its number."""
    told = zip(KEYS.values(), _values(certificate), strict=True)
    content: dict[int, Any] = {key: value for key, value in told if value is not None}
    content[KEYS["channel"]] = CHANNELS[certificate.channel]
    content[KEYS["issued_on"]] = certificate.issued_on.toordinal() - EPOCH
    if certificate.valid_until is not None:
        content[KEYS["valid_until"]] = certificate.valid_until.toordinal() - EPOCH
    return content


def named(content: Mapping[object, object], *, form: str) -> dict[str, object]:
    """The reverse of `keyed`; raises Unreadable for a key, a day or a channel that there is not."""
    try:
        known = {NAMES[key]: value for key, value in content.items()}  # type: ignore[index]
        known["channel"] = CHANNEL_NAMES[known["channel"]]  # type: ignore[index]
        for name in DAYS:
            if name in known:
                known[name] = date.fromordinal(known[name] + EPOCH)  # type: ignore[operator]
    except (KeyError, TypeError, ValueError, OverflowError):
        raise Unreadable(form=form, why=BAD_SHAPE) from None
    return known


def encoded(content: dict[int, str | int | bytes]) -> bytes:
    """RFC 8949 §4.2.1: the shortest forms, and keys in "bytewise lexicographic order": ours go up already."""
    return cbor2.dumps(content)


def commitment(form: str, salt: bytes, record: bytes) -> bytes:
    """What the log holds of one form: SHA-256(tag ‖ salt ‖ core record); without the salt nobody can guess it."""
    return sha256(_tag(form) + salt + record).digest()


@cache
def _tag(form: str) -> bytes:
    return sha256(f"baigong/certificate/{form}".encode()).digest()  # of one length, so that no tag begins another
