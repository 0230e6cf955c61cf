"""What the records of a package say of the plan's targets: for its own region, beside the published figures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from baigong.core.indicators.figure import Figure, quotient
from baigong.core.indicators.judging import Judgement, judge
from baigong.core.indicators.target import Counting, Target
from baigong.core.periods import Span
from baigong.core.plans import Plan
from baigong.ground.lake.count.counting import Score, count
from baigong.ground.lake.count.question import SERIES, Question
from baigong.ground.lake.source import Source

RECORDS = "package"  # the source of a computed figure, where a published one names its publication


Count = Callable[[Question], Score]


@dataclass(frozen=True)
class Asked:
    """`known`: only what was recorded by then; `count` counts the lake another way than all of it anew."""

    on: date
    known: datetime | None = None
    count: Count | None = None


@dataclass(frozen=True)
class _Case:
    plan: Plan
    source: Source
    asked: Asked
    target: Target
    counting: Counting
    region: str


def computed(plan: Plan, source: Source, asked: Asked) -> dict[str, Judgement]:
    """Each target of the package's region that its records can count, judged by what they say, by target id."""
    region = source.region
    found = {}
    for target in plan.targets:
        if region in plan.judged_regions(target) and target.counting and target.is_verified and region:
            figures = list(_figures(_Case(plan, source, asked, target, target.counting, region)))
            if figures:
                found[target.target] = judge(target, figures, region=region, on=asked.on)
    return found


def _figures(case: _Case) -> Iterator[Figure]:
    """The figure of the day, and for a gain that of the plan's start; a day beyond the period is its last."""
    target = case.target
    day = min(case.asked.on, target.span.last)
    if day < target.span.first:
        return
    for moment in (day, target.base_day) if target.is_gain else (day,):
        figure = _figure(case, on=moment)
        if figure:
            yield figure


def _figure(case: _Case, *, on: date) -> Figure | None:
    target, counting = case.target, case.counting
    span = Span(min(target.span.first, on), on)
    score = _score(case, span=span)
    figure = Figure(
        value=Fraction(_value(score, counting.series, counting.levels)),
        relation="=",
        first=span.first if target.is_cumulative else None,
        last=on,
        definition=counting.series,
        source=RECORDS,
        region=case.region,
    )
    if not counting.over:
        return _of(target, figure)
    over = _denominator(case, score, figure)
    return _of(target, quotient(figure, over, definition=target.definition)) if over and over.value else None


def _of(target: Target, figure: Figure) -> Figure:
    return Figure(
        value=figure.value,
        relation=figure.relation,
        first=figure.first,
        last=figure.last,
        definition=target.definition,
        source=RECORDS,
        region=figure.region,
        parts=figure.parts,
    )


def _score(case: _Case, *, span: Span) -> Score:
    by = ("level",) if case.counting.levels else ()
    skilled = case.plan.settings.apprentice_worker_is_skilled
    question = Question(
        span, span.last, by, region=case.region, known=case.asked.known, apprentice_worker_is_skilled=skilled
    )
    return case.asked.count(question) if case.asked.count else count(case.source.lake, question)


def _value(score: Score, series: str, levels: tuple[str, ...]) -> int:
    place = list(SERIES).index(series)  # type: ignore[arg-type]
    if not levels:
        return score.total[place]
    return sum(row[place] for (level,), row in score.rows.items() if level in levels)


def _denominator(case: _Case, score: Score, figure: Figure) -> Figure | None:
    """Another series of the same day, or the latest observation of the region up to it: the plan's or the package's."""
    over = case.counting.over
    if over in SERIES:
        value = Fraction(_value(score, over, ()))
        return Figure(value, "=", figure.last, over, RECORDS, region=figure.region)
    seen = [one for one in (*case.plan.figures, *case.source.observed) if _is_of(one, over, figure.region)]
    return max((one for one in seen if one.last <= figure.last), key=lambda one: one.last, default=None)


def _is_of(figure: Figure, definition: str, region: str) -> bool:
    return figure.definition == definition and figure.region == region
