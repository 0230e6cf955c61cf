"""Values sealed in their place: suite, key id, nonce, text and tag; the place is what the tag vouches for."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from cryptography.exceptions import InvalidTag

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.vault.keyring import Key, Keyring
from baigong.ground.vault.suites import NONCE

HEAD = 3


class UnknownKey(Refusal):
    code = "vault.unknown_key"
    sentence = msgid(
        "Something is sealed under key %(key)s, which this node's keyring does not have; bring it in with “baigong "
        "keys import” from the keys that you exported."
    )


class Altered(Refusal):
    code = "vault.altered"
    sentence = msgid(
        "A sealed value does not open: it was altered, or moved from where it belongs. Restore it from a backup."
    )


class Head(NamedTuple):
    mark: int
    key: int


def head_of(value: bytes) -> Head:
    return Head(value[0], int.from_bytes(value[1:HEAD], "big"))


def written_head(key: Key) -> bytes:
    return bytes([key.suite.mark]) + key.id.to_bytes(2, "big")


def key_of(head: Head, keyring: Keyring) -> Key:
    key = keyring.sealing.get(head.key)
    if key is None:
        raise UnknownKey(key=head.key)
    if key.suite.mark != head.mark:
        raise Altered
    return key


def sealed_many(
    texts: Sequence[str], *, places: Sequence[str], keyring: Keyring, random: Callable[[int], bytes]
) -> list[bytes]:
    key = keyring.sealing[keyring.current]
    cipher, head = key.suite.sealer(key.secret), written_head(key)
    nonces = random(NONCE * len(texts))
    return [
        head + (nonce := nonces[NONCE * i : NONCE * (i + 1)]) + cipher.encrypt(nonce, text.encode(), place.encode())
        for i, (text, place) in enumerate(zip(texts, places, strict=True))
    ]


def sealed(text: str, *, place: str, keyring: Keyring, random: Callable[[int], bytes]) -> bytes:
    return sealed_many([text], places=[place], keyring=keyring, random=random)[0]


def opened(value: bytes, *, place: str, keyring: Keyring) -> str:
    if len(value) < HEAD + NONCE:
        raise Altered
    key = key_of(head_of(value), keyring)
    nonce, text = value[HEAD : HEAD + NONCE], value[HEAD + NONCE :]
    try:
        return key.suite.sealer(key.secret).decrypt(nonce, text, place.encode()).decode()
    except InvalidTag:
        raise Altered from None
