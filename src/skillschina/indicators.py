"""What is counted: definitions, their units, and the published figures with their sources."""

from datetime import date
from decimal import Decimal
from typing import cast

from baigong.core.indicators.figure import Relation
from baigong.core.periods import Span, parse_day, parse_period
from baigong.core.plans import Definition, Observation, Source
from baigong.core.text import Text
from skillschina.rows import Row, rows, text

TABLES = ("observations/national.csv", "observations/provincial.csv", "observations/bulletins.csv")
KEY = ("indicator", "definition", "series", "region", "period", "value", "relation", "source")


def definitions() -> dict[str, Definition]:
    found = (Definition(row["definition"], text(row), row["unit"]) for row in rows("tables/definitions.csv"))
    return {definition.definition: definition for definition in found}


def units() -> dict[str, Text]:
    return {row["unit"]: text(row) for row in rows("tables/units.csv")}


def sources() -> dict[str, Source]:
    return {row["source"]: source(row) for row in rows("observations/sources.csv")}


def source(row: Row) -> Source:
    """A publication known only by month or year counts as its last day; “2024?” or “2012 / 2015” is not known."""
    span = parse_period(row["date"])
    return Source(
        source=row["source"],
        title=row["title"],
        publisher=row["publisher"],
        dated=row["date"],
        reliability=row["reliability"],
        published_on=span.last if span else None,
    )


def observations(known: dict[str, Source]) -> tuple[Observation, ...]:
    """Every published figure once: two tables tell some of them alike."""
    once: dict[tuple[object, ...], Observation] = {}
    for row in (row for table in TABLES for row in rows(table)):
        key = tuple(row[column] for column in KEY)
        once.setdefault(key, observation(row, known))
    return tuple(once.values())


def observation(row: Row, known: dict[str, Source]) -> Observation:
    span = None if row["period"] == "uncertain" else parse_period(row["period"])
    return Observation(
        indicator=row["indicator"],
        definition=row["definition"] or row["indicator"],
        series=row["series"],
        region=row["region"],
        first=_first(row["period"], span),
        last=span.last if span else None,
        value=Decimal(row["value"]),
        relation=cast(Relation, row["relation"]),
        unit=row["unit"],
        source=row["source"],
        published_on=_published_on(row["source"], known),
        note=row["note"],
    )


def _first(written: str, span: Span | None) -> date | None:
    """A single day has no first day: what is counted on a day is not counted over a span."""
    return None if span is None or parse_day(written) else span.first


def _published_on(named: str, known: dict[str, Source]) -> date | None:
    """A figure is out as soon as the first of its sources is."""
    days = [day for name in named.split(";") if name in known and (day := known[name].published_on)]
    return min(days, default=None)
