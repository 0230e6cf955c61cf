"""A log inside a trust pack, asked for entries, nodes and the witnesses' times; opened as far as it is asked."""

from bisect import bisect_right
from collections.abc import Collection, Iterator
from datetime import datetime
from functools import cached_property, lru_cache
from itertools import islice

from baigong.core.tlog.checkpoints import Checkpoint
from baigong.core.tlog.entries import BadEntry, Entry, Issued, Revoked, Voided, alike, entry_of
from baigong.core.tlog.merkle import root_of
from baigong.core.tlog.notes import Note
from baigong.core.tlog.policy import Policy
from baigong.core.tlog.proofs import met_at
from baigong.core.tlog.tiles import WIDTH, bundle_path
from baigong.core.verifying.trust import Found
from baigong.ground.log.reading import Tree
from baigong.ground.log.source import LARGEST, NotThere, Read
from baigong.ground.log.witnessed import note_of_size, sizes_of

BUNDLES = 256  # kept in memory, about 10 MB


class PackedLog:
    """Its checkpoint's signature is checked by whoever opens it; each tile and each entry is held against it here."""

    def __init__(self, read: Read, note: Note, checkpoint: Checkpoint, policy: Policy, *, is_final: bool) -> None:
        self._read, self._note, self._checkpoint, self._policy = read, note, checkpoint, policy
        self.origin, self.size, self.is_final = checkpoint.origin, checkpoint.size, is_final
        self._times: dict[int, datetime | None] = {}
        # A list of one body's certificates asks for the same few bundles again and again.
        self._bundle = lru_cache(maxsize=BUNDLES)(self._read_bundle)

    @cached_property
    def is_whole(self) -> bool:
        if not self.size:
            return True
        return any(self._has(path) for path in (bundle_path(0, min(WIDTH, self.size)), bundle_path(0)))

    @cached_property
    def last_seen(self) -> datetime | None:
        return met_at(self._note, self._policy)

    def found(self, form: bytes) -> Found | None:
        index = self._index[0].get(form) if self.is_whole else None
        if index is None:
            return None
        entry = entry_of(self._bundle(index // WIDTH)[index % WIDTH])
        return Found(index, entry) if isinstance(entry, Issued) else None

    def endings(self, forms: Collection[bytes]) -> list[Revoked | Voided]:
        ended = self._index[1] if self.is_whole else {}
        return [one for form in forms for one in ended.get(form, ())]

    def node(self, level: int, index: int) -> bytes:
        return self._tree.node(level, index)

    def seen(self, index: int) -> datetime | None:
        for size in self._sizes[bisect_right(self._sizes, index) :]:
            if at := self._seen_at(size):
                return at
        return None

    def agrees(self, size: int, root: bytes) -> bool | None:
        """A log that has ended has no larger tree. Of a short log only what ends with a full tile can be told."""
        if size > self.size:
            return False if self.is_final else None
        try:
            return root_of(size, self._tree.node) == root
        except NotThere:
            return None

    def times(self) -> Iterator[tuple[int, datetime]]:
        """Sizes at which enough witnesses saw it, and when, the smallest first."""
        yield from ((size, at) for size in self._sizes if (at := self._seen_at(size)))

    def told(self) -> Iterator[tuple[int, bytes]]:
        """The entries about certificates, where they are at hand, each held against the tree."""
        for start, contents in self._tree.bundles() if self.is_whole else ():
            for number, content in enumerate(contents, start):
                if isinstance(_entry(content), Issued | Revoked | Voided):
                    yield number, content

    @cached_property
    def _tree(self) -> Tree:
        return Tree(self._read, self._checkpoint)

    @cached_property
    def _sizes(self) -> list[int]:
        return sorted({size for size in sizes_of(self._read) if size < self.size} | {self.size})

    def _read_bundle(self, index: int) -> list[bytes]:
        return self._tree.bundle(index)

    def _seen_at(self, size: int) -> datetime | None:
        """None, too, for a checkpoint that cannot be held against the tree, since its lowest tiles are left out."""
        if size == self.size and self.last_seen:
            return self.last_seen
        if size not in self._times:
            try:
                self._times[size] = met_at(note_of_size(self._read, self._policy, self._tree, size), self._policy)
            except NotThere:
                self._times[size] = None
        return self._times[size]

    @cached_property
    def _index(self) -> tuple[dict[bytes, int], dict[bytes, list[Revoked | Voided]]]:
        """Where each commitment stands first, and what ended it. Every entry is held against the tree on the way."""
        issued: dict[bytes, int] = {}
        ended: dict[bytes, list[Revoked | Voided]] = {}
        for start, contents in self._tree.bundles():
            number = 0
            while number < len(contents):
                entry = _entry(contents[number])
                if isinstance(entry, Issued):
                    forms, each = (
                        alike(contents[number], entry).leading(islice(contents, number, None)),
                        len(entry.forms),
                    )
                    for place, form in enumerate(forms):
                        issued.setdefault(form, start + number + place // each)
                    number += len(forms) // each
                    continue
                if isinstance(entry, Revoked | Voided):
                    ended.setdefault(entry.form, []).append(entry)
                number += 1
        return issued, ended

    def _has(self, path: str) -> bool:
        try:
            self._read(path, LARGEST)
        except NotThere:
            return False
        return True


def _entry(content: bytes) -> Entry | None:
    """None for what no entry of ours is: the auditors see to that; it says nothing about a certificate."""
    try:
        return entry_of(content)
    except BadEntry:
        return None
