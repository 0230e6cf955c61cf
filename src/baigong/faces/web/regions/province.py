"""A province: its targets, its peers, its past, the four series, its agreement, and the prefectures in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from baigong.apps.progress.queries import CellShown
from baigong.core.indicators.figure import Figure, rounded
from baigong.core.plans import Agreement, Plan, Source
from baigong.core.scope import bare
from baigong.core.text import msgid
from baigong.faces.web.data.files import Column
from baigong.faces.web.design.amounts import Amount, count
from baigong.faces.web.design.glyphs import SERIES_TITLES
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.figures.addresses import of_count
from baigong.faces.web.figures.chart import Chart, Point, chart
from baigong.faces.web.figures.of_published import is_verified
from baigong.faces.web.figures.page import Part
from baigong.faces.web.figures.wording import name_of, part_of
from baigong.faces.web.known.asked import Asked
from baigong.faces.web.known.standing import Standing, Told, cells_out, figures_out, known_day, standings
from baigong.faces.web.regions.evidence import of_prefectures
from baigong.faces.web.regions.overview import telling_of
from baigong.faces.web.score.provinces import GROUPS, provinces
from baigong.faces.web.score.rows import Row, Telling
from baigong.faces.web.score.rows import rows_of as target_rows
from baigong.faces.web.score.series import SERIES, UNITS, WORDS, provable
from baigong.faces.web.words import reader, said
from baigong.ground.lake.explain.figure import STOCKS

SCALES = {"zh": (10_000, msgid("ten thousand")), "en": (1_000, msgid("thousand"))}


@dataclass(frozen=True, slots=True)
class Series:
    """What was published of a series, and what a reading counted, side by side."""

    name: str
    unit: str
    words: str
    published: Part | None
    computed: Amount | None
    computed_href: str
    when: str
    provable: Mapping[str, int] | None


@dataclass(frozen=True, slots=True)
class Past:
    """A publication of before, by what it counts."""

    indicator: str
    part: Part
    last: date
    known: date | None


@dataclass(frozen=True, slots=True)
class Place:
    """A prefecture with its cells; `share` is of the register, not of the published estimate."""

    region: str
    name: str
    cells: Sequence[tuple[str, Amount, str]]
    share: Amount | None
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Quarters:
    chart: Chart | None
    rows: Sequence[tuple[str, Sequence[tuple[Amount, str]]]]
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Signed:
    agreement: Agreement
    source: Source | None


def content(code: str, asked: Asked, out: Told) -> dict[str, Any]:
    telling = telling_of(asked, out)
    plan, judged = telling.plan, standings(asked.on, asked.known, out)
    rows = provinces(judged, telling, out)
    own = next((row for row in rows if row.region == code), None)
    group = own.group if own else ""
    past = past_of(code, asked, out, plan)
    return {
        "code": code,
        "name": region_named(code),
        "group": GROUPS[group][reader()],
        "own": own,
        "asked": asked,
        "vintage": telling.vintage,
        "targets": targets_for(code, judged, telling),
        "is_undecided": any(region.region == code for region in plan.undecided_regions),
        "series": series_of(code, telling, out),
        "peers": [row for row in rows if group and row.group == group],
        "past": past,
        "quarters": quarters_of(code, telling, out),
        "signed": [Signed(one, plan.sources.get(one.source)) for one in agreements_of(code, plan)],
        "places": places_in(code, telling, out),
        "proved": of_prefectures(code, telling, out),
        "series_shown": SERIES,
        "is_covered": is_covered(code, telling),
        "before": max((day for day in _days(code, out) if day < asked.known), default=None),
        "after": min((day for day in _days(code, out) if asked.known < day <= asked.today), default=None),
    }


def _days(code: str, out: Told) -> set[date]:
    """On which something was published of the province."""
    return {figure.seen_on for figure in figures_out(out).get(code, ())}


def targets_for(code: str, judged: Sequence[Standing], telling: Telling) -> list[Row]:
    own = [
        Standing(standing.target, tuple(one for one in standing.judgements if one.region == code))
        for standing in judged
        if standing.target.is_verified
    ]
    return target_rows([standing for standing in own if standing.judgements], telling)


def is_covered(code: str, telling: Telling) -> bool:
    """Whether the reading's region holds the province at all."""
    return telling.vintage is not None and code.startswith(bare(telling.vintage.told.region))


def series_of(code: str, telling: Telling, out: Told) -> list[Series]:
    cell = _cell("region", code, telling, out)
    return [_series(name, code, cell, telling, out) for name in SERIES]


def _series(name: str, code: str, cell: CellShown | None, telling: Telling, out: Told) -> Series:
    published = _published(name, code, telling, out)
    computed = count(getattr(cell, name), reader()) if cell else None
    href = _href(name, {"region": code}, telling) if cell else ""
    when = _when(name, telling) if cell else ""
    proved = provable(name, cell)
    return Series(name, said(UNITS[name]), said(WORDS[name]), published, computed, href, when, proved)


def _published(name: str, code: str, telling: Telling, out: Told) -> Part | None:
    """The latest that was published of what the nation's target counts by this series."""
    wanted = {
        target.ratio.numerator if target.ratio else target.definition
        for target in telling.plan.targets
        if target.counting and target.counting.series == name and target.is_verified
    }
    seen = [one for one in _seen(code, telling.asked, out, telling.plan) if one.definition in wanted]
    latest = max(seen, key=lambda one: (one.last, one.is_exact), default=None)
    return part_of(latest, telling.plan) if latest else None


def _seen(code: str, asked: Asked, out: Told, plan: Plan) -> list[Figure]:
    figures = figures_out(out).get(code, ())
    return [one for one in figures if one.seen_on <= asked.known and one.last <= asked.on and is_verified(one, plan)]


