"""Sealing a day: the last tile is filled up, so that a printed code can carry the path to a node that stays."""

from baigong.core.tlog.entries import Filler, written
from baigong.core.tlog.tiles import WIDTH
from baigong.ground.log.appending import Appender, Item


def seal(appender: Appender) -> int:
    """How many entries of filling it took; none where the tile is full."""
    missing = -appender.edge.size % WIDTH
    appender.append([Item(b"", written(Filler()))] * missing)
    return missing
