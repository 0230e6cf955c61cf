"""The last checkpoint that was signed, in a store of its own: a backup that is brought back must not bring it back.

It is read and replaced by compare-and-swap, and lies outside the database and outside the log's folder.
"""

from dataclasses import dataclass
from pathlib import Path

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import Checkpoint, opened
from baigong.core.tlog.notes import Key, Note, note_of
from baigong.ground.log.files import only_one, replace_file


class SignedMeanwhile(Refusal):
    code = "log.signed_meanwhile"
    sentence = msgid("Another process has signed a checkpoint of this log meanwhile; nothing was signed. Begin again.")


@dataclass(frozen=True)
class Signed:
    """A file in a folder that the caller names."""

    path: Path

    def read(self) -> Note | None:
        return note_of(self.path.read_bytes()) if self.path.is_file() else None

    def checkpoint(self, log: Key) -> Checkpoint | None:
        note = self.read()
        return opened(note, log) if note else None

    def replace(self, old: Note | None, new: Note) -> None:
        with only_one(self.path.with_name(self.path.name + ".lock")):
            if self.read() != old:
                raise SignedMeanwhile
            replace_file(self.path, str(new).encode())
