"""Appending: each entry once by its key, its place settled first, then its tiles; resumed wherever it was cut off."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.growing import Edge
from baigong.core.tlog.notes import Key
from baigong.core.tlog.tiles import WIDTH, BadBundle
from baigong.ground.log.files import only_one
from baigong.ground.log.index import Index, opened_index
from baigong.ground.log.reading import Altered, Tree
from baigong.ground.log.signed import Signed
from baigong.ground.log.source import NotThere, source_of
from baigong.ground.log.store import add, grown

AT_ONCE = 256 * WIDTH  # each time waits twice for the disk, so not less


class NotGrown(Refusal):
    code = "log.not_grown"
    sentence = msgid(
        "The log on the disk did not grow from the checkpoint of %(signed)s entries that was signed last; "
        "nothing is appended or signed. Bring back the folder and the index that belong to it."
    )


class OlderThanSigned(Refusal):
    code = "log.older_than_signed"
    sentence = msgid(
        "A checkpoint of %(signed)s entries was signed, but this copy of the log has %(size)s: it is an older one. "
        "Bring back the newer folder and index; if only the index is lost, make it anew with “baigong log reindex”. "
        "Nothing was appended or signed."
    )


@dataclass(frozen=True)
class Place:
    """Where a log lies: its served folder, its index beside it, and, apart from both, what was signed last."""

    folder: Path
    index: Path
    signed: Signed
    log: Key


@dataclass(frozen=True, slots=True)
class Item:
    """`key` is what makes it one of a kind; none: it may stand there any number of times."""

    key: bytes
    entry: bytes


class Appender:
    def __init__(self, place: Place, index: Index) -> None:
        self.place = place
        self._index = index
        self.edge, self.tail = index.reached()
        waiting = index.waiting()
        settled = self.edge.size + sum(len(entries) for _, entries in waiting)
        _refuse_unless_newest(place, settled)
        for start, entries in waiting:
            self._write(start, entries)

    def append(self, items: Sequence[Item]) -> list[int]:
        """Where each stands; one whose key is known stands where it stood."""
        places: list[int] = []
        for start in range(0, len(items), AT_ONCE):
            places += self._append(items[start : start + AT_ONCE])
        return places

    def _append(self, items: Sequence[Item]) -> list[int]:
        start = self.edge.size
        if self._index.settle(start, [item.key for item in items], [item.entry for item in items]):
            self._write(start, [item.entry for item in items])
            return list(range(start, self.edge.size))
        return self._append_some(items)

    def _append_some(self, items: Sequence[Item]) -> list[int]:
        """Where some are known already, or stand twice among these."""
        known = self._index.places({item.key for item in items if item.key})
        places: list[int] = []
        new: list[Item] = []
        for item in items:
            place = known.get(item.key, self.edge.size + len(new))
            if place == self.edge.size + len(new):
                new.append(item)
                known.update({item.key: place} if item.key else {})
            places.append(place)
        if new:
            self._append(new)
        return places

    def _write(self, start: int, entries: Sequence[bytes]) -> None:
        """Of entries that are settled: nothing of it depends on anything but them."""
        entries = entries[self.edge.size - start :]
        edge = Edge(self.edge.size, self.edge.levels)
        files, tail = grown(edge, self.tail, entries)
        add(self.place.folder, files)
        self._index.reach(edge, tail)
        self.edge, self.tail = edge, tail


@contextmanager
def appending(place: Place) -> Iterator[Appender]:
    """One at a time: a second appender waits until the first is done."""
    with only_one(place.index.with_name(place.index.name + ".lock")), opened_index(place.index) as index:
        yield Appender(place, index)


def _refuse_unless_newest(place: Place, size: int) -> None:
    """What was signed last must still be in the index and lie in the folder, at least its edge and its last entries."""
    signed = place.signed.checkpoint(place.log)
    if not signed or not signed.size:
        return
    if signed.size > size:
        raise OlderThanSigned(signed=signed.size, size=size)
    try:
        Tree(source_of(str(place.folder)), signed).bundle((signed.size - 1) // WIDTH)
    except (Altered, BadBundle, NotThere):
        raise NotGrown(signed=signed.size) from None
