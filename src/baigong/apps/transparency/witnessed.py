"""When enough witnesses had first seen how far a year's log goes, by the checkpoints that it keeps."""

from collections.abc import Iterator
from datetime import datetime

from baigong.apps.transparency.shards import Logs
from baigong.apps.transparency.witnesses import policy
from baigong.core.tlog.proofs import met_at
from baigong.ground.log.reading import checkpoint_at
from baigong.ground.log.source import NotThere, source_of
from baigong.ground.log.witnessed import sizes_of


def witnessed_sizes(logs: Logs, year: int, *, above: int) -> Iterator[tuple[int, datetime]]:
    """Sizes larger than one and the instant of each, smallest first; those that too few saw are left out."""
    told, read = policy(logs), source_of(str(logs.folder(year)))
    for size in sizes_of(read):
        if size <= above:
            continue
        try:
            at = met_at(checkpoint_at(read, f"witnessed/{size}"), told)
        except NotThere:
            continue
        if at is not None:
            yield size, at
