"""What the worker does with the public log: after an act that asks for an entry, by the minute, and each midnight."""

from datetime import datetime

from baigong.apps.transparency.sequencing import sequence
from baigong.apps.transparency.shards import logs_here


def sequence_after(line: int, subject: str, *, at: datetime) -> None:
    sequence(logs_here(), at=at)


def sequence_log(*, at: datetime) -> None:
    sequence(logs_here(), at=at)


def seal_log(*, at: datetime) -> None:
    """The day is filled up to a full tile, so that a printed code can carry its path."""
    sequence(logs_here(), at=at, is_sealing=True)
