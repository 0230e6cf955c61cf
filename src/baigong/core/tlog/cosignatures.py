"""Cosignatures (C2SP tlog-cosignature, Ed25519): a witness saw a checkpoint, grown from all before, at a time."""

from collections.abc import Callable
from datetime import UTC, datetime

from baigong.core.tlog.notes import Key, Note, Signature, holds

LONGEST = 1 << 63


def cosigned(note: Note, witness: Key, at: datetime, sign: Callable[[bytes], bytes]) -> Signature:
    """`witness` is a key of the cosignature kind; `sign` signs with its private half."""
    seconds = int(at.timestamp())
    return Signature(witness.name, witness.id, seconds.to_bytes(8, "big") + sign(_message(note.text, seconds)))


def witnessed_at(note: Note, witness: Key) -> datetime | None:
    """When the witness says that it saw it; None if it did not, or what it signed was something else."""
    for one in note.by(witness):
        seconds = int.from_bytes(one.value[:8], "big")
        if (
            len(one.value) == 72
            and seconds < LONGEST
            and holds(witness.public, one.value[8:], _message(note.text, seconds))
        ):
            return _instant(seconds)
    return None


def _message(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _instant(seconds: int) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
