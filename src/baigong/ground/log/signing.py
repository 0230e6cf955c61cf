"""Signing: only what was read back from the disk and reckoned anew, and only what grew from what was signed last."""

from collections.abc import Callable
from pathlib import Path

from baigong.core.tlog.checkpoints import Checkpoint
from baigong.core.tlog.merkle import consistency_proof, root_of
from baigong.core.tlog.notes import Note, signed
from baigong.core.tlog.witnessing import Submission
from baigong.ground.log.appending import Appender, NotGrown
from baigong.ground.log.reading import Tree
from baigong.ground.log.source import source_of
from baigong.ground.log.store import add, unfinished


def sign(appender: Appender, private: Callable[[bytes], bytes]) -> Note:
    """A checkpoint of all that was appended; the one signed last where nothing was. It is not published yet."""
    place = appender.place
    note, last = place.signed.read(), place.signed.checkpoint(place.log)
    add(place.folder, unfinished(appender.edge, appender.tail))
    checkpoint = Checkpoint(place.log.name, appender.edge.size, appender.edge.root)
    reread(place.folder, last, checkpoint)
    if note and last and last.size == checkpoint.size:
        return note
    new = signed(str(checkpoint), place.log, private)
    place.signed.replace(note, new)
    return new


def reread(folder: Path, last: Checkpoint | None, new: Checkpoint) -> None:
    """Every new entry and hash, from the disk: a bit that has flipped is found before it is signed for ever."""
    tree = Tree(source_of(str(folder)), new)
    if last and root_of(last.size, tree.node) != last.root:
        raise NotGrown(signed=last.size)
    for _ in tree.bundles(last.size if last else 0):
        continue


def submission(folder: Path, note: Note, checkpoint: Checkpoint, old: int) -> Submission:
    """What a witness is sent that has seen this log at size `old`."""
    tree = Tree(source_of(str(folder)), checkpoint)
    return Submission(old, tuple(consistency_proof(old, checkpoint.size, tree.node)), note)
