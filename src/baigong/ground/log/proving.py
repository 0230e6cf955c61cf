"""Proofs that an entry is in a log, for whoever is offline (C2SP tlog-proof)."""

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import Checkpoint
from baigong.core.tlog.hashing import leaf_hash
from baigong.core.tlog.merkle import inclusion_proof
from baigong.core.tlog.notes import Note
from baigong.core.tlog.proofs import Proof
from baigong.core.tlog.tiles import WIDTH, Tile
from baigong.ground.log.reading import Tree
from baigong.ground.log.source import Read


class NotInLog(Refusal):
    code = "log.not_in_log"
    sentence = msgid("The log has no such entry: its checkpoint counts %(size)s. Ask again when it has grown.")


def prove(read: Read, note: Note, checkpoint: Checkpoint, index: int) -> Proof:
    if not 0 <= index < checkpoint.size:
        raise NotInLog(size=checkpoint.size)
    tree = Tree(read, checkpoint)
    return Proof(index, tuple(inclusion_proof(index, checkpoint.size, tree.node)), note)


def index_of(read: Read, checkpoint: Checkpoint, entry: bytes) -> int:
    """Where an entry stands first; looked for from the end, since what is asked for is mostly new."""
    tree, wanted = Tree(read, checkpoint), leaf_hash(entry)
    for number in range(-(-tree.size // WIDTH) - 1, -1, -1):
        hashes = list(tree.hashes(Tile(0, number, min(WIDTH, tree.size - number * WIDTH))))
        if wanted in hashes:
            return number * WIDTH + hashes.index(wanted)
    raise NotInLog(size=checkpoint.size)
