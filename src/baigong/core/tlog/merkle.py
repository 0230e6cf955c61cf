"""Roots and proofs of a Merkle tree, made from the hashes of its perfect subtrees (RFC 6962, section 2.1)."""

from collections.abc import Callable, Iterable
from functools import reduce

from baigong.core.tlog.hashing import EMPTY_ROOT, node_hash

# The hash of the perfect subtree of 2^level leaves that begins at leaf index × 2^level.
Node = Callable[[int, int], bytes]


def root_of(size: int, node: Node) -> bytes:
    """The hash of the first `size` leaves."""
    return _range(0, size, node) if size else EMPTY_ROOT


def inclusion_proof(index: int, size: int, node: Node) -> list[bytes]:
    """From the leaf's sibling up to the root's child.

    >>> inclusion_proof(0, 2, lambda level, index: bytes([level, index]))
    [b'\\x00\\x01']
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    return _path(index, 0, size, node)


def consistency_proof(old: int, new: int, node: Node) -> list[bytes]:
    """That a tree of `new` leaves begins with the tree of `old`; empty from size 0 and between equal sizes."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} does not grow from one of {old}")
    return [] if old in (0, new) else _grown(old, 0, new, node, is_whole=True)


def peaks_of(size: int) -> list[tuple[int, int]]:
    """The perfect subtrees that a tree is made of, largest first, as (level, index)."""
    found, start = [], 0
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            found.append((level, start >> level))
            start += 1 << level
    return found


def root_of_peaks(peaks: Iterable[bytes]) -> bytes:
    """Largest first, as a tree of that many leaves joins them."""
    told = list(peaks)
    return reduce(lambda right, left: node_hash(left, right), reversed(told[:-1]), told[-1]) if told else EMPTY_ROOT


def _range(start: int, end: int, node: Node) -> bytes:
    """Of the leaves from start to end; `start` is where a subtree of that length may begin."""
    return root_of_peaks(node(level, (start >> level) + index) for level, index in peaks_of(end - start))


def _path(index: int, start: int, end: int, node: Node) -> list[bytes]:
    if end - start == 1:
        return []
    middle = start + _split(end - start)
    if index < middle:
        return [*_path(index, start, middle, node), _range(middle, end, node)]
    return [*_path(index, middle, end, node), _range(start, middle, node)]


def _grown(old: int, start: int, end: int, node: Node, *, is_whole: bool) -> list[bytes]:
    """`is_whole`: the old tree's own root is known to who verifies, so it is left out."""
    if old == end:
        return [] if is_whole else [_range(start, end, node)]
    middle = start + _split(end - start)
    if old <= middle:
        return [*_grown(old, start, middle, node, is_whole=is_whole), _range(middle, end, node)]
    return [*_grown(old, middle, end, node, is_whole=False), _range(start, middle, node)]


def _split(length: int) -> int:
    """The largest power of two smaller than the length."""
    return 1 << (length - 1).bit_length() - 1
