"""`.tlog-proof` files (C2SP tlog-proof): that an entry is in a log, and witnesses saw it, for whoever is offline."""

from base64 import b64decode, b64encode
from binascii import Error
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import BadCheckpoint, Checkpoint, checkpoint_of, hash_of, opened
from baigong.core.tlog.cosignatures import witnessed_at
from baigong.core.tlog.hashing import leaf_hash
from baigong.core.tlog.notes import Note, NotSigned, note_of
from baigong.core.tlog.policy import Policy
from baigong.core.tlog.proving import is_included

FIRST = "c2sp.org/tlog-proof@v1"
MOST_HASHES = 63


class BadProof(Refusal):
    code = "tlog.bad_proof"
    sentence = msgid("This is no proof of a log entry; it begins with %(first)s. Ask for it again.")


class NotIncluded(Refusal):
    code = "tlog.not_included"
    sentence = msgid("The log's checkpoint does not hold this entry: it was never logged, or has been changed.")


class NotWitnessed(Refusal):
    code = "tlog.not_witnessed"
    sentence = msgid("Too few of the witnesses that you trust have seen this checkpoint; ask for a newer proof.")


@dataclass(frozen=True, slots=True)
class Proof:
    """`extra` is not covered by anything: it helps to find what was logged, and proves nothing."""

    index: int
    hashes: tuple[bytes, ...]
    checkpoint: Note
    extra: bytes = b""

    def __str__(self) -> str:
        extra = f"extra {b64encode(self.extra).decode()}\n" if self.extra else ""
        hashes = "".join(f"{b64encode(one).decode()}\n" for one in self.hashes)
        return f"{FIRST}\n{extra}index {self.index}\n{hashes}\n{self.checkpoint}"


@dataclass(frozen=True, slots=True)
class Proven:
    """What a proof shows: the checkpoint, and when which witness saw it, by their names in the policy."""

    checkpoint: Checkpoint
    witnessed: Mapping[str, datetime]


def proof_of(content: bytes) -> Proof:
    head, found, note = content.partition(b"\n\n")
    try:
        first, *lines = head.decode("ascii").split("\n")
    except UnicodeDecodeError:
        raise BadProof(first=FIRST) from None
    extra = lines.pop(0).removeprefix("extra ") if lines and lines[0].startswith("extra ") else ""
    index = lines.pop(0).removeprefix("index ") if lines and lines[0].startswith("index ") else ""
    is_number = index.isdigit() and (index == "0" or index[0] != "0") and len(index) < 20
    if first != FIRST or not found or not is_number or len(lines) > MOST_HASHES:
        raise BadProof(first=FIRST)
    try:
        hashes = tuple(hash_of(line) for line in lines)
        return Proof(int(index), hashes, note_of(note), b64decode(extra, validate=True))
    except (BadCheckpoint, Error, ValueError):
        raise BadProof(first=FIRST) from None


def proven(proof: Proof, entry: bytes, policy: Policy) -> Proven:
    """Refused unless a known log holds the entry and enough witnesses have seen it."""
    checkpoint = opened_by(proof.checkpoint, policy)
    holds = is_included(
        leaf_hash(entry), index=proof.index, size=checkpoint.size, proof=proof.hashes, root=checkpoint.root
    )
    if not holds:
        raise NotIncluded
    witnessed = witnesses_of(proof.checkpoint, policy)
    if not policy.is_met_by(witnessed):
        raise NotWitnessed
    return Proven(checkpoint, witnessed)


def opened_by(note: Note, policy: Policy) -> Checkpoint:
    """By the log of the policy whose origin it bears."""
    log = policy.logs.get(checkpoint_of(note.text).origin)
    if log is None:
        raise NotSigned
    return opened(note, log)


def witnesses_of(note: Note, policy: Policy) -> dict[str, datetime]:
    seen = ((name, witnessed_at(note, key)) for name, key in policy.witnesses.items())
    return {name: at for name, at in seen if at is not None}


def met_at(note: Note, policy: Policy) -> datetime | None:
    """When the last witness that the quorum needed saw it; None where the policy asks for none."""
    names: list[str] = []
    if not policy.quorum:
        return None
    for name, at in sorted(witnesses_of(note, policy).items(), key=lambda one: one[1]):
        names.append(name)
        if policy.is_met_by(names):
            return at
    return None
