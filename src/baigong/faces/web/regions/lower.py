"""A prefecture or a county: what readings that are out have of it, and who knows more."""

from typing import Any

from baigong.apps.progress.queries import CellShown
from baigong.core.codes.region import regions_in
from baigong.core.scope import bare
from baigong.faces.web.design.amounts import Amount, count
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.figures.addresses import of_count
from baigong.faces.web.known.asked import Asked
from baigong.faces.web.known.standing import Told, cells_out, known_day, readings_out
from baigong.faces.web.regions.overview import telling_of
from baigong.faces.web.regions.province import Series, share_of
from baigong.faces.web.score.rows import Telling
from baigong.faces.web.score.series import SERIES, UNITS, WORDS, provable
from baigong.faces.web.words import reader, said
from baigong.ground.lake.explain.figure import STOCKS

GRAINS = {4: "region4", 6: "region6"}


def content(code: str, asked: Asked, out: Told) -> dict[str, Any]:
    telling = telling_of(asked, out)
    cell = _cell(code, telling, out)
    inside = [bare(one) for one in regions_in(code)] if len(code) == 4 else []
    return {
        "code": code,
        "name": region_named(code),
        "up": [(region_named(code[:length]), code[:length]) for length in (2, 4) if length < len(code)],
        "asked": asked,
        "vintage": telling.vintage,
        "series": [_series(name, code, cell, telling) for name in SERIES] if cell else [],
        "share": _share(cell),
        "earlier": _earlier(code, out) if cell else [],
        "inside": [(one, region_named(one)) for one in inside],
    }


def _cell(code: str, telling: Telling, out: Told) -> CellShown | None:
    """Readings are not kept by county."""
    if telling.vintage is None or len(code) != 4:
        return None
    cells = cells_out(telling.vintage.told.number, GRAINS[4], out[0])
    return next((cell for cell in cells if cell.labels[GRAINS[4]] == code), None)


def _series(name: str, code: str, cell: CellShown, telling: Telling) -> Series:
    assert telling.vintage is not None
    reading = telling.vintage.told
    first = None if name in STOCKS else reading.first
    href = of_count(name, on=reading.on, first=first, cell={"region4": code}, known=known_day(reading))
    dash = "—" if reader() == "zh" else "–"
    when = f"{first}{dash}{reading.on}" if first else str(reading.on)
    counted = count(getattr(cell, name), reader())
    return Series(name, said(UNITS[name]), said(WORDS[name]), None, counted, href, when, provable(name, cell))


def _share(cell: CellShown | None) -> Amount | None:
    return share_of({"stock": cell.stock, "stock_high": cell.stock_high}) if cell else None


def _earlier(code: str, out: Told) -> list[tuple[str, int, Amount, str]]:
    """Its stock in each reading that is out, the latest day first."""
    found: dict[str, tuple[str, int, Amount, str]] = {}
    for reading in readings_out(out):
        cells = cells_out(reading.number, GRAINS[4], out[0])
        cell = next((one for one in cells if one.labels[GRAINS[4]] == code), None)
        if cell:
            href = of_count("stock", on=reading.on, first=None, cell={"region4": code})
            found.setdefault(str(reading.on), (str(reading.on), reading.number, count(cell.stock, reader()), href))
    return [found[day] for day in sorted(found, reverse=True)]
