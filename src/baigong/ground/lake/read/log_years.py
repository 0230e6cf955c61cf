"""Which year's log of a sender will be met next without a key: each year has a log and a key of its own."""

import re
from collections.abc import Sequence
from datetime import date, timedelta

from baigong.core.tlog.notes import Key

AHEAD = timedelta(days=31)  # so many days before a year begins its key should be named
YEAR = re.compile(r"/(\d{4})$")


def year_without_key(keys: Sequence[Key], on: date) -> int | None:
    """The year of that day, or the one that begins soon, of whose log no key is among these.

    None where none is missing, where no log is looked for at all, and where logs are not named after years.
    """
    named = {int(found[1]) for key in keys if (found := YEAR.search(key.name))}
    soon = (on.year, (on + AHEAD).year)
    return next((year for year in soon if year not in named), None) if named else None
