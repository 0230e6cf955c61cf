"""What was published for the nation over the years, as a drawing: floors have no top, and a break is a gap.

Widths are in hundredths of the drawing, heights in pixels.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from math import ceil, floor, log10

from baigong.core.indicators.figure import Figure
from baigong.core.plans import NATION
from baigong.core.text import Language, msgid
from baigong.faces.web.design.amounts import Amount, amount
from baigong.faces.web.figures.addresses import of_published
from baigong.faces.web.known.standing import Told, figures_out
from baigong.faces.web.score.days import dated
from baigong.faces.web.score.rows import Telling
from baigong.faces.words import translated

TOP, BASE, ROOM = 30, 190, 216
LEFT, WIDE = 9.0, 90.0
SCALES: dict[Language, tuple[int, str]] = {"zh": (10**4, "万"), "en": (10**6, "million")}
FLOW_TOLD = msgid(
    "A bar is what was published for one year; years without one are left out, and counts of before and after a change "
    "of definition are not joined."
)
STOCK_TOLD = msgid("A bar is an estimate published for one day. One without a top is a floor: “over”, never “exactly”.")


@dataclass(frozen=True, slots=True)
class Bar:
    """`fading` are the tops of the blocks by which a floor fades out."""

    year: int
    when: str
    label: str
    amount: Amount
    href: str
    series: str
    is_open: bool
    left: float
    width: float
    top: float
    fading: tuple[float, ...]

    @property
    def middle(self) -> float:
        return round(self.left + self.width / 2, 2)

    @property
    def height(self) -> float:
        return BASE - self.top

    @property
    def label_at(self) -> float:
        return round((self.fading[-1] if self.fading else self.top) - 6, 1)


@dataclass(frozen=True, slots=True)
class Years:
    """`breaks`: where one definition ends and another begins, from–to in hundredths."""

    title: str
    unit: str
    bars: Sequence[Bar]
    breaks: Sequence[tuple[float, float]]
    ticks: Sequence[tuple[float, str]]
    sentence: str
    is_flow: bool
    base: int = BASE
    room: int = ROOM


def years(definition: str, telling: Telling, told: Told, *, is_flow: bool) -> Years | None:
    """Flows of whole years; stocks of one day, one a year and a definition."""
    figures = [one for one in _seen(definition, telling, told) if (_is_year(one) if is_flow else one.first is None)]
    chosen = list(_one_a_day(figures))
    if len(chosen) < 2:
        return None
    whole = _whole(float(max(one.value for one in chosen)))
    slots = _slots(chosen)
    bars = [_bar(one, slot, whole, slots, telling) for one, slot in zip(chosen, slots[0], strict=True)]
    scale, word = SCALES[telling.language]
    step = _step(whole)
    marks = [step * number for number in range(round(whole / step) + 1)]
    ticks = [(round(BASE - (BASE - TOP) * mark / whole, 1), f"{mark / scale:,g}") for mark in marks]
    text = telling.plan.definitions[definition]
    unit = telling.plan.units[text.unit][telling.language]
    gap = "" if telling.language == "zh" else " "
    return Years(
        text.text[telling.language].split("：")[0].split(":")[0],
        f"{word}{gap}{unit}",
        bars,
        list(_breaks(chosen, slots)),
        ticks,
        translated(FLOW_TOLD if is_flow else STOCK_TOLD, telling.language),
        is_flow,
    )


def _seen(definition: str, telling: Telling, told: Told) -> list[Figure]:
    asked = telling.asked
    found = (one for one in figures_out(told).get(NATION, ()) if one.definition == definition)
    return sorted(
        (one for one in found if one.seen_on <= asked.known and one.last <= asked.on),
        key=lambda one: (one.last, one.is_exact, one.value),
    )


def _is_year(figure: Figure) -> bool:
    first, last = figure.first, figure.last
    return first is not None and (first, last) == (date(last.year, 1, 1), date(last.year, 12, 31))


def _one_a_day(figures: Sequence[Figure]) -> Iterator[Figure]:
    """Among figures of one day and one stretch the exact one; another stretch stands beside."""
    last: dict[tuple[date, str], Figure] = {(one.last, one.series): one for one in figures}
    yield from last.values()


Slots = tuple[list[float], float]


def _slots(figures: Sequence[Figure]) -> Slots:
    """Where each bar stands, and how wide its room is; a break takes the room of a bar."""
    breaks = sum(one.series != other.series for one, other in pairwise(figures))
    room = WIDE / (len(figures) + breaks)
    found, at = [], LEFT
    for number, one in enumerate(figures):
        if number and figures[number - 1].series != one.series:
            at += room
        found.append(at)
        at += room
    return found, room


def _breaks(figures: Sequence[Figure], slots: Slots) -> Iterator[tuple[float, float]]:
    at, room = slots
    for number, (one, other) in enumerate(pairwise(figures)):
        if one.series != other.series:
            yield round(at[number] + room + room * 0.15, 2), round(room * 0.7, 2)


def _bar(figure: Figure, at: float, whole: float, slots: Slots, telling: Telling) -> Bar:
    room = slots[1]
    width = min(room * 0.6, 9.0)
    top = round(BASE - (BASE - TOP) * float(figure.value) / whole, 1)
    fading = tuple(top - 6 - 6 * block for block in range(3)) if figure.is_floor else ()
    unit = telling.plan.definitions[figure.definition].unit
    told = amount(figure.value, figure.relation, unit=unit, plan=telling.plan, language=telling.language)
    return Bar(
        figure.last.year,
        str(figure.last.year) if figure.first else dated(figure, telling.language),
        f"{told.sign}{float(figure.value) / SCALES[telling.language][0]:,.6g}",
        told,
        of_published(figure),
        figure.series,
        figure.is_floor,
        round(at + (room - width) / 2, 2),
        round(width, 2),
        top,
        fading,
    )


def _whole(most: float) -> float:
    step = _step(most)
    return step * ceil(most / step)


def _step(most: float) -> float:
    """A round step of which some four reach the top: 1, 2 or 5 of a power of ten."""
    rough = most / 3.5
    power = 10 ** floor(log10(rough)) if rough > 0 else 1
    return float(next(part * power for part in (1, 2, 5, 10) if part * power >= rough))
