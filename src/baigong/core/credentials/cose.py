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
from baigong.core.credentials.refusals import BAD_SHAPE, BAD_TEXT, NOT_CANONICAL, TOO_LONG, Unreadable
from baigong.core.credentials.signing import Keys, Signer, key_of, owned, proven

FORM = "COSE"
PREFIX = "BG1:"
LONGEST = 2_048
LONGEST_TEXT = 4_096
ALGORITHM, KID = 1, 4
ISSUER, STATUS_LIST = KEYS["issuer"], KEYS["status_list"]
SEQUENCES = (list, tuple)


def issued(certificate: Certificate, signer: Signer) -> bytes:
    """The signed bytes. Raises UnknownIssuer for another's key, CannotBeSigned for what no reader would take."""
    checked(certificate, signer)
    protected, payload = _protected(signer.suite.cose, signer.kid), _payload(certificate)
    beginning, message = _framed(protected, payload)
    return beginning + cbor2.dumps(signer.sign(message))


def opened(content: bytes, keys: Keys) -> Certificate:
    """Raises Unreadable, UnknownIssuer, Altered or ExpiredKey; what it returns is what the issuer signed."""
    protected, payload, signature, message = _parts(content)
    key = key_of(keys, _kid(protected))
    # §3.1, crit (2): an unknown critical header refuses the message. We know alg and kid, and take no other at all.
    if protected != _protected(key.suite.cose, key.kid):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    proven(key, signature=signature, message=message)
    told = _decoded(payload)
    certificate = certificate_of(_whole(told, key.owner), form=FORM)
    if not _is_deterministic(told, payload):
        raise Unreadable(form=FORM, why=NOT_CANONICAL)
    owned(key, owner=certificate.issuer, on=certificate.issued_on)
    return certificate


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
    return encoded(content)


def _is_deterministic(content: Any, payload: bytes) -> bool:
    """Written again it must be the same: no key twice, no open lengths, nothing behind it, the keys in their order."""
    return set(map(type, content)) == {int} and list(content) == sorted(content) and cbor2.dumps(content) == payload


def _whole(content: object, owner: str) -> dict[str, object]:
    if not isinstance(content, dict) or ISSUER in content:
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    known = named(content, form=FORM)
    known["issuer"] = owner
    status_list = known.get("status_list")
    if isinstance(status_list, str) and not status_list.startswith("https://"):
        known["status_list"] = place_of(owner) + status_list
    return known


def _framed(protected: bytes, payload: bytes) -> tuple[bytes, bytes]:
    """The message up to its signature, and what the signature is over."""
    header, body = cbor2.dumps(protected), cbor2.dumps(payload)
    # §4.2: tag 18 over [protected, unprotected: {}, payload, signature].
    # §4.4: Sig_structure = [context: "Signature1", body_protected, external_aad: h'', payload].
    return b"\xd2\x84" + header + b"\xa0" + body, b"\x84\x6aSignature1" + header + b"\x40" + body


def _parts(content: bytes) -> tuple[bytes, bytes, bytes, bytes]:
    """Protected header, payload, signature, and what the signature is over."""
    tag = _decoded(content)
    parts = tag.value if type(tag) is cbor2.CBORTag else None
    if isinstance(parts, SEQUENCES) and len(parts) == 4:
        protected, _, payload, signature = parts
        # Written again it must be the same bytes, so nothing stands unprotected.
        if type(protected) is type(payload) is type(signature) is bytes:
            beginning, message = _framed(protected, payload)
            if beginning + cbor2.dumps(signature) == content:
                return protected, payload, signature, message
    raise Unreadable(form=FORM, why=BAD_SHAPE)


def _decoded(content: bytes) -> object:
    if len(content) > LONGEST:
        raise Unreadable(form=FORM, why=TOO_LONG)
    try:
        return cbor2.loads(content)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError):
        raise Unreadable(form=FORM, why=BAD_TEXT) from None
