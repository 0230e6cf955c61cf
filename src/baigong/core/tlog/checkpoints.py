"""Checkpoints (C2SP tlog-checkpoint): how large a log's tree is and what its root is, signed by the log."""

from base64 import b64decode, b64encode
from binascii import Error
from dataclasses import dataclass

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.hashing import SIZE
from baigong.core.tlog.notes import Key, Note, NotSigned, verified


class BadCheckpoint(Refusal):
    code = "tlog.bad_checkpoint"
    sentence = msgid("This is no checkpoint of a log: it has an origin, a size and a root hash, a line each.")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The text that is signed."""
        lines = (self.origin, str(self.size), b64encode(self.root).decode(), *self.extensions)
        return "".join(f"{line}\n" for line in lines)


def checkpoint_of(text: str) -> Checkpoint:
    """Of a note's text; who signed it is another question."""
    lines = text.removesuffix("\n").split("\n")
    if len(lines) < 3 or not all(lines) or not _is_decimal(lines[1]):
        raise BadCheckpoint
    origin, size, root, *extensions = lines
    return Checkpoint(origin, int(size), hash_of(root), tuple(extensions))


def opened(note: Note, log: Key) -> Checkpoint:
    """What a log said: signed by its key, under its own origin."""
    verified(note, [log])
    checkpoint = checkpoint_of(note.text)
    if checkpoint.origin != log.name:
        raise NotSigned
    return checkpoint


def hash_of(written: str) -> bytes:
    try:
        found = b64decode(written, validate=True)
    except (Error, ValueError):
        raise BadCheckpoint from None
    if len(found) != SIZE or b64encode(found).decode() != written:
        raise BadCheckpoint
    return found


def _is_decimal(written: str) -> bool:
    return written.isascii() and written.isdigit() and (written == "0" or written[0] != "0") and len(written) < 20
