"""Four ways to count, side by side: what was published of each for the nation, and what a reading counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from baigong.apps.progress.queries import CellShown
from baigong.core.indicators.choosing import evidence
from baigong.core.indicators.figure import Figure
from baigong.core.indicators.target import Target
from baigong.core.plans import NATION
from baigong.core.text import msgid
from baigong.faces.web.design.amounts import amount, count
from baigong.faces.web.figures.addresses import of_count, of_published
from baigong.faces.web.known.standing import Standing, Told, figures_out, known_day
from baigong.faces.web.score.days import dated
from baigong.faces.web.score.rows import Shown, Telling
from baigong.faces.words import translated
from baigong.ground.lake.explain.figure import STOCKS

SERIES = ("events", "holders", "first", "stock")
UNITS = {
    "events": msgid("certificates"),
    "holders": msgid("people"),
    "first": msgid("people"),
    "stock": msgid("people"),
}
WORDS = {
    "events": msgid("Certificates issued in the period and not void. One person with three counts three."),
    "holders": msgid("Different people who got at least one of them. Provinces add up to more than the nation."),
    "first": msgid("People whose first levelled certificate ever fell in the period. This is what the plan promises."),
    "stock": msgid("People who hold a levelled certificate in force on one day and are still in the labour force."),
}


@dataclass(frozen=True, slots=True)
class Series:
    """`provable`: how many of the records behind the computed figure can be proved how far."""

    name: str
    unit: str
    words: str
    published: Shown | None
    computed: Shown | None
    synthetic: bool
    provable: Mapping[str, int] | None


def series_of(standings: Sequence[Standing], telling: Telling, told: Told) -> list[Series]:
    return [_series(name, standings, telling, told) for name in SERIES]


def _series(name: str, standings: Sequence[Standing], telling: Telling, told: Told) -> Series:
    vintage = telling.vintage
    return Series(
        name,
        translated(UNITS[name], telling.language),
        translated(WORDS[name], telling.language),
        _published(name, standings, telling, told),
        _computed(name, telling),
        bool(vintage and vintage.told.synthetic),
        provable(name, vintage and vintage.total),
    )


def _published(name: str, standings: Sequence[Standing], telling: Telling, told: Told) -> Shown | None:
    figure = published_of(name, standings, telling, told)
    if figure is None:
        return None
    unit = telling.plan.definitions[figure.definition].unit
    shown = amount(figure.value, figure.relation, unit=unit, plan=telling.plan, language=telling.language)
    return Shown(shown, dated(figure, telling.language), of_published(figure))


def published_of(name: str, standings: Sequence[Standing], telling: Telling, told: Told) -> Figure | None:
    """The latest figure of what the nation's target of this series counts."""
    target = next((one.target for one in standings if _is_counted_by(one.target, name)), None)
    if target is None:
        return None
    figures = figures_out(told).get(NATION, ())
    found = evidence(target, figures, on=telling.asked.on, known=telling.asked.known)
    figure = found.latest
    if target.ratio:
        seen = [one for one in figures if one.seen_on <= telling.asked.known and one.last <= telling.asked.on]
        stocks = [one for one in seen if one.definition == target.ratio.numerator]
        figure = max(stocks, key=lambda one: (one.last, one.value), default=None)
    return figure


def _is_counted_by(target: Target, name: str) -> bool:
    counting = target.counting
    return bool(counting and counting.series == name and target.scope == NATION and target.is_verified)


def _computed(name: str, telling: Telling) -> Shown | None:
    vintage = telling.vintage
    if vintage is None or vintage.total is None:
        return None
    out = vintage.told
    known = known_day(out)
    cell = {} if out.region == NATION else {"region": out.region[:2]}
    first = None if name in STOCKS else out.first
    href = of_count(name, on=out.on, first=first, cell=cell, known=known)
    when = spanned_of(first, out.on)
    return Shown(count(getattr(vintage.total, name), telling.language), when, href)


def spanned_of(first: date | None, last: date) -> str:
    return f"{first} – {last}" if first else str(last)


def provable(name: str, cell: CellShown | None) -> Mapping[str, int] | None:
    """Of the certificates behind a count, as the reading keeps it; None: it keeps none for the cell."""
    return cell.provable[name] if cell and cell.provable else None
