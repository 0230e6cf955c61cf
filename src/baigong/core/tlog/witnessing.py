"""What a witness answers to a checkpoint (C2SP tlog-witness, `add-checkpoint`); who keeps its state does so at once."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import BadCheckpoint, Checkpoint, checkpoint_of, hash_of, opened
from baigong.core.tlog.hashing import EMPTY_ROOT
from baigong.core.tlog.notes import Key, Note, note_of
from baigong.core.tlog.proving import is_consistent

MOST_LINES = 63
Answer = Literal[200, 400, 403, 404, 409, 422]


class BadRequest(Refusal):
    code = "tlog.bad_request"
    sentence = msgid("A witness is sent “old” and a size, the lines of a proof, an empty line, and a checkpoint.")


@dataclass(frozen=True, slots=True)
class Submission:
    """A checkpoint that is to be cosigned, with the proof that it grew from the one of size `old`."""

    old: int
    proof: tuple[bytes, ...]
    note: Note

    def __str__(self) -> str:
        lines = "".join(f"{b64encode(one).decode()}\n" for one in self.proof)
        return f"old {self.old}\n{lines}\n{self.note}"


@dataclass(frozen=True, slots=True)
class Seen:
    """The largest checkpoint of a log that the witness has cosigned."""

    size: int = 0
    root: bytes = EMPTY_ROOT


def submission_of(content: bytes) -> Submission:
    head, found, note = content.partition(b"\n\n")
    first, *lines = head.decode("utf-8", "replace").split("\n")
    size = first.removeprefix("old ")
    is_number = size.isascii() and size.isdigit() and (size == "0" or size[0] != "0") and len(size) < 20
    if not found or not first.startswith("old ") or not is_number or len(lines) > MOST_LINES:
        raise BadRequest
    try:
        return Submission(int(size), tuple(hash_of(line) for line in lines), note_of(note))
    except BadCheckpoint:
        raise BadRequest from None


def answer_to(submission: Submission, log: Key | None, seen: Seen) -> tuple[Answer, Checkpoint | None]:
    """The status to answer with; 200 with the checkpoint to keep and cosign. `log` is the key known for its origin."""
    if log is None:
        return 404, None
    try:
        checkpoint = opened(submission.note, log)
    except Refusal:
        return 403, None
    if submission.old > checkpoint.size:
        return 400, None
    if submission.old != seen.size:
        return 409, None
    if submission.old == checkpoint.size and seen.root != checkpoint.root and seen.size:
        return 409, None
    if not _grew(seen, checkpoint, submission.proof):
        return 422, None
    return 200, checkpoint


def origin_of(submission: Submission) -> str:
    return checkpoint_of(submission.note.text).origin


def _grew(seen: Seen, checkpoint: Checkpoint, proof: Sequence[bytes]) -> bool:
    sizes = {"old": seen.size, "new": checkpoint.size}
    return is_consistent(**sizes, old_root=seen.root, new_root=checkpoint.root, proof=proof)
