"""The index beside a log, made anew from the log's own files, held against what was signed last.

What nobody signed is taken from the files only where the records know it: the index decides what is signed next, and
nobody may slip an entry in by way of a lost one.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.growing import Edge
from baigong.core.tlog.hashing import leaf_hash
from baigong.core.tlog.tiles import WIDTH, BadBundle, BadTile, Tile, bundle_path, hashes_in, unbundled
from baigong.ground.log.appending import Appender, NotGrown, Place
from baigong.ground.log.files import Rewritten, only_one
from baigong.ground.log.index import Index, opened_index
from baigong.ground.log.reading import Altered, Tree
from baigong.ground.log.source import LARGEST, NotThere, Read, source_of
from baigong.ground.log.store import grown

FRESH, ASIDE = ".fresh", ".damaged"
PARTS = ("", "-wal", "-shm")  # the files of one database

# Where a bundle begins, and its entries; for each its key, b"" if it needs none, None if nobody knows it.
Keys = Callable[[int, Sequence[bytes]], Sequence[bytes | None]]


class IndexSound(Refusal):
    code = "log.index_sound"
    sentence = msgid("The index beside the log is in order and belongs to it; nothing was done.")


class UnknownEntry(Refusal):
    code = "log.unknown_entry"
    sentence = msgid(
        "Beyond what was signed last, the log's files have an entry %(number)s that the records do not know; no index "
        "was made. Bring back the folder of the log from a copy that you trust."
    )


def rebuild(place: Place, keys: Keys) -> int:
    """How far the log goes by its files. Whatever index was there is laid aside; a sound one is refused."""
    with only_one(place.index.with_name(place.index.name + ".lock")):
        if _is_sound(place):
            raise IndexSound
        fresh = place.index.with_name(place.index.name + FRESH)
        _remove(fresh)
        with opened_index(fresh) as index:
            size = _filled(index, place, keys)
        for part in PARTS:
            _lay_aside(place.index, part)
        os.replace(fresh, place.index)
    return size


def _is_sound(place: Place) -> bool:
    if not place.index.is_file():
        return False
    try:
        with opened_index(place.index) as index:
            Appender(place, index)
    except (Refusal, sqlite3.DatabaseError):
        return False
    return True


def _filled(index: Index, place: Place, keys: Keys) -> int:
    read, signed = source_of(str(place.folder)), place.signed.checkpoint(place.log)
    edge, tail = Edge(), list[bytes]()
    try:
        if signed and signed.size:
            tree = Tree(read, signed)
            for start, entries in tree.bundles():
                index.know(start, keys(start, entries))
            edge, tail = tree.edge, entries if len(entries) < WIDTH else []
    except (Altered, BadBundle, NotThere):
        raise NotGrown(signed=signed.size if signed else 0) from None
    for entries in _beyond(read, edge, tail):
        start = edge.size
        index.know(start, _known(start, keys(start, entries)))
        _, tail = grown(edge, tail, entries)
    index.reach(edge, tail)
    return edge.size


def _beyond(read: Read, edge: Edge, tail: Sequence[bytes]) -> Iterator[list[bytes]]:
    """What was written and not signed any more: each bundle that has its tile beside it, as wide as both are."""
    number, settled = edge.size // WIDTH, list(tail)
    while entries := _bundle(read, number, len(settled)):
        if entries[: len(settled)] != settled:
            raise Rewritten(path=bundle_path(number))
        yield entries[len(settled) :]
        if len(entries) < WIDTH:
            return
        number, settled = number + 1, []


def _bundle(read: Read, number: int, least: int) -> list[bytes]:
    """The widest that holds; none beyond what is settled: nothing."""
    for width in range(WIDTH, least, -1):
        tile = Tile(0, number, width)
        try:
            entries = unbundled(read(bundle_path(number, width), LARGEST))
            if [leaf_hash(entry) for entry in entries] == hashes_in(tile, read(tile.path, LARGEST)):
                return entries
        except (NotThere, BadBundle, BadTile):
            continue
    return []


def _known(start: int, keys: Sequence[bytes | None]) -> Sequence[bytes]:
    known = [key for key in keys if key is not None]
    if len(known) < len(keys):
        raise UnknownEntry(number=start + list(keys).index(None))
    return known


def _lay_aside(index: Path, part: str) -> None:
    """What is damaged is kept to be looked at. A journal of the old file must never be taken for the new one's."""
    if (old := Path(f"{index}{part}")).exists():
        os.replace(old, f"{index}{ASIDE}{part}")


def _remove(index: Path) -> None:
    for part in PARTS:
        Path(f"{index}{part}").unlink(missing_ok=True)
