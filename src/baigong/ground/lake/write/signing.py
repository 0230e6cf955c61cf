"""A package signed as it is written: its descriptor lists what the sender's log says, and a note vouches for that."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Protocol

from baigong.core.tlog.notes import Key, signed
from baigong.ground.lake.files.signed import NOTE, Statement


class Signer(Protocol):
    """Signs bytes; `key` is how others check it."""

    @property
    def key(self) -> Key: ...

    def __call__(self, message: bytes) -> bytes: ...


@dataclass(frozen=True)
class Signing:
    """Who signs and when, and the files of its log that go along, by their paths in the package."""

    signer: Signer
    at: datetime
    log: Mapping[str, bytes] = field(default_factory=dict)

    def lay_log(self, folder: Path) -> dict[str, str]:
        """Their hashes, for the descriptor."""
        for path, content in self.log.items():
            (folder / path).parent.mkdir(exist_ok=True)
            (folder / path).write_bytes(content)
        return {path: _digest(content) for path, content in self.log.items()}

    def lay_note(self, folder: Path, descriptor: bytes) -> None:
        statement = Statement(self.signer.key.name, _digest(descriptor), self.at)
        (folder / NOTE).write_bytes(str(signed(str(statement), self.signer.key, self.signer)).encode())


def _digest(content: bytes) -> str:
    return "sha256:" + sha256(content).hexdigest()
