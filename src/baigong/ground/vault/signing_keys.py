"""The keys a node signs with: private Ed25519 seeds, each sealed under the node's keyring in a file of its own.

Whoever signs sees a `KeyStore` and what it hands out, never a seed: a device that keeps its keys to itself fits behind.
"""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.notes import ED25519, Key
from baigong.ground.vault.keyring import Keyring, Random
from baigong.ground.vault.sealing import HEAD, Altered, head_of, opened, sealed

SEED = 32
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


class NoSigningKey(Refusal):
    code = "vault.no_signing_key"
    sentence = msgid("This node has no signing key “%(name)s”; bring back the folder “signing” that belongs to it.")


class Signer(Protocol):
    """Signs bytes; `key` is how others check it."""

    @property
    def key(self) -> Key: ...

    def __call__(self, message: bytes) -> bytes: ...


class KeyStore(Protocol):
    def names(self) -> list[str]: ...

    def note_key(self, name: str, as_name: str, random: Random, *, kind: int = ED25519) -> Signer: ...

    def public(self, name: str) -> bytes: ...


@dataclass(frozen=True)
class NoteKey:
    key: Key
    private: Ed25519PrivateKey = field(repr=False)

    def __call__(self, message: bytes) -> bytes:
        return self.private.sign(message)


@dataclass(frozen=True)
class SigningKeys:
    """By name, such as `log-2026`, `package`, `trust`. Whoever loses the folder or the keyring has lost the keys."""

    folder: Path
    keyring: Keyring

    def names(self) -> list[str]:
        return sorted(path.name for path in self.folder.glob("*") if NAME.fullmatch(path.name))

    def note_key(self, name: str, as_name: str, random: Random, *, kind: int = ED25519) -> NoteKey:
        """The key as notes know it; made on first asking. Two makers end up with one."""
        if not self._path(name).is_file():
            self._make(name, random)
        private = self._private(name)
        return NoteKey(Key(as_name, kind, private.public_key().public_bytes_raw()), private)

    def public(self, name: str) -> bytes:
        return self._private(name).public_key().public_bytes_raw()

    def sealed_under(self) -> list[int]:
        """The ids of the keyring's keys that these lie under, one for each of them."""
        return [head_of(self._path(name).read_bytes()[:HEAD]).key for name in self.names()]

    def reseal(self, random: Random) -> int:
        """Under the keyring's newest key; how many lay under another."""
        late = [
            name for name, key in zip(self.names(), self.sealed_under(), strict=True) if key != self.keyring.current
        ]
        for name in late:
            self._beside(name, self._seed(name), random).rename(self._path(name))
        if late:
            _settle(self.folder)
        return len(late)

    def _make(self, name: str, random: Random) -> None:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = self._beside(name, random(SEED), random)
        try:
            os.link(beside, self._path(name))
        except FileExistsError:
            pass
        finally:
            beside.unlink()
        _settle(self.folder)

    def _private(self, name: str) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self._seed(name))

    def _seed(self, name: str) -> bytes:
        path = self._path(name)
        if not path.is_file():
            raise NoSigningKey(name=name)
        seed = bytes.fromhex(opened(path.read_bytes(), place=_place(name), keyring=self.keyring))
        if len(seed) != SEED:
            raise Altered
        return seed

    def _beside(self, name: str, seed: bytes, random: Random) -> Path:
        """Whole and on the disk, under a name that is no key's."""
        content = sealed(seed.hex(), place=_place(name), keyring=self.keyring, random=random)
        beside = self.folder / f".{name}.{os.getpid()}.{random(4).hex()}"
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return beside

    def _path(self, name: str) -> Path:
        if not NAME.fullmatch(name):
            raise NoSigningKey(name=name)
        return self.folder / name


def _place(name: str) -> str:
    """What the seal vouches for: a key put under another's name does not open."""
    return f"vault.signing/{name}"


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
