"""The node's logs, one a year: where each lies, and the key that it is signed with."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from json import dumps, loads
from pathlib import Path

from django.conf import settings

from baigong.apps.transparency.models import Entry
from baigong.apps.transparency.refusals import OtherLogKey, StoreMissing
from baigong.core.tlog.checkpoints import Checkpoint, checkpoint_of, hash_of
from baigong.core.tlog.notes import Key, Note, key_of, note_of
from baigong.ground.log.appending import Item, Place
from baigong.ground.log.files import only_one, replace_file
from baigong.ground.log.signed import Signed
from baigong.ground.log.store import CHECKPOINT
from baigong.ground.node.home import Home
from baigong.ground.vault.keyring import kept_keyring
from baigong.ground.vault.signing_keys import NoSigningKey, Signer, SigningKeys


@dataclass(frozen=True)
class Logs:
    """`address` is where the node is reached; `random` gives so many random bytes."""

    home: Home
    keys: SigningKeys
    address: str
    random: Callable[[int], bytes]
    is_demo: bool = False

    def years(self) -> list[int]:
        """Of the logs that were begun, the first first."""
        return sorted(int(path.stem) for path in self.home.log_signed.glob("*.key") if path.stem.isdigit())

    def folder(self, year: int) -> Path:
        return self.home.transparency / str(year)

    def place(self, year: int) -> Place:
        return Place(
            self.folder(year), self.home.transparency / f"{year}.index", self.signed(year), self.public_key(year)
        )

    def signed(self, year: int) -> Signed:
        return Signed(self.home.log_signed / str(year))

    def public_key(self, year: int) -> Key:
        return key_of(self._key_file(year).read_text("utf-8"))

    def url(self, year: int) -> str:
        return f"{self.address}/log/{year}"

    def signer(self, year: int) -> Signer:
        """Of a log that was begun; another key than the one it was begun with signs nothing."""
        log, name = self.public_key(year), _key_name(year)
        if name not in self.keys.names():
            raise NoSigningKey(name=name)
        signer = self.keys.note_key(name, log.name, self.random)
        if signer.key != log:
            raise OtherLogKey(year=year)
        return signer

    def begin(self, year: int) -> None:
        """A year's log gets its name and its key, once and for ever."""
        with only_one(self.home.log_signed / f"{year}.key.lock"):
            if not self._key_file(year).is_file():
                if self.folder(year).exists() or Entry.objects.filter(shard=year).exists():
                    raise StoreMissing(year=year)
                replace_file(self._key_file(year), f"{self._made_key(year)}\n".encode())

    def key_ahead(self, year: int) -> Key:
        """Of a log that need not have begun yet: others name its key before they meet it."""
        return self.public_key(year) if self._key_file(year).is_file() else self._made_key(year)

    def published(self, year: int) -> Note | None:
        """The checkpoint as everybody sees it."""
        path = self.folder(year) / CHECKPOINT
        return note_of(path.read_bytes()) if path.is_file() else None

    @contextmanager
    def publishing(self, year: int) -> Iterator[None]:
        """One at a time: what was signed first may be witnessed last."""
        with only_one(self.home.transparency / f"{year}.publishing.lock"):
            yield

    def published_size(self, year: int) -> int:
        note = self.published(year)
        return checkpoint_of(note.text).size if note else 0

    def published_at(self, year: int) -> datetime | None:
        """By the node's own clock; witnesses say it by theirs."""
        path = self.folder(year) / CHECKPOINT
        return datetime.fromtimestamp(path.stat().st_mtime, UTC) if path.is_file() else None

    def end(self, year: int, checkpoint: Checkpoint) -> None:
        told = {"size": checkpoint.size, "root": _base64(checkpoint)}
        replace_file(self._end_file(year), dumps(told).encode())

    def final(self, year: int) -> Checkpoint | None:
        """The last checkpoint of a year that is over; None where it goes on."""
        if not self._end_file(year).is_file():
            return None
        told = loads(self._end_file(year).read_bytes())
        return Checkpoint(self.public_key(year).name, told["size"], hash_of(told["root"]))

    def is_kept(self, year: int) -> bool:
        """Whether what was signed last is there, where anything was published."""
        return self.signed(year).path.is_file() or not self.published_size(year)

    def _made_key(self, year: int) -> Key:
        name = f"{self.address.split('://', 1)[-1]}/log/{year}"
        return self.keys.note_key(_key_name(year), name, self.random).key

    def _key_file(self, year: int) -> Path:
        return self.home.log_signed / f"{year}.key"

    def _end_file(self, year: int) -> Path:
        return self.home.log_signed / f"{year}.final"


def logs_here() -> Logs:
    """Of the node whose settings these are."""
    told = settings.NODE
    keyring = kept_keyring(told.home.keyring, os.urandom, profile=told.profile)
    return Logs(told.home, SigningKeys(told.home.signing, keyring), told.address, os.urandom, told.is_demo)


def item_of(row: Entry) -> Item:
    """Under its key and its content: were the records brought back older than the log, a key that came into use again
    for something else would not pass for what was logged under it."""
    entry = bytes(row.entry)
    return Item(sha256(row.key.encode() + b"\0" + entry).digest(), entry)


def _key_name(year: int) -> str:
    return f"log-{year}"


def _base64(checkpoint: Checkpoint) -> str:
    return str(checkpoint).splitlines()[2]
