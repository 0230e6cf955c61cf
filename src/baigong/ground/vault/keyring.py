"""The keys of a node, in one file outside its database."""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.vault.suites import SUITES, Profile, Suite

Random = Callable[[int], bytes]


class BadKeyring(Refusal):
    code = "vault.bad_keyring"
    sentence = msgid("“%(name)s” holds no keyring of baigong; bring back your own with “baigong keys import”.")


class OtherNode(Refusal):
    code = "vault.other_node"
    sentence = msgid(
        "These keys are another node's, and this one holds records under its own; bring them into an empty node."
    )


@dataclass(frozen=True)
class Key:
    """`id` tells it from the others of its kind; a value or an index bears the id, never the key."""

    id: int
    profile: Profile
    secret: bytes

    @property
    def suite(self) -> Suite:
        return SUITES[self.profile]

    @property
    def fingerprint(self) -> str:
        return sha256(b"baigong key " + self.secret).hexdigest()[:16]


@dataclass(frozen=True)
class Keyring:
    """Sealing keys, of which the newest seals; index keys, of which `index` is in use. Old ones open old values."""

    sealing: Mapping[int, Key]
    indexing: Mapping[int, Key]
    index: int

    @property
    def current(self) -> int:
        return max(self.sealing)

    @property
    def profile(self) -> Profile:
        return self.sealing[self.current].profile

    @property
    def index_key(self) -> Key:
        return self.indexing[self.index]

    @cached_property
    def index_id(self) -> str:
        """How packages name the key under which their persons are keyed."""
        return self.index_key.fingerprint

    def index_named(self, fingerprint: str) -> int | None:
        return next((key.id for key in self.indexing.values() if key.fingerprint == fingerprint), None)

    def with_sealing_key(self, random: Random, *, profile: Profile) -> "Keyring":
        key = Key(self.current + 1, profile, random(SUITES[profile].size))
        return replace(self, sealing={**self.sealing, key.id: key})

    def with_index_key(self, random: Random, *, profile: Profile) -> "Keyring":
        """The new key waits until everything is indexed under it."""
        key = Key(max(self.indexing) + 1, profile, random(32))
        return replace(self, indexing={**self.indexing, key.id: key})

    def indexed_by(self, index: int) -> "Keyring":
        return replace(self, index=index)

    def without(self, *, sealing: frozenset[int] = frozenset(), indexing: frozenset[int] = frozenset()) -> "Keyring":
        """Keys that nothing bears any more; those in use always stay."""
        return Keyring(
            {id: key for id, key in self.sealing.items() if id not in sealing or id == self.current},
            {id: key for id, key in self.indexing.items() if id not in indexing or id == self.index},
            self.index,
        )


def fresh_keyring(random: Random, *, profile: Profile = "international") -> Keyring:
    sealing = Key(1, profile, random(SUITES[profile].size))
    return Keyring({1: sealing}, {1: Key(1, profile, random(32))}, 1)


def merged(own: Keyring, given: Keyring) -> Keyring:
    """Our keys and the others that were given; two different keys of one number are of two nodes, and do not mix."""
    for ours, theirs in ((own.sealing, given.sealing), (own.indexing, given.indexing)):
        if any(ours[id] != theirs[id] for id in ours.keys() & theirs.keys()):
            raise OtherNode
    return Keyring({**given.sealing, **own.sealing}, {**given.indexing, **own.indexing}, own.index)


def as_text(keyring: Keyring) -> str:
    kinds = {"sealing": keyring.sealing, "indexing": keyring.indexing}
    told: dict[str, Any] = {
        kind: [{"id": key.id, "profile": key.profile, "secret": key.secret.hex()} for key in keys.values()]
        for kind, keys in kinds.items()
    }
    return json.dumps({**told, "index": keyring.index})


def from_text(text: str, *, name: str = "keyring.json") -> Keyring:
    try:
        told = json.loads(text)
        keyring = Keyring(_keys(told["sealing"]), _keys(told["indexing"]), told["index"])
        sizes = [len(key.secret) == key.suite.size for key in keyring.sealing.values()]
        if not sizes or not all(sizes) or keyring.index not in keyring.indexing:
            raise ValueError
    except (ValueError, KeyError, TypeError):
        raise BadKeyring(name=name) from None
    return keyring


def _keys(told: list[dict[str, Any]]) -> dict[int, Key]:
    return {one["id"]: Key(one["id"], one["profile"], bytes.fromhex(one["secret"])) for one in told}


def read_keyring(path: Path) -> Keyring:
    return from_text(path.read_text("utf-8"), name=str(path))


def write_keyring(keyring: Keyring, path: Path) -> None:
    """In one step and for good: a power failure leaves the old file or the new one."""
    beside = _written_beside(keyring, path)
    beside.rename(path)
    _settle(path.parent)


def kept_keyring(path: Path, random: Random, *, profile: Profile = "international") -> Keyring:
    """The keyring in the file; a fresh one where there is none. Two makers end up with one."""
    if not path.exists():
        beside = _written_beside(fresh_keyring(random, profile=profile), path)
        try:
            os.link(beside, path)
        except FileExistsError:
            pass
        finally:
            beside.unlink()
        _settle(path.parent)
    return read_keyring(path)


def _written_beside(keyring: Keyring, path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(as_text(keyring))
        file.flush()
        os.fsync(file.fileno())
    return beside


def _settle(folder: Path) -> None:
    """A name is on the disk once its folder is."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
