"""When what happens in a kit, reckoned back from its day: nights on which the log is sealed, and keys by the year."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import pairwise

from baigong.core.periods import CHINA

LAST, STEP, MANY = 20, 30, 13  # the last night, the days between two, and how many: more than a year together
# How many years ago the log is of which the pack has the upper tiles only, and the one that it lacks.
SHORT, ELSEWHERE = 3, 4
WITNESSED = time(22, 30)


@dataclass(frozen=True, slots=True)
class Times:
    on: date

    @property
    def nights(self) -> list[date]:
        """Of the logs that the pack has whole, the oldest first."""
        return [self.on - timedelta(days=LAST + STEP * number) for number in reversed(range(MANY))]

    @property
    def last_nights(self) -> set[date]:
        """Of each year."""
        return set({night.year: night for night in self.nights}.values())

    @property
    def short(self) -> date:
        return date(self.on.year - SHORT, 7, 1)

    @property
    def elsewhere(self) -> date:
        return date(self.on.year - ELSEWHERE, 7, 1)

    @property
    def key_years(self) -> range:
        return range(self.on.year - ELSEWHERE, self.on.year + 1)

    @property
    def fresh(self) -> datetime:
        """When the status lists are made: as the day begins, so that it is never in the future."""
        return datetime.combine(self.on, time(), CHINA)

    @property
    def stale(self) -> datetime:
        return self.fresh - timedelta(days=9)

    def late(self) -> Iterator[tuple[date, date]]:
        """The day that what is backdated bears, and the night on which it is logged, in the same year's log."""
        return ((day, night) for day, night in pairwise(self.nights) if day.year == night.year)


def witnessed(night: date) -> datetime:
    return datetime.combine(night, WITNESSED, CHINA)


def first_day(year: int) -> date:
    return date(year, 1, 1)


def last_day(year: int) -> date:
    return date(year, 12, 31)
