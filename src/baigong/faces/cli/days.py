"""Days on the command line."""

from datetime import date, datetime

from baigong.core.periods import CHINA, parse_day
from baigong.core.refusal import Refusal
from baigong.core.text import msgid, normalised


class NoSuchDay(Refusal):
    code = "command.no_such_day"
    sentence = msgid("“%(given)s” is no day; write it as 2025-12-31.")


def day_asked(given: str | None) -> date:
    """The day that was written; today in China where none was."""
    if given is None:
        return datetime.now(CHINA).date()
    day = parse_day(normalised(given))
    if day is None:
        raise NoSuchDay(given=given)
    return day
