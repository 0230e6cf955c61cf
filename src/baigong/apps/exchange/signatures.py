"""Who signed what came in, as it is kept with the upload and shown; keys as people compare them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from baigong.core.tlog.notes import Key, key_of


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key as partners exchange it, and the digest by which two people compare it, read aloud or on paper."""

    name: str
    key: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """Who signed what came in, and when; `is_known`: by a key that was known here. `note`: the evidence itself.

    `year_without_key`: when it was read no key was named of that year's log, of which packages come soon.
    """

    signer: str
    signed_at: datetime
    is_known: bool
    key: KeyLine | None
    log: str
    size: int | None
    note: str
    checkpoint: str
    year_without_key: int | None = None


def key_line(key: Key) -> KeyLine:
    """
    >>> key_line(Key("node.example", 1, bytes(32))).fingerprint[:9]
    '66687aad '
    """
    digest = sha256(key.public).hexdigest()
    return KeyLine(key.name, str(key), " ".join(digest[place : place + 8] for place in range(0, 64, 8)))


def signature_line(told: Mapping[str, Any]) -> SignatureLine | None:
    """Of a report that is kept with an upload."""
    if not told:
        return None
    key, log = told["key"], told["log"] or {}
    return SignatureLine(
        signer=told["signer"],
        signed_at=datetime.fromisoformat(told["signed_at"]),
        is_known=bool(key),
        key=key_line(key_of(key)) if key else None,
        log=log.get("origin", ""),
        size=log.get("size"),
        note=told["note"] or "",
        checkpoint=told["checkpoint"] or "",
        year_without_key=told.get("year_without_key"),
    )
