"""Whether a partner's log grew, asked of the log itself where a package brings no proof of it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from baigong.core.refusal import Refusal
from baigong.core.tlog.checkpoints import Checkpoint
from baigong.core.tlog.merkle import root_of
from baigong.ground.lake.read.signature import Grown, LogForked, unasked
from baigong.ground.log.reading import Tree
from baigong.ground.log.source import source_of


def grown_by(address: str) -> Grown:
    """By the log at that address. Nothing that comes from there is believed but what hashes to the new checkpoint."""
    if not address:
        return unasked

    def grown(kept: Checkpoint, new: Checkpoint) -> bool:
        for place in _places(address, new.origin):
            try:
                root = root_of(kept.size, Tree(source_of(place), new).node)
            except Refusal:  # not there, not reachable, or another log's files
                continue
            if root != kept.root:
                raise LogForked(kept=kept.size)
            return True
        return False

    return grown


def _places(address: str, origin: str) -> Iterator[str]:
    """What was named; and, where that is of another year, the log's own, which is its name (C2SP tlog-tiles)."""
    told = urlsplit(address)
    yield address
    if origin.startswith(f"{told.netloc}/") and f"{told.scheme}://{origin}" != address.rstrip("/"):
        yield f"{told.scheme}://{origin}"
