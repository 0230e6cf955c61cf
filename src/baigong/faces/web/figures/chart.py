"""Earlier readings as a drawing of bars: a floor has no top, another definition stands apart and is not linked.

Widths are in hundredths of the drawing, so that it fills whatever room there is; heights are pixels.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10

TOP, BASE, ROOM = 42, 206, 230  # where the tallest bar may end, where bars stand, how high the drawing is
MOST = 8


@dataclass(frozen=True, slots=True)
class Point:
    """A figure to draw: `is_open` has no top, `is_other` is of another definition."""

    value: float
    label: str
    below: str
    under: str = ""
    is_open: bool = False
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A point where it lies; `fading` are the tops of the blocks by which a floor fades out."""

    point: Point
    left: float
    middle: float
    width: float
    top: float
    height: float
    fading: tuple[float, ...]

    @property
    def is_tall(self) -> bool:
        """Whether its label has room inside."""
        return self.height > 26


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`goal`: where its line lies; `is_full`: so many points that narrow screens leave some words out."""

    drawn: Sequence[Drawn]
    ticks: Sequence[Tick]
    goal: float | None
    goal_words: str
    unit: str
    base: int = BASE
    room: int = ROOM

    @property
    def is_full(self) -> bool:
        return len(self.drawn) > 5


def chart(points: Sequence[Point], *, goal: float | None, goal_words: str, unit: str, scale: float = 1) -> Chart | None:
    """The last few, oldest at the left; `scale` turns base units into those of the axis, which `unit` names."""
    shown = [point for point in points][-MOST:]
    if not shown:
        return None
    most = max([point.value for point in shown] + ([goal] if goal else [])) or 1.0
    step = _step(most / scale) * scale
    whole = step * ceil(most / step)
    place = {number: BASE - (BASE - TOP) * number / whole for number in [point.value for point in shown]}
    width = min(12.0, 60 / len(shown))
    drawn = [_drawn(point, number, len(shown), width, place[point.value]) for number, point in enumerate(shown)]
    marks = [number * step for number in range(round(whole / step) + 1)]
    ticks = [Tick(BASE - (BASE - TOP) * mark / whole, f"{mark / scale:,g}") for mark in marks]
    at = BASE - (BASE - TOP) * goal / whole if goal else None
    return Chart(drawn, ticks, at, goal_words, unit)


def _drawn(point: Point, number: int, count: int, width: float, top: float) -> Drawn:
    slot = 92 / count  # the axis and its numbers stand in the eight hundredths at the left
    middle = 8 + slot * (number + 0.5)
    fading = tuple(top - 6 - 6 * block for block in range(3)) if point.is_open and not point.is_other else ()
    return Drawn(
        point,
        round(middle - width / 2, 2),
        round(middle, 2),
        round(width, 2),
        round(top, 1),
        BASE - round(top, 1),
        fading,
    )


def _step(most: float) -> float:
    """A round step of which some four reach the top: 1, 2 or 5 of a power of ten."""
    rough = most / 3.5
    power = 10 ** floor(log10(rough)) if rough > 0 else 1
    return float(next(part * power for part in (1, 2, 5, 10) if part * power >= rough))
