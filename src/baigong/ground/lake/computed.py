"""What the records of a package say of the plan's targets: for its own region, beside the published figures."""

from collections.abc import Iterator
from datetime import date
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


def computed(plan: Plan, source: Source, *, on: date) -> dict[str, Judgement]:
    """Each target of the package's region that its records can count, judged by what they say, by target id."""
    region = source.region
    found = {}
    for target in plan.targets:
        if region in plan.judged_regions(target) and target.counting and target.is_verified and region:
            figures = list(_figures(plan, source, target, region=region, on=on))
            if figures:
                found[target.target] = judge(target, figures, region=region, on=on)
    return found


def _figures(plan: Plan, source: Source, target: Target, *, region: str, on: date) -> Iterator[Figure]:
    """The figure of the day, and for a gain that of the plan's start; a day beyond the period is its last."""
    day = min(on, target.span.last)
    if day < target.span.first:
        return
    for moment in (day, target.base_day) if target.is_gain else (day,):
        figure = _figure(plan, source, target, region=region, on=moment)
        if figure:
            yield figure


def _figure(plan: Plan, source: Source, target: Target, *, region: str, on: date) -> Figure | None:
    counting = target.counting
    assert counting is not None
    span = Span(min(target.span.first, on), on)
    score = _score(source, counting, plan, span=span, region=region)
    figure = Figure(
        value=Fraction(_value(score, counting.series, counting.levels)),
        relation="=",
        first=span.first if target.is_cumulative else None,
        last=on,
        definition=counting.series,
        source=RECORDS,
        region=region,
    )
    if not counting.over:
        return _of(target, figure)
    over = _denominator(plan, score, counting, figure)
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


def _score(source: Source, counting: Counting, plan: Plan, *, span: Span, region: str) -> Score:
    by = ("level",) if counting.levels else ()
    skilled = plan.settings.apprentice_worker_is_skilled
    question = Question(span=span, on=span.last, by=by, region=region, apprentice_worker_is_skilled=skilled)
    return count(source.lake, question)


def _value(score: Score, series: str, levels: tuple[str, ...]) -> int:
    place = list(SERIES).index(series)  # type: ignore[arg-type]
    if not levels:
        return score.total[place]
    return sum(row[place] for (level,), row in score.rows.items() if level in levels)


def _denominator(plan: Plan, score: Score, counting: Counting, figure: Figure) -> Figure | None:
    """Another series of the same day, or the latest observation of the region up to it."""
    if counting.over in SERIES:
        value = Fraction(_value(score, counting.over, ()))
        return Figure(value, "=", figure.last, counting.over, RECORDS, region=figure.region)
    seen = [one for one in plan.figures if one.definition == counting.over and one.region == figure.region]
    return max((one for one in seen if one.last <= figure.last), key=lambda one: one.last, default=None)
