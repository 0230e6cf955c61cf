"""A target: how much of what, by when and where, and how it is counted."""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Literal

from baigong.core.periods import Span
from baigong.core.text import Text

Operator = Literal[">=", "=", "+", "~", ">"]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A share made of two figures. Where `same_day`, only figures of one day are divided; else the denominator is
    the latest one up to the numerator's day."""

    numerator: str
    denominator: str
    same_day: bool


@dataclass(frozen=True, slots=True)
class Counting:
    """How the records of a package count it: a series, perhaps of some levels, perhaps over another."""

    series: Literal["events", "holders", "first", "first_high", "stock", "stock_high"]
    levels: tuple[str, ...] = ()
    over: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """`span` is the plan that the target belongs to; `period` its own words, as JSON prints them."""

    target: str
    name: Text
    scope: str
    op: Operator
    goal: Fraction
    unit: str
    period: str
    span: Span
    is_cumulative: bool
    definition: str
    document: str
    clause: Text
    source: str
    goal_to: Fraction | None = None
    is_verified: bool = True
    ratio: Ratio | None = None
    part_definitions: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    counting: Counting | None = None

    @property
    def is_gain(self) -> bool:
        return self.op == "+"

    @property
    def base_day(self) -> date:
        """The day whose end is the beginning of the plan."""
        return self.span.first - timedelta(days=1)

    def is_over(self, on: date) -> bool:
        """A day stands for its end, so on its last day a period is over."""
        return on >= self.span.last

    def is_reached_by(self, value: Fraction, *, strictly_more: bool = False) -> bool:
        """`strictly_more`: the true figure lies above the value, as that of a floor written `>` does."""
        if self.op == ">" and not strictly_more:
            return value > self.goal
        return value >= self.goal
