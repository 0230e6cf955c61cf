"""What is asked of a count: a period, a day, an instant, breakdowns, a region."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Literal

from baigong.core.periods import Span, quarters
from baigong.core.refusal import Refusal
from baigong.core.text import msgid

Series = Literal["events", "holders", "first", "first_high", "stock", "stock_high"]
SERIES: tuple[Series, ...] = ("events", "holders", "first", "first_high", "stock", "stock_high")
BREAKDOWNS = ("region", "region4", "region6", "quarter", "level", "sex", "age", "channel", "occupation", "group")
AGES: tuple[str | None, ...] = ("under16", "16-24", "25-34", "35-44", "45-54", "55-59", "60+", None)
AGE_ENDS = (15, 24, 34, 44, 54, 59, 10**6)
_REGION = re.compile(r"\d{2}|\d{4}|\d{6}")


class EndsBeforeItBegins(Refusal):
    code = "score.period"
    sentence = msgid("The period ends on %(last)s, before it begins on %(first)s; turn --from and --to round.")


class NoSuchBreakdown(Refusal):
    code = "score.no_such_breakdown"
    sentence = msgid("“%(given)s” is no breakdown; choose among %(known)s, with commas between.")


class BreakdownTwice(Refusal):
    code = "score.breakdown_twice"
    sentence = msgid("“%(given)s” is asked for twice in --by; name it once.")


class NoSuchRegionCode(Refusal):
    code = "score.no_such_region"
    sentence = msgid("“%(given)s” is no region; write two, four or six digits, such as 33, 3301 or 330111.")


@dataclass(frozen=True, slots=True)
class Question:
    """`known`: only what was recorded by then; None is all that is on record."""

    span: Span
    on: date
    by: tuple[str, ...] = ()
    region: str | None = None
    known: datetime | None = None
    apprentice_worker_is_skilled: bool = False

    def __post_init__(self) -> None:
        if self.span.first > self.span.last:
            raise EndsBeforeItBegins(first=self.span.first, last=self.span.last)
        for place, name in enumerate(self.by):
            if name not in BREAKDOWNS:
                raise NoSuchBreakdown(given=name, known=list(BREAKDOWNS))
            if name in self.by[:place]:
                raise BreakdownTwice(given=name)
        if self.region is not None and not _REGION.fullmatch(self.region):
            raise NoSuchRegionCode(given=self.region)

    @property
    def prefix(self) -> str:
        """The digits that a region counted must begin with; 00 is the nation."""
        region = self.region or ""
        while len(region) > 2 and region.endswith("00"):
            region = region[:-2]
        return "" if region == "00" else region

    @property
    def known_microseconds(self) -> int | None:
        return None if self.known is None else _microseconds(self.known)

    @property
    def quarters(self) -> list[tuple[str, Span]]:
        return list(quarters(self.span))

    @property
    def stock_days(self) -> list[date]:
        """The days that stock is taken on: under `quarter` the end of each, never after the day; the day comes last."""
        ends = [min(span.last, self.on) for _, span in self.quarters] if "quarter" in self.by else []
        return [*ends, self.on]


def breakdowns(text: str) -> tuple[str, ...]:
    """The names in a comma list."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def days_of(days: Sequence[date]) -> list[int]:
    """As days since 1970-01-01."""
    return [day.toordinal() - date(1970, 1, 1).toordinal() for day in days]


def _microseconds(instant: datetime) -> int:
    return (instant - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1)
