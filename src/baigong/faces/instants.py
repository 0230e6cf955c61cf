"""Instants as people write them."""

from datetime import datetime

from baigong.core.periods import known_at
from baigong.core.refusal import Refusal
from baigong.core.text import msgid, normalised


class NoSuchInstant(Refusal):
    code = "command.no_such_instant"
    sentence = msgid("“%(given)s” is no instant; write a day, or 2025-06-30T09:00:00+08:00.")


def instant_written(given: str) -> datetime:
    """A bare day means its end, 24:00 at +08:00."""
    instant = known_at(normalised(given))
    if instant is None:
        raise NoSuchInstant(given=given)
    return instant
