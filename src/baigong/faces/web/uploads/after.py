"""What a load did to the figures: the first reading that counts it, beside the one before."""

from dataclasses import dataclass
from typing import Any

from baigong.apps.exchange import queries
from baigong.apps.progress import queries as progress
from baigong.apps.progress.counting import WHOLE
from baigong.core.refusal import Refusal
from baigong.core.scope import NATION, Scope, bare
from baigong.faces.web.design.amounts import Amount, count
from baigong.faces.web.figures.addresses import of_count
from baigong.faces.web.words import reader
from baigong.ground.lake.count.question import SERIES

SHOWN = ("events", "holders", "first", "stock")


@dataclass(frozen=True, slots=True)
class Effect:
    series: str
    change: Amount
    now: Amount
    href: str


@dataclass(frozen=True, slots=True)
class After:
    """`number`: none until the reading is taken; `effects`: none where the figures did not move, or are not hers."""

    number: int | None
    effects: tuple[Effect, ...] = ()


def after_loading(scope: Scope, line: queries.UploadLine) -> After:
    number = queries.reading_after(scope, line.id)
    if number is None:
        return After(None)
    try:
        found = progress.changes(scope, number)
    except Refusal:  # the first of all has none before it
        return After(number)
    moved = _of_region(found.cells, line.region)
    return After(number, tuple(_effects(moved, progress.reading(scope, number), line.region)) if moved else ())


def _of_region(cells: Any, region: str) -> Any:
    """The cell of the region that sent it, or of what it lies in, the narrowest that is counted."""
    code = bare(region)
    wanted = (("region4", (code[:4],)), ("region", (code[:2],)), (WHOLE, ()))
    by_place = {(cell.grain, cell.labels): cell for cell in cells}
    return next((by_place[place] for place in wanted if place in by_place), None)


def _effects(moved: Any, reading: Any, region: str) -> Any:
    cell = {"region": moved.labels[0] if moved.labels else NATION}
    for place, series in enumerate(SERIES):
        if series in SHOWN:
            change = moved.after[place] - moved.before[place]
            href = of_count(series, on=reading.on, first=reading.first, cell=cell)
            yield Effect(series, _signed(change), count(moved.after[place], reader()), href)


def _signed(change: int) -> Amount:
    return Amount("+" if change > 0 else "−" if change < 0 else "", f"{abs(change):,}")
