"""Proofs that an entry is in a log, for whoever is offline (C2SP tlog-proof)."""

from baigong.core.credentials.paths import Path, path_in
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import Checkpoint
from baigong.core.tlog.entries import Issued, written
from baigong.core.tlog.hashing import leaf_hash
from baigong.core.tlog.merkle import inclusion_proof
from baigong.core.tlog.notes import Note
from baigong.core.tlog.policy import Policy
from baigong.core.tlog.proofs import Proof
from baigong.core.tlog.tiles import WIDTH, Tile
from baigong.ground.log.reading import Tree
from baigong.ground.log.source import Read
from baigong.ground.log.witnessed import first_covering


class NotInLog(Refusal):
    code = "log.not_in_log"
    sentence = msgid("The log has no such entry: its checkpoint counts %(size)s. Ask again when it has grown.")


class NotSealed(Refusal):
    code = "log.not_sealed_yet"
    sentence = msgid("The tile of entry %(index)s is not full yet; a path to it can be printed when the day is sealed.")


def prove(read: Read, note: Note, checkpoint: Checkpoint, index: int, *, policy: Policy | None = None) -> Proof:
    """By the earliest published checkpoint that covers the entry and that the policy's witnesses saw.

    By the given one where there is none, or no policy says who is enough. `extra` is the entry itself.
    """
    if not 0 <= index < checkpoint.size:
        raise NotInLog(size=checkpoint.size)
    tree = Tree(read, checkpoint)
    earlier = first_covering(read, policy, tree, index) if policy else None
    size, earliest = earlier or (checkpoint.size, note)
    # The larger tree has every node of the smaller one, whose partial tiles may be gone by now.
    return Proof(index, tuple(inclusion_proof(index, size, tree.node)), earliest, tree.entry(index))


def path_to(read: Read, checkpoint: Checkpoint, entry: Issued) -> Path:
    """What is printed with the certificate of this entry, whose last commitment is the token's."""
    return path_at(read, checkpoint, index_of(read, checkpoint, written(entry)), entry)


def path_at(read: Read, checkpoint: Checkpoint, index: int, entry: Issued) -> Path:
    """The same, where it is known at which place the entry stands."""
    if index // WIDTH >= checkpoint.size // WIDTH:
        raise NotSealed(index=f"{index:,}")
    return path_in(index, entry.forms[-1], Tree(read, checkpoint).node)


def index_of(read: Read, checkpoint: Checkpoint, entry: bytes) -> int:
    """Where an entry stands first; looked for from the end, since what is asked for is mostly new."""
    tree, wanted = Tree(read, checkpoint), leaf_hash(entry)
    for number in range(-(-tree.size // WIDTH) - 1, -1, -1):
        hashes = list(tree.hashes(Tile(0, number, min(WIDTH, tree.size - number * WIDTH))))
        if wanted in hashes:
            return number * WIDTH + hashes.index(wanted)
    raise NotInLog(size=checkpoint.size)
