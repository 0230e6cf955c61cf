"""Every target of the plan as it stands on a day, as known on a day: judged once, and kept until something is out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from django.utils.timezone import localdate

from baigong.apps.progress.queries import (
    CellShown,
    ComputedShown,
    Published,
    figures_on_record,
    last_told,
    published,
    published_table,
)
from baigong.core.indicators.figure import Figure
from baigong.core.indicators.groups import together
from baigong.core.indicators.judging import Judgement, Status, judge
from baigong.core.indicators.target import Target
from baigong.core.periods import day_at
from baigong.core.plans import NATION, Plan
from baigong.core.scope import WHOLE
from baigong.faces.here import node_here
from baigong.faces.web.known.asked import Asked

TOTAL = "total"
Told = tuple[int, int]  # grows as soon as anything that everybody may see does


@dataclass(frozen=True, slots=True)
class Standing:
    """A target with its judgements: one, or one a region of its group."""

    target: Target
    judgements: tuple[Judgement, ...]

    @property
    def is_group(self) -> bool:
        return len(self.judgements) > 1

    @property
    def is_national(self) -> bool:
        return self.is_group or self.judgements[0].region == NATION

    @property
    def status(self) -> Status | None:
        if not self.target.is_verified:
            return None
        return together([one.status for one in self.judgements if one.status])


@dataclass(frozen=True, slots=True)
class Vintage:
    """A reading that was out: what is said beside it, its totals, and what it says of targets by name and region."""

    told: Published
    total: CellShown | None
    computed: dict[tuple[str, str], ComputedShown]


def known_day(out: Published) -> date | None:
    """The day whose end the reading is as known at; None: all that was on record."""
    return out.known and day_at(out.known - timedelta(microseconds=1))


def plan_here() -> Plan:
    return node_here().plan


def told_here() -> Told:
    return last_told()


def figures_out(told: Told) -> dict[str, tuple[Figure, ...]]:
    """All that was ever published, by region; until something else is on record."""
    return _figures(told[1])


@lru_cache(maxsize=2)
def _figures(line: int) -> dict[str, tuple[Figure, ...]]:
    plan, found = plan_here(), dict[str, list[Figure]]()
    # What stands on record again as the plan declares it (but for its stretch, which no record tells) is one figure.
    once = {_as_printed(figure): figure for figure in (*figures_on_record(WHOLE, plan), *plan.figures)}
    for figure in once.values():
        found.setdefault(figure.region, []).append(figure)
    return {region: tuple(figures) for region, figures in found.items()}


def _as_printed(figure: Figure) -> tuple[object, ...]:
    return (figure.definition, figure.region, figure.first, figure.last, figure.value, figure.relation, figure.source)


@lru_cache(maxsize=64)
def standings(on: date, known: date, told: Told) -> tuple[Standing, ...]:
    """Judged on the earliest day on which they stood just so, and told of the day that is asked for."""
    same = settled(Asked(on, known, known), told)
    return tuple(
        Standing(one.target, tuple(replace(judged, on=on) for judged in one.judgements))
        for one in _standings(same.on, same.known, told)
    )


@lru_cache(maxsize=256)
def _standings(on: date, known: date, told: Told) -> tuple[Standing, ...]:
    plan, figures = plan_here(), figures_out(told)
    return tuple(
        Standing(
            target,
            tuple(
                judge(target, figures.get(region, ()), region=region, on=on, known=known)
                for region in plan.judged_regions(target)
            ),
        )
        for target in plan.targets
    )


def vintage(asked: Asked, told: Told) -> Vintage | None:
    """The last reading that was out by the day."""
    found = [one for one in readings_out(told) if localdate(one.published_at) <= asked.known]
    return _vintage(found[0].number, told[0]) if found else None


def targets_of(number: int, told: Told) -> dict[tuple[str, str], ComputedShown]:
    """What a reading that is out says of targets, by name and region."""
    return _vintage(number, told[0]).computed


@lru_cache(maxsize=16)
def _vintage(number: int, line: int) -> Vintage:
    out, cells, computed = published_table(number)
    return Vintage(out, cells[0] if cells else None, {(one.target, one.region): one for one in computed})


@lru_cache(maxsize=64)
def cells_out(number: int, grain: str, line: int) -> tuple[CellShown, ...]:
    return tuple(published_table(number, grain)[1])


def readings_out(told: Told) -> Sequence[Published]:
    return _readings(told[0])


@lru_cache(maxsize=2)
def _readings(line: int) -> tuple[Published, ...]:
    """In the order in which they were published, the last first."""
    return tuple(sorted(published(limit=500), key=lambda one: (one.published_at, one.id), reverse=True))


def days_out(asked: Asked, told: Told) -> list[date]:
    """Since the plan began: the days on which a figure or a reading was published, up to today."""
    return [day for day in _days(told) if day <= asked.today]


@lru_cache(maxsize=2)
def _days(told: Told) -> tuple[date, ...]:
    days = {figure.seen_on for figures in figures_out(told).values() for figure in figures}
    days |= {localdate(one.published_at) for one in readings_out(told)}
    return tuple(sorted(day for day in days if day >= plan_here().first_day))


def settled(asked: Asked, told: Told) -> Asked:
    """The earliest days on which every target stood by the same figures: between them a page keeps its parts."""
    known = max((day for day in _days(told) if day <= asked.known), default=asked.known)
    on = max((day for day in _lasts(told) if day <= asked.on), default=asked.on)
    return Asked(on, known, known)


@lru_cache(maxsize=2)
def _lasts(told: Told) -> tuple[date, ...]:
    """Days of figures, and those on which a goal's period begins or is over."""
    days = {figure.last for figures in figures_out(told).values() for figure in figures}
    spans = [target.span for target in plan_here().targets]
    return tuple(sorted(days | {span.first for span in spans} | {span.last for span in spans}))
