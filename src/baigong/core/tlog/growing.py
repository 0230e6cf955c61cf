"""A tree that grows: only its edge is kept, full tiles are given away as they are filled."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from baigong.core.tlog.merkle import root_of_peaks
from baigong.core.tlog.tiles import WIDTH, Tile, perfect_root


@dataclass(frozen=True, slots=True)
class Filled:
    """A tile with its hashes one after another, as its file holds them."""

    tile: Tile
    content: bytes


class Edge:
    """The partial tiles of a tree, level by level; `edge[l]` are the hashes of its last, unfinished tile."""

    def __init__(self, size: int = 0, edge: Sequence[Sequence[bytes]] = ()) -> None:
        self.size = size
        self._levels = [list(hashes) for hashes in edge]
        if [len(level) for level in self._levels] != _widths(size):
            raise ValueError(f"this is no edge of a tree of {size}")

    def append(self, entries: Sequence[bytes]) -> Iterator[Filled]:
        """The tiles that became full; lazily, so the tree has grown only when all were taken."""
        for start in range(0, len(entries), WIDTH):
            part = entries[start : start + WIDTH]
            yield from self._add([sha256(b"\x00" + entry).digest() for entry in part])

    def partial(self) -> Iterator[Filled]:
        """The tiles of the edge as they are."""
        for level, hashes in enumerate(self._levels):
            if hashes:
                index = self.size >> 8 * (level + 1)
                yield Filled(Tile(level, index, len(hashes)), b"".join(hashes))

    @property
    def levels(self) -> list[tuple[bytes, ...]]:
        """What another edge can go on from."""
        return [tuple(hashes) for hashes in self._levels[: len(_widths(self.size))]]

    @property
    def root(self) -> bytes:
        """Joins the perfect subtrees of each level's unfinished tile, the highest level first."""
        return root_of_peaks(peak for hashes in reversed(self._levels) for peak in _peaks(hashes))

    def _add(self, leaves: list[bytes], level: int = 0) -> Iterator[Filled]:
        """No more than a tile's width at once, so that at most one tile becomes full at each level."""
        if level == 0:
            self.size += len(leaves)
        if level == len(self._levels):
            self._levels.append([])
        hashes = self._levels[level]
        hashes += leaves
        if len(hashes) < WIDTH:
            return
        full, rest = hashes[:WIDTH], hashes[WIDTH:]
        self._levels[level] = rest
        index = (self.size >> 8 * (level + 1)) - 1
        yield Filled(Tile(level, index), b"".join(full))
        yield from self._add([perfect_root(full)], level + 1)


def _peaks(hashes: Sequence[bytes]) -> Iterator[bytes]:
    at = 0
    for height in range(7, -1, -1):
        if len(hashes) >> height & 1:
            yield perfect_root(hashes[at : at + (1 << height)])
            at += 1 << height


def _widths(size: int) -> list[int]:
    """How many hashes the unfinished tile of each level has."""
    widths = []
    while size:
        widths.append(size % WIDTH)
        size //= WIDTH
    return widths
