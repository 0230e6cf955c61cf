"""When witnesses first saw an entry, by the checkpoints that a log has published and keeps in `witnessed/`."""

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.merkle import root_of
from baigong.core.tlog.notes import Note
from baigong.core.tlog.policy import Policy
from baigong.core.tlog.proofs import opened_by, witnesses_of
from baigong.ground.log.reading import Altered, Tree, checkpoint_at
from baigong.ground.log.source import NotThere, Read, TooLarge
from baigong.ground.log.store import SIZES

LARGEST_LIST = 16_000_000


class Forked(Refusal):
    code = "log.forked"
    sentence = msgid(
        "The log has forked: its first %(size)s entries are not those that it signed before. "
        "Keep both checkpoints as evidence, and tell the log's owner and its witnesses."
    )


def first_covering(read: Read, policy: Policy, tree: Tree, index: int) -> tuple[int, Note] | None:
    """The earliest checkpoint that covers the entry and that enough witnesses saw: its size, and itself.

    None where the log has none. Raises NotSigned, Altered or Forked for a checkpoint that is not this log's.
    """
    for size in sizes_of(read):
        if index < size <= tree.size and (note := _stands(read, policy, tree, size)):
            return size, note
    return None


def note_of_size(read: Read, policy: Policy, tree: Tree, size: int) -> Note:
    """The published checkpoint of that size, held against the tree: one that it does not begin with proves a fork."""
    note = checkpoint_at(read, f"witnessed/{size}")
    checkpoint = opened_by(note, policy)
    if checkpoint.size != size:
        raise Altered(path=f"witnessed/{size}")
    if root_of(size, tree.node) != checkpoint.root:
        raise Forked(size=size)
    return note


def sizes_of(read: Read) -> list[int]:
    """Not every log keeps them; without them entries are as old as the monitor's next look at them."""
    try:
        listed = read(SIZES, LARGEST_LIST).split()
    except (NotThere, TooLarge):
        return []
    return sorted({int(size) for size in listed if size.isdigit() and len(size) < 20})


def _stands(read: Read, policy: Policy, tree: Tree, size: int) -> Note | None:
    """None where too few saw it, and where a short copy has no tile to hold it against: days end with full ones."""
    try:
        note = note_of_size(read, policy, tree, size)
    except NotThere:
        return None
    return note if policy.is_met_by(witnesses_of(note, policy)) else None
