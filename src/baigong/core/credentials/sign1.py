"""A COSE_Sign1 message (RFC 9052) put together and taken apart, in the one encoding that CBOR calls deterministic."""

from typing import NamedTuple

import cbor2

from baigong.core.credentials.paths import Path
from baigong.core.credentials.refusals import BAD_SHAPE, BAD_TEXT, CODE, NOT_CANONICAL, TOO_LONG, Unreadable
from baigong.core.tlog.hashing import SIZE

FORM = CODE
LONGEST = 2_048
# §4.2: tag 18 over [protected, unprotected, payload, signature].
BEGINNING = b"\xd2\x84"
# §4.4: Sig_structure = [context: "Signature1", body_protected, external_aad: h'', payload].
CONTEXT, NO_AAD = b"\x84\x6aSignature1", b"\x40"
# RFC 9052 §1.5 leaves numbers below -65536 to private use: ours is -65537, the path, [index, token, hashes joined].
PATH, NO_PATH = b"\xa1\x3a\x00\x01\x00\x00\x83", b"\xa0"
NUMBER, STRING, ONE_OCTET = 0, 2, 0x58  # major types of CBOR; a string whose length stands in one octet
SHORTEST = (24, 1 << 8, 1 << 16, 1 << 32)  # what needs one, two, four and eight octets


class Message(NamedTuple):
    """`signed` is what the signature is over; the path is covered by nothing."""

    protected: bytes
    path: Path | None
    payload: bytes
    signature: bytes
    signed: bytes


def signed_part(protected: bytes, payload: bytes) -> bytes:
    return CONTEXT + cbor2.dumps(protected) + NO_AAD + cbor2.dumps(payload)


def written(protected: bytes, payload: bytes, signature: bytes, path: Path | None = None) -> bytes:
    unprotected = _written(path) if path else NO_PATH
    return BEGINNING + cbor2.dumps(protected) + unprotected + cbor2.dumps(payload) + cbor2.dumps(signature)


def message_of(content: bytes) -> Message:
    """Raises Unreadable for what is not written exactly as `written` writes it."""
    if len(content) > LONGEST:
        raise Unreadable(form=FORM, why=TOO_LONG)
    if not content.startswith(BEGINNING):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    protected, after_header = _string(content, len(BEGINNING))
    path, before_payload = _path(content, after_header)
    payload, after_payload = _string(content, before_payload)
    signature, end = _string(content, after_payload)
    if end != len(content):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    header, body = content[len(BEGINNING) : after_header], content[before_payload:after_payload]
    return Message(protected, path, payload, signature, CONTEXT + header + NO_AAD + body)


def _written(path: Path) -> bytes:
    return PATH + cbor2.dumps(path.index) + cbor2.dumps(path.token) + cbor2.dumps(b"".join(path.hashes))


def _path(content: bytes, at: int) -> tuple[Path | None, int]:
    if content.startswith(NO_PATH, at):
        return None, at + len(NO_PATH)
    if not content.startswith(PATH, at):
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    index, at = _head(content, at + len(PATH), NUMBER)
    token, at = _string(content, at)
    joined, at = _string(content, at)
    hashes = tuple(joined[place : place + SIZE] for place in range(0, len(joined), SIZE))
    try:
        return Path(index, token, hashes), at
    except ValueError:
        raise Unreadable(form=FORM, why=BAD_SHAPE) from None


def _string(content: bytes, at: int) -> tuple[bytes, int]:
    first = content[at] if at < len(content) else 0
    # Nearly all are of 24 to 255 octets, and this is read for every code that is scanned.
    if first == ONE_OCTET and at + 1 < len(content) and (length := content[at + 1]) >= SHORTEST[0]:
        begin = at + 2
    else:
        length, begin = _head(content, at, STRING)
    if (end := begin + length) > len(content):
        raise Unreadable(form=FORM, why=BAD_TEXT)
    return content[begin:end], end


def _head(content: bytes, at: int, kind: int) -> tuple[int, int]:
    """RFC 8949 §3 and §4.2.1: a number or a length, in as few octets as it needs; and where what follows begins."""
    first = content[at] if at < len(content) else -1
    short, begin = first & 0x1F, at + 1
    if first >> 5 != kind or short > 27:
        raise Unreadable(form=FORM, why=BAD_SHAPE)
    if short < SHORTEST[0]:
        return short, begin
    end = begin + (1 << short - SHORTEST[0])
    number = int.from_bytes(content[begin:end])
    if end > len(content) or number < SHORTEST[short - SHORTEST[0]]:
        raise Unreadable(form=FORM, why=NOT_CANONICAL)
    return number, end
