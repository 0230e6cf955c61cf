"""Quarter by quarter, from a reading that is out: what happened in each, and what stood at its end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from baigong.apps.progress.queries import CellShown
from baigong.core.periods import quarter_of
from baigong.core.text import Language, msgid
from baigong.faces.numbers import people_number
from baigong.faces.web.design.amounts import count
from baigong.faces.web.figures.addresses import of_count
from baigong.faces.web.known.standing import Told, Vintage, cells_out, known_day
from baigong.faces.web.score.rows import Shown, Telling
from baigong.faces.words import translated

FLOWS, STOCK = ("events", "holders", "first"), "stock"
SENTENCE = msgid(
    "From %(first)s to %(last)s the stock grew by %(grown)s while %(events)s certificates were issued: some people "
    "took several, some left, some certificates expired."
)
SHRANK = msgid("From %(first)s to %(last)s the stock fell by %(grown)s while %(events)s certificates were issued.")


@dataclass(frozen=True, slots=True)
class Quarter:
    """`is_open`: it was not over on the reading's day, so it is no whole quarter."""

    quarter: str
    events: int
    holders: int
    first: int
    stock: int
    shown: Sequence[Shown]
    is_open: bool


@dataclass(frozen=True, slots=True)
class Trend:
    quarters: Sequence[Quarter]
    names: Sequence[str]
    sentence: str
    reading: int
    synthetic: bool

    @property
    def told(self) -> dict[str, object]:
        """For the drawing; the last one is left out where it is no whole quarter."""
        over = [one for one in self.quarters if not one.is_open]
        series = {name: [getattr(one, name) for one in over] for name in (*FLOWS, STOCK)}
        return {"quarters": [one.quarter for one in over], **series}


def trend(telling: Telling, told: Told) -> Trend | None:
    """Nothing where no reading was out, or it has less than two quarters."""
    vintage = telling.vintage
    if vintage is None:
        return None
    cells = [one for one in cells_out(vintage.told.number, "quarter", told[0]) if one.labels["quarter"]]
    quarters = [_quarter(one, vintage, telling.language) for one in cells]
    if len(quarters) < 2:
        return None
    return Trend(quarters, (*FLOWS, STOCK), _sentence(quarters, telling), vintage.told.number, vintage.told.synthetic)


def _quarter(cell: CellShown, vintage: Vintage, language: Language) -> Quarter:
    name, out = str(cell.labels["quarter"]), vintage.told
    known = known_day(out)
    shown = [
        Shown(
            count(getattr(cell, series), language),
            name,
            of_count(series, on=out.on, first=out.first, cell={"quarter": name}, known=known),
        )
        for series in (*FLOWS, STOCK)
    ]
    is_open = name == quarter_of(_next(out.on))
    return Quarter(name, cell.events, cell.holders, cell.first, cell.stock, shown, is_open)


def _next(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _sentence(quarters: Sequence[Quarter], telling: Telling) -> str:
    over = [one for one in quarters if not one.is_open] or quarters
    grown = over[-1].stock - over[0].stock
    language = telling.language
    facts = {
        "first": over[0].quarter,
        "last": over[-1].quarter,
        "grown": people_number(abs(grown), language),
        "events": people_number(sum(one.events for one in over[1:]), language),
    }
    return translated(SENTENCE if grown >= 0 else SHRANK, language, facts)
