"""Rows of what was counted: the four series, the readings that are out, and their breakdowns."""

from collections.abc import Iterator, Mapping, Sequence

from baigong.apps.progress.queries import CellShown, Published
from baigong.core.codes.region import region_name
from baigong.core.indicators.figure import Figure
from baigong.core.plans import NATION
from baigong.core.scope import bare
from baigong.core.text import msgid
from baigong.faces.web.design.glyphs import SERIES_TITLES
from baigong.faces.web.design.tiles import named
from baigong.faces.web.known.standing import TOTAL, Told, cells_out, readings_out, standings
from baigong.faces.web.opendata.codes import RELATIONS
from baigong.faces.web.score.rows import Telling
from baigong.faces.web.score.series import SERIES, provable, published_of
from baigong.ground.lake.explain.figure import STOCKS
from baigong.ground.lake.explain.proof import STEPS

Row = Sequence[object]
COUNTS: Mapping[str, str] = SERIES_TITLES
LABELS: Mapping[str, str] = {
    "region": msgid("Province"),
    "region4": msgid("Prefecture"),
    "level": msgid("Level"),
    "quarter": msgid("Quarter"),
    "proof": msgid("Proof"),
}
PROVABLE: Mapping[str, str] = {
    "number": msgid("Provable: a number only"),
    "filed": msgid("Provable: the issuer is filed"),
    "result": msgid("Provable: the result is on file"),
    "logged": msgid("Provable: signed and logged"),
}


def series(telling: Telling, told: Told) -> Iterator[Row]:
    judged = standings(telling.asked.on, telling.asked.known, told)
    for name in SERIES:
        figure = published_of(name, judged, telling, told)
        yield (name, "published", NATION, *_figure(figure), *(None for _ in STEPS), None, False)
        vintage = telling.vintage
        if vintage and vintage.total:
            out = vintage.told
            proved = provable(name, vintage.total)
            first = None if name in STOCKS else out.first
            counted = (getattr(vintage.total, name), "eq", first, out.on)
            steps = (proved[step] if proved else None for step in STEPS)
            yield (name, "computed", out.region[:2], *counted, *steps, out.number, out.synthetic)


def evidence(telling: Telling, told: Told) -> Iterator[Row]:
    """Of the whole, of provinces and of prefectures; where a reading kept no evidence the parts are unknown."""
    vintage, seen = telling.vintage, set[str]()
    if vintage is None:
        return
    whole = bare(vintage.told.region) or NATION
    cells = [cell for grain in (TOTAL, "region", "region4") for cell in cells_out(vintage.told.number, grain, told[0])]
    for cell in cells:
        region = next(iter(cell.labels.values()), whole) or ""
        if region not in seen:
            seen.add(region)
            yield from _evidence(cell, region, vintage.told, telling)


def _evidence(cell: CellShown, region: str, out: Published, telling: Telling) -> Iterator[Row]:
    name = named(region, telling.plan, telling.language) if region == NATION else _name(region, telling)
    for series in COUNTS:
        parts = [cell.provable[series][step] for step in STEPS] if cell.provable else [None] * len(STEPS)
        records = sum(part or 0 for part in parts) if cell.provable else None
        first = None if series in STOCKS else out.first
        value = int(getattr(cell, series))
        yield (region, series, name, value, first, out.on, records, *parts, out.number, out.synthetic)


def _name(region: str, telling: Telling) -> str | None:
    """Of a province or a prefecture of today; records may name none."""
    return region_name(region.ljust(6, "0"), telling.language) if region else None


def _figure(figure: Figure | None) -> tuple[object, ...]:
    if figure is None:
        return (None, None, None, None)
    return (figure.value, RELATIONS[figure.relation], figure.first, figure.last)


def vintages(telling: Telling, told: Told) -> Iterator[Row]:
    for one in readings_out(told):
        yield (
            one.number,
            one.region,
            one.period,
            one.first,
            one.on,
            one.data_as_of,
            one.published_at,
            one.quarantined,
            one.seal,
            one.synthetic,
            one.note[telling.language],
        )


def cells(number: int, grain: str, told: Told) -> Iterator[Row]:
    """Cells that are zero throughout are left out; an unknown label is empty."""
    for cell in cells_out(number, grain, told[0]):
        yield (*cell.labels.values(), *(getattr(cell, name) for name in COUNTS))
