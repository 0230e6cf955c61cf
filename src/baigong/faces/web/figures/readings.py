"""What readings that are out have of a cell: which of them have it, in which vintage, and what it says there."""

from collections.abc import Mapping, Sequence
from datetime import date

from baigong.apps.progress.counting import GRAINS, WHOLE
from baigong.apps.progress.queries import CellShown, Published
from baigong.core.periods import day_at
from baigong.core.plans import Plan
from baigong.core.scope import bare
from baigong.faces.web.figures.asked import CountAsked, NotFound
from baigong.faces.web.figures.labels import place_of
from baigong.faces.web.known.standing import Told, cells_out, known_day, readings_out
from baigong.ground.lake.explain.figure import STOCKS, Figure


def published_count(asked: CountAsked, plan: Plan, out: Told) -> Published:
    """The last reading that is out of this day, span and region, and has this breakdown."""
    found = vintages_of(asked, plan, out)
    if not found:
        raise NotFound
    return found[0]


def vintages_of(asked: CountAsked, plan: Plan, out: Told) -> list[Published]:
    """Those of the same day that are out, the last first; with a day, those whose data are of no later one."""
    return [one for one in of_the_day(asked.figure, plan, out) if asked.known is None or data_day(one) <= asked.known]


def of_the_day(figure: Figure, plan: Plan, out: Told) -> list[Published]:
    return [one for one in fitting(figure, plan, out) if one.on == figure.on]


def fitting(figure: Figure, plan: Plan, out: Told) -> list[Published]:
    """Of the same breakdown, region and beginning, whatever the day."""
    if grain_of(figure) is None:
        return []
    is_stock, first, region = figure.series in STOCKS, first_of(figure, plan), place_of(figure.cell, "")
    return [
        one
        for one in readings_out(out)
        if (is_stock or one.first == first) and (not region or region.startswith(bare(one.region)))
    ]


def previous_of(asked: CountAsked, plan: Plan, out: Told) -> tuple[Published, Published] | None:
    """The reading shown and the one before it: of the same day, else of the last day before."""
    here = vintages_of(asked, plan, out)
    if not here:
        return None
    others = [one for one in fitting(asked.figure, plan, out) if one.number < here[0].number and one.on <= here[0].on]
    return (here[0], max(others, key=lambda one: (one.on, one.number))) if others else None


def value_in(reading: Published, figure: Figure, out: Told) -> int | None:
    """None where the reading has no record of the region at all: that nobody reported is not that there are none."""
    grain, names = grain_of(figure) or (WHOLE, ())
    cells = cells_out(reading.number, grain, out[0])
    own = next((cell for cell in cells if _is_of(cell, figure, names)), None)
    if own is not None:
        return int(getattr(own, figure.series))
    region = next((figure.cell[name] for name in names if name.startswith("region")), None)
    is_reported = region is None or any(region in cell.labels.values() for cell in cells)
    return 0 if is_reported else None


def _is_of(cell: CellShown, figure: Figure, names: Sequence[str]) -> bool:
    return all(cell.labels[name] == figure.cell[name] for name in names)


def proof_of(reading: Published, figure: Figure, out: Told) -> Mapping[str, int] | None:
    """Readings keep the evidence of totals, provinces and prefectures; of a part of them nothing is told."""
    grain, names = grain_of(figure) or (WHOLE, ())
    cells = cells_out(reading.number, grain, out[0])
    own = next((cell for cell in cells if _is_of(cell, figure, names)), None)
    return own.provable[figure.series] if own and own.provable else None


def grain_of(figure: Figure) -> tuple[str, tuple[str, ...]] | None:
    """The breakdown of a reading that has the cell; its names in their order there."""
    names = next((names for names in GRAINS if set(names) == set(figure.cell)), None)
    if not figure.cell:
        return WHOLE, ()
    return (",".join(names), names) if names else None


def first_of(figure: Figure, plan: Plan) -> date:
    return figure.question(plan).span.first


def data_day(reading: Published) -> date:
    """The day whose end the reading knows of, or on which it was taken."""
    return known_day(reading) or day_at(reading.data_as_of)
