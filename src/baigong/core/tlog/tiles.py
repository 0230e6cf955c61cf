"""Tiles: 256 hashes of one level side by side, and the entries below them, as static files (C2SP tlog-tiles)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.tlog.hashing import SIZE
from baigong.core.tlog.merkle import Node

HEIGHT = 8
WIDTH = 1 << HEIGHT
LONGEST_ENTRY = 0xFFFF


class BadBundle(Refusal):
    code = "tlog.bad_bundle"
    sentence = msgid("These bytes are no bundle of log entries: a length in it does not fit; fetch it again.")


class BadTile(Refusal):
    code = "tlog.bad_tile"
    sentence = msgid("The tile %(path)s has %(given)s bytes where %(wanted)s belong; fetch it again.")


class EntryTooLong(Refusal):
    code = "tlog.entry_too_long"
    sentence = msgid("A log entry has at most 65,535 bytes; this one has %(given)s.")


@dataclass(frozen=True, slots=True, order=True)
class Tile:
    """`width` is 256 for a full tile; a tile of `level` holds hashes of subtrees of 256^level leaves."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """
        >>> Tile(0, 1234067).path, Tile(1, 5, 17).path
        ('tile/0/x001/x234/067', 'tile/1/005.p/17')
        """
        return f"tile/{self.level}/{_numbered(self.index, self.width)}"


def bundle_path(index: int, width: int = WIDTH) -> str:
    """
    >>> bundle_path(3, 7)
    'tile/entries/003.p/7'
    """
    return f"tile/entries/{_numbered(index, width)}"


def tiles_of(size: int) -> Iterator[Tile]:
    """The tiles that the rightmost edge of a tree of `size` leaves is made of, partial ones; full ones stand before."""
    level = 0
    while size:
        if size % WIDTH:
            yield Tile(level, size // WIDTH, size % WIDTH)
        size //= WIDTH
        level += 1


def tile_with(level: int, index: int, size: int) -> Tile:
    """The tile of a tree of `size` leaves that holds the node, as wide as it is by then."""
    at = index << level % HEIGHT
    tile, own = at // WIDTH, level // HEIGHT
    whole = size >> HEIGHT * own
    return Tile(own, tile, min(WIDTH, whole - tile * WIDTH))


def nodes_in(size: int, read: Callable[[Tile], Sequence[bytes]]) -> Node:
    """The nodes of a tree by its tiles; `read` gives a tile's hashes."""

    def node(level: int, index: int) -> bytes:
        hashes = read(tile_with(level, index, size))
        height = level % HEIGHT
        first = (index << height) % WIDTH
        return perfect_root(hashes[first : first + (1 << height)])

    return node


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """Of a power of two of hashes, pair by pair."""
    level = list(hashes)
    while len(level) > 1:
        level = [sha256(b"\x01" + left + right).digest() for left, right in zip(level[::2], level[1::2], strict=True)]
    return level[0]


def hashes_in(tile: Tile, content: bytes) -> list[bytes]:
    if len(content) != tile.width * SIZE:
        raise BadTile(path=tile.path, given=len(content), wanted=tile.width * SIZE)
    return [content[place : place + SIZE] for place in range(0, len(content), SIZE)]


def bundled(entries: Sequence[bytes]) -> bytes:
    """Each with its length before it, two bytes, the higher first."""
    for entry in entries:
        if len(entry) > LONGEST_ENTRY:
            raise EntryTooLong(given=len(entry))
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unbundled(content: bytes) -> list[bytes]:
    entries, at, last = [], 0, len(content)
    while at < last:
        begin = at + 2
        if begin > last:
            raise BadBundle
        at = begin + (content[at] << 8 | content[at + 1])
        if at > last:
            raise BadBundle
        entries.append(content[begin:at])
    return entries


def _numbered(index: int, width: int) -> str:
    """Three digits a folder, so that no folder holds more than a thousand."""
    parts = [f"{index % 1000:03d}"]
    while index := index // 1000:
        parts.insert(0, f"x{index % 1000:03d}")
    return "/".join(parts) + (f".p/{width}" if width < WIDTH else "")
