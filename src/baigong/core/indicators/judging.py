"""The standing of a target on a day, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from baigong.core.indicators.choosing import Evidence, evidence
from baigong.core.indicators.figure import Figure
from baigong.core.indicators.target import Target

Status = Literal["met", "missed", "on_track", "behind", "not_shown", "no_data"]
Reason = Literal[
    "reached",
    "below_at_the_end",
    "on_the_line",
    "below_the_line",
    "floor_below",
    "ceiling",
    "approximate",
    "undetermined",
    "another_figure",
    "no_base",
    "before_the_end",
    "nothing",
    "not_verified",
]


@dataclass(frozen=True, slots=True)
class Judgement:
    """`published` is of the target's own definition; `line` is where the straight line stands on its day."""

    target: Target
    region: str
    on: date
    status: Status | None
    reason: Reason
    published: Figure | None = None
    related: tuple[Figure, ...] = ()
    base: Figure | None = None
    line: Fraction | None = None


def judge(target: Target, figures: Iterable[Figure], *, region: str, on: date, known: date | None = None) -> Judgement:
    """A target by the published figures of a region that were out on that day, or on the day they are known on."""
    if not target.is_verified:
        return Judgement(target, region, on, None, "not_verified")
    found = evidence(target, (figure for figure in figures if figure.region == region), on=on, known=known)
    latest = found.latest
    if not latest:
        status, reason = _without(target, found)
        return Judgement(target, region, on, status, reason, related=found.related)
    line = line_at(target, latest, found.base)
    status, reason = _standing(target, latest, line=line, is_over=target.is_over(on))
    published = latest if latest.relation != "?" else None
    return Judgement(target, region, on, status, reason, published, found.related, found.base, line)


def _without(target: Target, found: Evidence) -> tuple[Status, Reason]:
    """No usable figure of the target's own definition: are there any others?"""
    if not found.related:
        return "no_data", "nothing"
    shares = [figure for figure in found.related if figure.definition == target.definition]
    return "not_shown", "no_base" if target.is_gain and shares else "another_figure"


def _standing(target: Target, figure: Figure, *, line: Fraction, is_over: bool) -> tuple[Status, Reason]:
    reaches = _reaches(target, figure)
    if reaches and (target.is_cumulative or figure.last.year == target.span.last.year):
        return "met", "reached"
    if figure.is_exact and figure.last == target.span.last:
        return "missed", "below_at_the_end"
    if not (figure.is_exact or reaches):
        return "not_shown", _unsure(figure)
    if is_over:
        return "not_shown", "before_the_end"
    return ("on_track", "on_the_line") if figure.value >= line else ("behind", "below_the_line")


def _reaches(target: Target, figure: Figure) -> bool:
    """Only an exact figure or a floor can show that a goal is reached."""
    if figure.is_floor:
        return target.is_reached_by(figure.value, strictly_more=figure.relation == ">")
    return figure.is_exact and target.is_reached_by(figure.value)


def _unsure(figure: Figure) -> Reason:
    if figure.relation == "?":
        return "undetermined"
    if figure.is_floor:
        return "floor_below"
    return "ceiling" if figure.is_ceiling else "approximate"


def line_at(target: Target, figure: Figure, base: Figure | None) -> Fraction:
    """The straight line to the goal on the figure's own day; the goal itself where the start of a level is unknown."""
    if target.is_cumulative or target.is_gain:
        start = Fraction(0)
    elif base:
        start = base.value
    else:
        return target.goal
    gone = (figure.last - target.base_day).days
    whole = (target.span.last - target.base_day).days
    return start + (target.goal - start) * gone / whole