def past_of(code: str, asked: Asked, out: Told, plan: Plan) -> list[Past]:
    """Everything that was published of it, by what it counts and then by its day."""
    order = list(plan.definitions)
    seen = sorted(_seen(code, asked, out, plan), key=lambda one: (order.index(one.definition), one.series, one.last))
    return [Past(name_of(one.definition, plan), part_of(one, plan), one.last, one.published_on) for one in seen]


def agreements_of(code: str, plan: Plan) -> list[Agreement]:
    """Its own with the ministry, and those of its cities."""
    return [one for one in plan.agreements if one.region.startswith(code)]


def quarters_of(code: str, telling: Telling, out: Told) -> Quarters | None:
    """By the cells of the reading: what happened in each quarter and what stood at its end."""
    if telling.vintage is None:
        return None
    cells = cells_out(telling.vintage.told.number, "region,quarter", out[0])
    own = [cell for cell in cells if cell.labels["region"] == code and cell.labels["quarter"]]
    if len(own) < 2:
        return None
    scale, words = SCALES[reader()]
    is_large = max(cell.stock for cell in own) >= scale * 5
    points = [Point(float(cell.stock), f"{cell.stock:,}", str(cell.labels["quarter"])) for cell in own]
    unit = said(words) if is_large else ""
    drawn = chart(points, goal=None, goal_words="", unit=unit, scale=float(scale if is_large else 1))
    rows = [(str(cell.labels["quarter"]), _counts(cell, code, telling)) for cell in reversed(own)]
    return Quarters(drawn, rows, SERIES)


def _counts(cell: CellShown, code: str, telling: Telling) -> list[tuple[Amount, str]]:
    labels = {"region": code, "quarter": str(cell.labels["quarter"])}
    return [(count(getattr(cell, name), reader()), _href(name, labels, telling)) for name in SERIES]


def places_in(code: str, telling: Telling, out: Told) -> list[Place]:
    """The prefectures of which a reading has records."""
    if telling.vintage is None:
        return []
    cells = cells_out(telling.vintage.told.number, "region4", out[0])
    inside = [cell for cell in cells if str(cell.labels["region4"] or "").startswith(code)]
    return [_place(cell, telling) for cell in inside]


def _place(cell: CellShown, telling: Telling) -> Place:
    region = str(cell.labels["region4"])
    counts = {name: int(getattr(cell, name)) for name in (*SERIES, "stock_high")}
    shown = [(name, count(counts[name], reader()), _href(name, {"region4": region}, telling)) for name in SERIES]
    return Place(region, region_named(region), shown, share_of(counts), counts)


def share_of(counts: Mapping[str, int]) -> Amount | None:
    if not counts["stock"]:
        return None
    share = rounded(Fraction(counts["stock_high"], counts["stock"]) * 100, "=", places=1)
    return Amount("", f"{share:f}", "%")


def _cell(grain: str, label: str, telling: Telling, out: Told) -> CellShown | None:
    if telling.vintage is None:
        return None
    cells = cells_out(telling.vintage.told.number, grain, out[0])
    return next((cell for cell in cells if cell.labels[grain] == label), None)


def _href(name: str, cell: Mapping[str, str], telling: Telling) -> str:
    assert telling.vintage is not None
    reading = telling.vintage.told
    first = None if name in STOCKS else reading.first
    return of_count(name, on=reading.on, first=first, cell=cell, known=known_day(reading))


def _when(name: str, telling: Telling) -> str:
    assert telling.vintage is not None
    reading = telling.vintage.told
    dash = "—" if reader() == "zh" else "–"
    return str(reading.on) if name in STOCKS else f"{reading.first}{dash}{reading.on}"


def places_table(places: Sequence[Place]) -> tuple[Sequence[Column], list[tuple[object, ...]]]:
    names = (*SERIES, "stock_high")
    columns = (
        Column("region", said(msgid("Code")), "code"),
        Column("name", said(msgid("Region"))),
        *(Column(name, said(SERIES_TITLES[name]), "number") for name in names),
    )
    return columns, [(one.region, one.name, *(one.counts[name] for name in names)) for one in places]


def past_table(past: Sequence[Past]) -> tuple[Sequence[Column], list[tuple[object, ...]]]:
    columns = (
        Column("indicator", said(msgid("Indicator"))),
        Column("time_period", said(msgid("Day of the data"))),
        Column("relation", said(msgid("Relation")), "code"),
        Column("value", said(msgid("Value"))),
        Column("published_on", said(msgid("Published on")), "day"),
        Column("source", said(msgid("Source"))),
    )
    return columns, [
        (one.indicator, one.part.when, *_told(one.part.amount), one.known, _named(one.part)) for one in past
    ]


def _told(amount: Amount) -> tuple[str, str]:
    return amount.sign.strip() or "=", f"{amount.number}{amount.unit}"


def _named(part: Part) -> str:
    return "; ".join(line.code or line.title for line in part.sources)


def targets_table(rows: Sequence[Row]) -> tuple[Sequence[Column], list[tuple[object, ...]]]:
    columns = (
        Column("target", said(msgid("Target"))),
        Column("goal", said(msgid("Goal"))),
        Column("status", said(msgid("Status")), "code"),
        Column("figure", said(msgid("Figure"))),
        Column("time_period", said(msgid("Day of the data"))),
        Column("why", said(msgid("Why"))),
    )
    cells = []
    for row in rows:
        figure = row.judged.figure
        shown = (str(figure.amount), figure.when) if figure else (None, None)
        cells.append((row.name, row.goal, row.status or "", *shown, row.judged.why))
    return columns, cells
