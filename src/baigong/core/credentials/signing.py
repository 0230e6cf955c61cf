"""Who signs, and whose signatures are believed on which day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Protocol

from baigong.core.credentials.refusals import Altered, ExpiredKey, UnknownIssuer
from baigong.core.credentials.suites import ED25519, Holds, Sign, Suite


class Signer(Protocol):
    """A private key that stays where it is: in a file, or in a device."""

    @property
    def kid(self) -> str: ...
    @property
    def suite(self) -> Suite: ...
    @property
    def public(self) -> bytes: ...
    @property
    def sign(self) -> Sign: ...


@dataclass(frozen=True)
class HeldKey:
    """A signer whose private key is at hand."""

    kid: str
    private: bytes
    suite: Suite = ED25519

    @cached_property
    def public(self) -> bytes:
        return self.suite.public_of(self.private)

    @cached_property
    def sign(self) -> Sign:
        return self.suite.signer(self.private)

    def __repr__(self) -> str:
        return f"HeldKey({self.kid!r})"  # a traceback never shows the private half


@dataclass(frozen=True)
class Key:
    """A public key, and its first and last day as its owner's, which trust data says and no DID document."""

    kid: str  # a DID URL
    public: bytes
    since: date = date.min
    until: date = date.max
    suite: Suite = ED25519

    @cached_property
    def owner(self) -> str:
        return self.kid.partition("#")[0]

    @cached_property
    def holds(self) -> Holds:
        return self.suite.verifier(self.public)


Keys = Mapping[str, Key]


def key_of(keys: Keys, kid: str) -> Key:
    """Raises UnknownIssuer for a key that the trust data does not name."""
    key = keys.get(kid)
    if key is None:
        raise UnknownIssuer(kid=kid[:200])
    return key


def proven(key: Key, *, signature: bytes, message: bytes) -> None:
    """Raises Altered unless the key has signed this message."""
    if not key.holds(signature, message):
        raise Altered


def owned(key: Key, *, owner: str, on: date) -> None:
    """Raises UnknownIssuer if the key is another's, ExpiredKey if it was not yet or no longer the owner's that day."""
    if key.owner != owner:
        raise UnknownIssuer(kid=key.kid)
    if not key.since <= on <= key.until:
        raise ExpiredKey(kid=key.kid, day=on)
