"""Which figures may judge a target on a day, and which is the latest."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from baigong.core.indicators.figure import Figure, as_floor, gain, is_chainable, quotient
from baigong.core.indicators.target import Ratio, Target


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a target has on a day: the latest figure of its own definition, the figure at the plan's start, others."""

    latest: Figure | None
    base: Figure | None
    related: tuple[Figure, ...]


def evidence(target: Target, figures: Iterable[Figure], *, on: date, known: date | None = None) -> Evidence:
    """Chosen among the figures of one region; `known`: those that were out by then, where that is another day."""
    seen = [figure for figure in figures if figure.seen_on <= (known or on) and figure.last <= on]
    own = own_figures(target, seen)
    bases = [figure for figure in own if figure.last == target.base_day]
    usable = [figure for figure in own if _is_of_the_plan(target, figure)]
    if target.is_gain:
        usable = list(_gains(target, usable, bases))
    latest = _latest(usable, target.definition)
    base = next((figure for figure in bases if latest and figure.is_exact and is_chainable(figure, latest)), None)
    return Evidence(latest, base, tuple(_related(target, [*seen, *own], latest)))


def own_figures(target: Target, seen: Sequence[Figure]) -> list[Figure]:
    """All that are of the target's own definition: published, made of two published ones, or of a part of it."""
    return [*_whole(target, seen), *_parts(target, seen)]


def _whole(target: Target, seen: Sequence[Figure]) -> Iterator[Figure]:
    yield from (figure for figure in seen if figure.definition == target.definition)
    if target.ratio:
        yield from _quotients(target.ratio, seen, definition=target.definition)


def _quotients(ratio: Ratio, seen: Sequence[Figure], *, definition: str) -> Iterator[Figure]:
    denominators = [figure for figure in seen if figure.definition == ratio.denominator and figure.value]
    for numerator in (figure for figure in seen if figure.definition == ratio.numerator):
        fitting = [d for d in denominators if d.last == numerator.last or _is_earlier(d, numerator, ratio)]
        denominator = _latest(fitting, ratio.denominator)
        if denominator:
            yield quotient(numerator, denominator, definition=definition)


def _is_earlier(denominator: Figure, numerator: Figure, ratio: Ratio) -> bool:
    return not ratio.same_day and denominator.last < numerator.last


def _parts(target: Target, seen: Sequence[Figure]) -> Iterator[Figure]:
    """A figure of a part of what is asked is a floor of the whole; a ceiling of a part says nothing of it."""
    for figure in seen:
        if figure.definition in target.part_definitions and not figure.is_ceiling:
            yield as_floor(figure)


def _is_of_the_plan(target: Target, figure: Figure) -> bool:
    """Dated within the plan; a cumulative figure must begin where the target begins."""
    begins = figure.first == target.span.first if target.is_cumulative else figure.first is None
    return figure.last in target.span and begins


def _gains(target: Target, shares: Iterable[Figure], bases: Sequence[Figure]) -> Iterator[Figure]:
    for share in shares:
        base = _latest([base for base in bases if is_chainable(base, share)], target.definition)
        if base:
            yield gain(share, base, definition=target.definition)


def _latest(figures: Iterable[Figure], definition: str) -> Figure | None:
    """Among equal days the whole before a part, a published figure before a quotient of ours, exact before a floor."""

    def rank(figure: Figure) -> tuple[date, bool, bool, bool, bool, Fraction]:
        is_whole, is_published = figure.definition == definition, not figure.parts
        return (figure.last, is_whole, is_published, figure.is_exact, figure.is_floor, figure.value)

    return max(figures, key=rank, default=None)


def _related(target: Target, figures: Sequence[Figure], latest: Figure | None) -> Iterator[Figure]:
    """The latest of each other definition that the plan names for the target, and its own figures of another span."""
    named = [*target.related, target.definition, *target.part_definitions]
    if target.ratio and latest and latest.relation == "?":
        named += [target.ratio.numerator, target.ratio.denominator]
    since = [figure for figure in figures if figure.last > target.base_day and figure.relation != "?"]
    for definition in dict.fromkeys(named):
        last = _latest([figure for figure in since if figure.definition == definition], definition)
        if last and not (latest and _same(last, latest)):
            yield last


def _same(figure: Figure, other: Figure) -> bool:
    """The same publication; a part may have been read as a floor."""
    return (figure.definition, figure.first, figure.last, figure.value) == (
        other.definition,
        other.first,
        other.last,
        other.value,
    )
