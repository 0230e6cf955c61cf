"""How far the certificates behind the figures of regions can be proved: as bars, in numbers, and as a file."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from baigong.apps.progress.queries import CellShown
from baigong.core.codes.region import is_today
from baigong.core.plans import NATION
from baigong.core.scope import bare
from baigong.core.text import msgid
from baigong.faces.web.data.files import Column
from baigong.faces.web.design.amounts import Amount, count
from baigong.faces.web.design.glyphs import SERIES_TITLES
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.figures.addresses import of_count
from baigong.faces.web.known.standing import Told, cells_out, known_day
from baigong.faces.web.opendata.counted import PROVABLE
from baigong.faces.web.score.rows import Telling
from baigong.faces.web.score.series import SERIES as SHOWN
from baigong.faces.web.score.series import provable
from baigong.faces.web.words import reader, said
from baigong.ground.lake.count.question import SERIES
from baigong.ground.lake.explain.figure import STOCKS
from baigong.ground.lake.explain.proof import STEPS

NO_PROVINCE, NO_PREFECTURE = msgid("province not told"), msgid("prefecture not told")
WHOLE = msgid("all records of the reading")


@dataclass(frozen=True, slots=True)
class Proved:
    """A figure of a region; `records` are the certificates behind it, `provable` puts each into one of four parts."""

    series: str
    amount: Amount
    value: int
    href: str
    records: int
    provable: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Place:
    """`href` is empty where the region has no page of its own."""

    region: str
    name: str
    href: str
    figures: Sequence[Proved]

    @property
    def shown(self) -> Sequence[Proved]:
        """The four series of the pages; the two of the high-skilled stand in the numbers."""
        return [one for one in self.figures if one.series in SHOWN]


def of_provinces(telling: Telling, out: Told) -> list[Place]:
    """Each province that the reading has records of; before them, on a node of the nation, all of its records."""
    vintage = telling.vintage
    if vintage is None:
        return []
    total = vintage.total if vintage.told.region == NATION else None
    cells = [total, *cells_out(vintage.told.number, "region", out[0])]
    return _places(cells, telling)


def of_prefectures(code: str, telling: Telling, out: Told) -> list[Place]:
    """The province, then each of its prefectures that the reading has records of."""
    if telling.vintage is None:
        return []
    number = telling.vintage.told.number
    own = [cell for cell in cells_out(number, "region", out[0]) if cell.labels["region"] == code]
    inside = [cell for cell in cells_out(number, "region4", out[0]) if (cell.labels["region4"] or "").startswith(code)]
    return _places([*own, *inside], telling)


def _places(cells: Sequence[CellShown | None], telling: Telling) -> list[Place]:
    """Of those of which the reading keeps evidence."""
    return [_place(cell, telling) for cell in cells if cell and cell.provable]


def _place(cell: CellShown, telling: Telling) -> Place:
    region = next(iter(cell.labels.values()), NATION)
    figures = [_figure(series, cell, telling) for series in SERIES]
    is_of_today = region not in (None, NATION) and is_today(region) and bare(region) == region
    return Place(region or "", _name(region, cell), reverse("region", args=[region]) if is_of_today else "", figures)


def _name(region: str | None, cell: CellShown) -> str:
    """Records may name a province alone, or nothing."""
    if not cell.labels:
        return said(WHOLE)
    if "region4" in cell.labels and len(bare(region or "")) < 4:
        return said(NO_PREFECTURE)
    return region_named(region) if region else said(NO_PROVINCE)


def _figure(series: str, cell: CellShown, telling: Telling) -> Proved:
    assert telling.vintage is not None
    reading, value = telling.vintage.told, int(getattr(cell, series))
    first = None if series in STOCKS else reading.first
    href = of_count(series, on=reading.on, first=first, cell=cell.labels, known=known_day(reading))
    parts = provable(series, cell) or dict.fromkeys(STEPS, 0)
    return Proved(series, count(value, reader()), value, href, sum(parts.values()), parts)


def table_of(places: Sequence[Place]) -> tuple[Sequence[Column], list[tuple[object, ...]]]:
    """A row a region and series: its figure, the certificates behind it, and the four parts, which add up to them."""
    columns = (
        Column("region", said(msgid("Code")), "code"),
        Column("name", said(msgid("Region"))),
        Column("series", said(msgid("Series")), "code"),
        Column("series_name", said(msgid("Name of the series"))),
        Column("value", said(msgid("Value")), "number"),
        Column("certificates", said(msgid("Certificates behind it")), "number"),
        *(Column(f"provable_{step}", said(PROVABLE[step]), "number") for step in STEPS),
    )
    return columns, list(_rows(places))


def _rows(places: Sequence[Place]) -> Iterator[tuple[object, ...]]:
    for place in places:
        for one in place.figures:
            parts = (one.provable[step] for step in STEPS)
            title = said(SERIES_TITLES[one.series])
            yield (place.region, place.name, one.series, title, one.value, one.records, *parts)
