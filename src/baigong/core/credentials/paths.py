"""The way from a certificate's entry to a node of the log: eight hashes, which whoever prints it can add unsigned.

It proves itself: with it the entry that the certificate leads to is either below that node of the log, or it is not.
The offline pack holds these nodes, each over 256 entries, 32 bytes a node.
"""

from dataclasses import dataclass

from baigong.core.tlog.hashing import SIZE, leaf_hash
from baigong.core.tlog.merkle import Node, inclusion_proof
from baigong.core.tlog.proving import root_by
from baigong.core.tlog.tiles import HEIGHT, WIDTH

INDEXES = range(1 << 63)


@dataclass(frozen=True, slots=True)
class Path:
    """Where the entry stands, the commitment in it that a printed form cannot give, and the siblings, lowest first."""

    index: int
    token: bytes  # the commitment to the SD-JWT
    hashes: tuple[bytes, ...]

    def __post_init__(self) -> None:
        if self.index not in INDEXES or {len(one) for one in (self.token, *self.hashes)} != {SIZE}:
            raise ValueError("a path has an index, and hashes of 32 bytes")
        if len(self.hashes) != HEIGHT:
            raise ValueError(f"a path has {HEIGHT} hashes")


def led_to(path: Path, entry: bytes) -> bytes:
    """The node that stands over this entry and 255 others, if the path is the entry's own."""
    found = root_by(leaf_hash(entry), index=path.index % WIDTH, size=WIDTH, proof=path.hashes)
    assert found is not None  # a tree of 256 has a proof of eight hashes for each of its leaves
    return found


def stands_in(path: Path, entry: bytes, *, size: int, node: Node) -> bool:
    """Whether the log of that size, whose nodes these are, has this entry there; only full tiles are looked at."""
    full = path.index // WIDTH < size // WIDTH
    return full and node(HEIGHT, path.index // WIDTH) == led_to(path, entry)


def path_in(index: int, token: bytes, node: Node) -> Path:
    """Of the entry at that index, in a tile that is full; `node` gives the nodes of the log."""
    first = index - index % WIDTH
    below = inclusion_proof(index % WIDTH, WIDTH, lambda level, at: node(level, (first >> level) + at))
    return Path(index, token, tuple(below))
