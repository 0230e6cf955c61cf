"""Reading a log: each tile and each bundle is held against the checkpoint before anything is made of it."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from hashlib import sha256

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.checkpoints import Checkpoint
from baigong.core.tlog.growing import Edge
from baigong.core.tlog.hashing import LEAF, SIZE
from baigong.core.tlog.merkle import Node
from baigong.core.tlog.notes import Note, note_of
from baigong.core.tlog.tiles import (
    WIDTH,
    Tile,
    bundle_path,
    hashes_in,
    nodes_in,
    perfect_root,
    tile_with,
    tiles_of,
    unbundled,
)
from baigong.ground.log.source import LARGEST, NotThere, Read

KEPT = 64  # tiles in memory: half a megabyte of hashes; whoever reads from end to end asks for each once
LARGEST_CHECKPOINT = 100_000


class Altered(Refusal):
    code = "log.altered"
    sentence = msgid("%(path)s is not what the log's checkpoint says; it was changed, or is damaged.")


def checkpoint_at(read: Read, path: str = "checkpoint") -> Note:
    return note_of(read(path, LARGEST_CHECKPOINT))


class Tree:
    """The tree of a checkpoint, whose signature is checked by whoever gives it.

    It reads no more than it is asked for: of a sealed log, whose last tile is full, tiles from level 1 up are enough
    to open it and to give every node from there up.
    """

    def __init__(self, read: Read, checkpoint: Checkpoint) -> None:
        self.size = checkpoint.size
        self._read = read
        self._kept: OrderedDict[Tile, Sequence[bytes]] = OrderedDict()
        self._edge = {tile: self._fetched(tile) for tile in tiles_of(self.size)}
        levels = [self._edge.get(_partial(self.size, level), []) for level in range(_height(self.size))]
        self.edge = Edge(self.size, levels)
        if self.edge.root != checkpoint.root:
            raise Altered(path=", ".join(tile.path for tile in self._edge) or "checkpoint")

    @property
    def node(self) -> Node:
        return nodes_in(self.size, self.hashes)

    def hashes(self, tile: Tile, likely: Sequence[bytes] = ()) -> Sequence[bytes]:
        """Of a tile that is not at the edge the tile above it says what its root is."""
        if tile in self._edge:
            return self._edge[tile]
        if tile not in self._kept:
            above = tile_with(8 * (tile.level + 1), tile.index, self.size)
            hashes = self._fetched(tile, likely)
            if perfect_root(hashes) != self.hashes(above)[tile.index % WIDTH]:
                raise Altered(path=tile.path)
            self._keep(tile, hashes)
        return self._kept[tile]

    def bundle(self, index: int) -> list[bytes]:
        """The entries of the bundle, of which each has the hash that the tile has for it."""
        tile = Tile(0, index, min(WIDTH, self.size - index * WIDTH))
        content, path = self._content(bundle_path(index, tile.width), bundle_path(index), LARGEST)
        entries = unbundled(content)[: tile.width]
        leaves = [sha256(LEAF + entry).digest() for entry in entries]
        if leaves != self.hashes(tile, leaves):
            raise Altered(path=path)
        return entries

    def entry(self, index: int) -> bytes:
        return self.bundle(index // WIDTH)[index % WIDTH]

    def bundles(self, start: int = 0) -> Iterator[tuple[int, list[bytes]]]:
        """From the bundle that holds the entry `start` on: where it begins, and its entries."""
        for index in range(start // WIDTH, -(-self.size // WIDTH)):
            yield index * WIDTH, self.bundle(index)

    def _fetched(self, tile: Tile, likely: Sequence[bytes] = ()) -> Sequence[bytes]:
        """`likely`: what it will hold if all is well; then it need not be cut into pieces."""
        full = Tile(tile.level, tile.index)
        content, _ = self._content(tile.path, full.path, WIDTH * SIZE)
        if likely and b"".join(likely) == content:
            return likely
        return hashes_in(tile, content[: tile.width * SIZE])

    def _content(self, path: str, full: str, most: int) -> tuple[bytes, str]:
        """A partial file may be gone once the full one is there."""
        try:
            return self._read(path, most), path
        except NotThere:
            if path == full:
                raise
            return self._read(full, most), full

    def _keep(self, tile: Tile, hashes: Sequence[bytes]) -> None:
        self._kept[tile] = hashes
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)


def _partial(size: int, level: int) -> Tile:
    whole = size >> 8 * level
    return Tile(level, whole // WIDTH, whole % WIDTH)


def _height(size: int) -> int:
    """How many levels of tiles a tree of that size has."""
    return (size.bit_length() + 7) // 8
