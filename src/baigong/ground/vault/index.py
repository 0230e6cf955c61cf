"""The blind index: a number's place among others, which tells nobody the number."""

from collections.abc import Iterable, Sequence

from baigong.ground.vault.keyring import Key, Keyring

LENGTH = 16


def blind(text: str, keyring: Keyring) -> bytes:
    return blind_many([text], keyring)[0]


def blind_many(texts: Sequence[str], keyring: Keyring) -> list[bytes]:
    return blind_under(texts, keyring.index_key)


def blind_under(texts: Iterable[str], key: Key) -> list[bytes]:
    return [digest[:LENGTH] for digest in key.suite.digests(key.secret, map(str.encode, texts))]
