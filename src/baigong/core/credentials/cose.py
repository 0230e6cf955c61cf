"""The form on paper: COSE_Sign1 (RFC 9052) as small as a QR code wants it, offline."""

from base64 import b32decode, b32encode
from binascii import Error
from collections.abc import Collection
from functools import lru_cache
from typing import Any

import cbor2

from baigong.core.credentials import base45
from baigong.core.credentials.certificate import KEYS, Certificate, certificate_of, encoded, keyed, named
from baigong.core.credentials.dids import WEB, place_of
from baigong.core.credentials.issuing import checked
from baigong.core.credentials.packing import packed, unpack
from baigong.core.credentials.paths import Path
from baigong.core.credentials.refusals import BAD_SHAPE, BAD_TEXT, NOT_CANONICAL, TOO_LONG, Unreadable
from baigong.core.credentials.sign1 import FORM, LONGEST, message_of, signed_part, written
from baigong.core.credentials.signing import Keys, Signer, key_of, owned, proven

PREFIX = "BG1:"
LONGEST_TEXT = 4_096
ALGORITHM, KID = 1, 4
ISSUER, STATUS_LIST = KEYS["issuer"], KEYS["status_list"]


def issued(certificate: Certificate, signer: Signer) -> bytes:
    """The signed bytes. Raises UnknownIssuer for another's key, CannotBeSigned for what no reader would take."""
    checked(certificate, signer)
    protected, payload = _protected(signer.suite.cose, signer.kid), _payload(certificate)
    return written(protected, payload, signer.sign(signed_part(protected, payload)))


def opened(content: bytes, keys: Keys) -> Certificate:
    """Raises Unreadable, UnknownIssuer, Altered or ExpiredKey; what it returns is what the issuer signed."""
    message = message_of(content)
    protected, payload = message.protected, message.payload
    key = key_of(keys, _kid(protected))
    # §3.1, crit (2): an unknown critical header refuses the message. We know alg and kid, and take no other at all.
    if protected != _protected(key.suite.cose, key.kid):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    proven(key, signature=message.signature, message=message.signed)
    told = _decoded(payload)
    certificate = certificate_of(_whole(told, key.owner), form=FORM)
    if not _is_deterministic(told, payload):
        raise Unreadable(form=FORM, why=NOT_CANONICAL)
    owned(key, owner=certificate.issuer, on=certificate.issued_on)
    return certificate


def kid_in(content: bytes) -> str:
    """By which key it says that it is signed; whether it is, `opened` finds out. Raises Unreadable."""
    return _kid(message_of(content).protected)


def with_path(content: bytes, path: Path) -> bytes:
    """The same message with the way to its entry in the log, which no signature covers: it proves itself."""
    message = message_of(content)
    return written(message.protected, message.payload, message.signature, path)


def path_in(content: bytes) -> Path | None:
    """Raises Unreadable. What it leads to is held against the log by `paths.stands_in`."""
    return message_of(content).path


def text(content: bytes) -> str:
    """As a QR code holds it, in its alphanumeric mode."""
    return PREFIX + base45.encoded(content)


def of_text(scanned: str) -> bytes:
    """Raises Unreadable unless it begins with BG1: and goes on in Base45."""
    if len(scanned) > LONGEST_TEXT:
        raise Unreadable(form=FORM, why=TOO_LONG)
    if not scanned.startswith(PREFIX):
        raise Unreadable(form=FORM, why=BAD_TEXT)
    return base45.decoded(scanned.removeprefix(PREFIX))


def link(content: bytes, *, host: str) -> str:
    """The same bytes for scanners that open links; what follows `#` is never sent to the host.

    >>> link(b"ab", host="skills.example")
    'HTTPS://SKILLS.EXAMPLE/V#MFRA'
    """
    return f"HTTPS://{host.upper()}/V#{b32encode(content).decode().rstrip('=')}"


def of_link(scanned: str, *, hosts: Collection[str]) -> bytes:
    """Raises Unreadable unless the link is to one of these hosts, since no signature covers the host."""
    if len(scanned) > LONGEST_TEXT:
        raise Unreadable(form=FORM, why=TOO_LONG)
    place, _, encoded = scanned.partition("#")
    if place not in {f"HTTPS://{host.upper()}/V" for host in hosts}:
        raise Unreadable(form=FORM, why=BAD_TEXT)
    try:
        content = b32decode(encoded.encode("ascii") + b"=" * (-len(encoded) % 8))
    except (Error, ValueError):
        raise Unreadable(form=FORM, why=BAD_TEXT) from None
    if b32encode(content).decode().rstrip("=") != encoded:
        raise Unreadable(form=FORM, why=NOT_CANONICAL)
    return content


@lru_cache(maxsize=1024)
def _protected(algorithm: int, kid: str) -> bytes:
    """§3.1: alg (1) and kid (4); both protected, so that neither can be exchanged."""
    return encoded({ALGORITHM: algorithm, KID: kid.encode()})


@lru_cache(maxsize=1024)
def _kid(protected: bytes) -> str:
    header = _decoded(protected)
    kid = header.get(KID) if isinstance(header, dict) else None
    if not isinstance(kid, bytes):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    return kid.decode(errors="replace")


def _payload(certificate: Certificate) -> bytes:
    """All cells but the issuer, which the kid names; a list that its own did:web keeps is written without the place."""
    content = keyed(certificate)
    del content[ISSUER]
    if certificate.issuer.startswith(WEB):
        content[STATUS_LIST] = certificate.status_list.removeprefix(place_of(certificate.issuer))
    return encoded(packed(content))


def _is_deterministic(content: Any, payload: bytes) -> bool:
    """Written again it must be the same: no key twice, no open lengths, nothing behind it, the keys in their order."""
    try:
        keys = bytes(content)
    except TypeError:  # a fraction that equals one of our keys
        return False
    # True, which equals 1, could stand first only.
    return cbor2.dumps(content) == payload and _is_sorted(keys) and type(next(iter(content))) is int


@lru_cache(maxsize=1024)
def _is_sorted(keys: bytes) -> bool:
    return list(keys) == sorted(keys)


def _whole(content: object, owner: str) -> dict[str, object]:
    if not isinstance(content, dict) or ISSUER in content:
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    known = named(content, form=FORM)
    unpack(known)
    known["issuer"] = owner
    status_list = known.get("status_list")
    if isinstance(status_list, str) and not status_list.startswith("https://"):
        known["status_list"] = place_of(owner) + status_list
    return known


def _decoded(content: bytes) -> object:
    if len(content) > LONGEST:
        raise Unreadable(form=FORM, why=TOO_LONG)
    try:
        return cbor2.loads(content)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError):
        raise Unreadable(form=FORM, why=BAD_TEXT) from None
