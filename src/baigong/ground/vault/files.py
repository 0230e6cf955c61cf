"""Files sealed piece by piece, so that the largest needs no more memory than the smallest.

The pieces are numbered and the last is marked (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár,
2015): none can be left out, moved or cut off.
"""

from collections.abc import Callable, Iterator
from typing import IO

from cryptography.exceptions import InvalidTag

from baigong.ground.vault.keyring import Keyring
from baigong.ground.vault.sealing import HEAD, Altered, Head, head_of, key_of, written_head
from baigong.ground.vault.suites import TAG, Aead

MAGIC = b"baigong1"
PREFIX = 7
PIECE = 1 << 20


def seal_stream(
    source: IO[bytes], target: IO[bytes], *, place: str, keyring: Keyring, random: Callable[[int], bytes]
) -> None:
    key = keyring.sealing[keyring.current]
    cipher, prefix = key.suite.sealer(key.secret), random(PREFIX)
    target.write(MAGIC + written_head(key) + prefix)
    for nonce, piece in _numbered(source, prefix, PIECE):
        target.write(cipher.encrypt(nonce, piece, place.encode()))


def open_stream(source: IO[bytes], target: IO[bytes], *, place: str, keyring: Keyring) -> None:
    """What was written to the target before an `Altered` was raised is worth nothing."""
    head = key_id_of(source)
    key = key_of(head, keyring)
    cipher, prefix = key.suite.sealer(key.secret), source.read(PREFIX)
    if len(prefix) < PREFIX:
        raise Altered
    for nonce, piece in _numbered(source, prefix, PIECE + TAG):
        target.write(_opened(cipher, nonce, piece, place))


def key_id_of(source: IO[bytes]) -> Head:
    """Under which key a sealed file lies; the source stands after its head."""
    begun = source.read(len(MAGIC) + HEAD)
    if len(begun) < len(MAGIC) + HEAD or not begun.startswith(MAGIC):
        raise Altered
    return head_of(begun[len(MAGIC) :])


def _opened(cipher: Aead, nonce: bytes, piece: bytes, place: str) -> bytes:
    try:
        return cipher.decrypt(nonce, piece, place.encode())
    except (InvalidTag, ValueError):
        raise Altered from None


def _numbered(source: IO[bytes], prefix: bytes, size: int) -> Iterator[tuple[bytes, bytes]]:
    """Each piece with its nonce; an empty file is one empty piece, and it is the last."""
    piece, number = _read(source, size), 0
    while True:
        following = _read(source, size)
        yield prefix + number.to_bytes(4, "big") + bytes([not following]), piece
        if not following:
            return
        piece, number = following, number + 1


def _read(source: IO[bytes], size: int) -> bytes:
    """As much as there is: a pipe or a network gives less at a time."""
    parts: list[bytes] = []
    while size and (part := source.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
