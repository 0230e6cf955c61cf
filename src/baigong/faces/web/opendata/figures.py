"""Rows of published figures, and of targets judged by them."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from baigong.core.indicators.figure import Figure, Relation
from baigong.core.indicators.judging import Judgement
from baigong.core.indicators.target import Operator
from baigong.faces.judgements import sentence
from baigong.faces.web.design.tiles import named
from baigong.faces.web.known.standing import Told, figures_out, standings
from baigong.faces.web.opendata.codes import RELATIONS
from baigong.faces.web.score.provinces import provinces
from baigong.faces.web.score.rows import Telling

Row = Sequence[object]
OPERATORS: dict[Operator, str] = {">=": "ge", ">": "gt", "=": "eq", "~": "about", "+": "gain"}


def targets(telling: Telling, told: Told) -> Iterator[Row]:
    """Computed ones in rows of their own, right after the published."""
    for standing in standings(telling.asked.on, telling.asked.known, told):
        for judgement in standing.judgements:
            yield _published(judgement, telling)
            computed = _computed(judgement, telling)
            if computed:
                yield computed


def _about(judgement: Judgement, origin: str, telling: Telling) -> tuple[object, ...]:
    target, plan, language = judgement.target, telling.plan, telling.language
    return (
        target.target,
        judgement.region,
        origin,
        target.name[language],
        named(judgement.region, plan, language),
        plan.documents[target.document][language],
        target.clause[language],
        OPERATORS[target.op],
        target.goal,
        target.unit,
        target.span.first,
        target.span.last,
    )


def _published(judgement: Judgement, telling: Telling) -> Row:
    why = sentence(judgement, telling.plan, telling.language)
    figure = judgement.published
    about = _about(judgement, "published", telling)
    told = _figure(figure) if figure else (None, None, None, None, judgement.target.definition, None)
    return (*about, judgement.status, *told, why, None, False)


def _figure(figure: Figure) -> tuple[object, ...]:
    relation = RELATIONS[figure.relation]
    return (figure.value, relation, figure.first, figure.last, figure.definition, figure.source)


def _computed(judgement: Judgement, telling: Telling) -> Row | None:
    vintage = telling.vintage
    found = vintage and vintage.computed.get((judgement.target.target, judgement.region))
    if not vintage or not found:
        return None
    relation: Relation = found.relation  # type: ignore[assignment]
    told = (Fraction(found.value), RELATIONS[relation], found.first, found.last, found.definition, None)
    about = _about(judgement, "computed", telling)
    return (*about, found.status, *told, "", vintage.told.number, vintage.told.synthetic)


def provinces_told(telling: Telling, told: Told) -> Iterator[Row]:
    vintage = telling.vintage
    for row in provinces(standings(telling.asked.on, telling.asked.known, told), telling, told):
        one = row.share or row.skilled or row.high
        figures = (part for figure in (row.skilled, row.high, row.share) for part in _value(figure))
        is_counted = vintage is not None and row.computed is not None
        yield (
            row.region,
            row.name,
            row.group,
            *figures,
            row.last,
            one and one.definition,
            one and one.source,
            row.status,
            row.note,
            row.computed,
            vintage.told.number if vintage and is_counted else None,
            vintage.told.synthetic if vintage and is_counted else None,
        )


def _value(figure: Figure | None) -> tuple[object, object]:
    return (figure.value, RELATIONS[figure.relation]) if figure else (None, None)


def observations(telling: Telling, told: Told) -> Iterator[Row]:
    """What had been published by the day; of figures whose day is uncertain, none."""
    asked = telling.asked
    found = [figure for figures in figures_out(told).values() for figure in figures]
    seen = (one for one in found if one.seen_on <= asked.known and one.last <= asked.on)
    for figure in sorted(seen, key=lambda one: (one.definition, one.region, one.last, one.series, one.source)):
        yield (
            figure.definition,
            figure.series,
            figure.region,
            figure.first,
            figure.last,
            figure.source,
            figure.value,
            RELATIONS[figure.relation],
            telling.plan.definitions[figure.definition].unit,
            figure.published_on,
        )


def definitions(telling: Telling, told: Told) -> Iterator[Row]:
    for one in telling.plan.definitions.values():
        yield (one.definition, one.text[telling.language], one.unit)


def sources(telling: Telling, told: Told) -> Iterator[Row]:
    for one in telling.plan.sources.values():
        yield (one.source, one.title, one.publisher, one.dated, one.reliability)
