"""Bytes that people send and fetch, sealed under the node's home until they expire."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Protocol

from django.conf import settings

from baigong.apps.exchange.reading import Node
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.vault.files import open_stream, seal_stream

MEGABYTE = 1 << 20
LONGEST_NAME = 120
SAFE = "-_.()（）【】 "


class UploadTooLarge(Refusal):
    code = "exchange.too_large"
    sentence = msgid("An upload may have %(limit)s MB at most; split it, or send it as Parquet or as a .zip.")


class NothingSent(Refusal):
    code = "exchange.nothing_sent"
    sentence = msgid("The upload is empty; choose the file again and send it.")


class NoLongerKept(Refusal):
    code = "exchange.no_longer_kept"
    sentence = msgid("This file is not kept any longer: its time was over, and it was deleted. Send or order it anew.")


class Source(Protocol):
    def read(self, size: int = -1, /) -> bytes: ...


@dataclass(frozen=True)
class Sealed:
    """Where the bytes lie, what their digest is, and how many they are."""

    place: str
    digest: str
    bytes: int


class _Counted:
    """Passes bytes on, counted and digested, and no more than may come."""

    def __init__(self, source: Source, limit: int) -> None:
        self.source, self.limit, self.bytes, self.digest = source, limit, 0, sha256()

    def read(self, size: int = -1, /) -> bytes:
        piece = self.source.read(size)
        self.bytes += len(piece)
        if self.bytes > self.limit * MEGABYTE:
            raise UploadTooLarge(limit=self.limit)
        self.digest.update(piece)
        return piece


def most_megabytes() -> int:
    """The largest upload."""
    return int(settings.UPLOAD_MEGABYTES)


def seal_away(source: Source, node: Node, *, limit: int | None = None) -> Sealed:
    """The bytes, on the disk for good under a name that tells nothing; nothing is left where they are refused."""
    node.home.uploads.mkdir(parents=True, exist_ok=True, mode=0o700)
    place, counted = node.random(16).hex(), _Counted(source, limit or most_megabytes())
    partial = node.home.uploads / f"{place}.part"
    try:
        with partial.open("wb") as file:
            seal_stream(counted, file, place=_bound(place), keyring=node.keyring, random=node.random)  # type: ignore[arg-type]
            file.flush()
            os.fsync(file.fileno())
        if not counted.bytes:
            raise NothingSent
        partial.rename(node.home.uploads / place)
    finally:
        partial.unlink(missing_ok=True)
    _sync(node.home.uploads)
    return Sealed(place, "sha256:" + counted.digest.hexdigest(), counted.bytes)


@contextmanager
def opened(place: str, node: Node, *, name: str) -> Iterator[Path]:
    """The bytes in clear, in a folder of their own, under the name they came by, for the length of the block."""
    node.home.scratch.mkdir(parents=True, exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=node.home.scratch, prefix="opened-") as folder:
        path = Path(folder) / plain_name(name)
        with path.open("wb") as file:
            pour(place, node, file)
        yield path


def pour(place: str, node: Node, target: IO[bytes]) -> None:
    """The bytes in clear, into an open file."""
    sealed = node.home.uploads / place
    if not place or not sealed.is_file():
        raise NoLongerKept
    with sealed.open("rb") as file:
        open_stream(file, target, place=_bound(place), keyring=node.keyring)


def erase(place: str, node: Node) -> None:
    if place:
        (node.home.uploads / place).unlink(missing_ok=True)


def stray(node: Node, named: set[str], *, older_than: float) -> list[Path]:
    """Sealed files that no row names, from a request that was cut off; those just being written are younger."""
    return [
        path
        for path in node.home.uploads.glob("*")
        if path.is_file() and path.name not in named and path.stat().st_mtime < older_than
    ]


def plain_name(name: str) -> str:
    """The last part of a name, in letters, digits and a few marks; its ending, which tells its kind, stays.

    >>> plain_name("../../etc/证书 2024.xlsx"), plain_name("\\x00"), plain_name(".bashrc")
    ('证书 2024.xlsx', 'upload', 'bashrc')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if letter.isalnum() or letter in SAFE).strip(" .")
    stem, dot, ending = kept.rpartition(".")
    if not dot:
        return kept[:LONGEST_NAME] or "upload"
    return f"{stem[:LONGEST_NAME] or 'upload'}.{ending[:10]}"


def _bound(place: str) -> str:
    """Which file this is: moved to another's place, it does not open."""
    return f"exchange.upload/{place}"


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
