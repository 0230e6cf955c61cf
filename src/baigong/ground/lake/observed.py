"""Observations in a package or on record, as figures to judge by: those of a definition of the plan, in its unit."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pyarrow as pa

from baigong.core.indicators.figure import Figure
from baigong.core.periods import parse_period
from baigong.core.plans import Plan


def observed_figures(rows: pa.Table, plan: Plan) -> tuple[Figure, ...]:
    """What cannot be understood is shown where observations are listed, and never used."""
    return tuple(figure for row in rows.to_pylist() for figure in _figure(row, plan))


def _figure(row: Mapping[str, Any], plan: Plan) -> Iterator[Figure]:
    definition, span = plan.definitions.get(row["definition"] or ""), parse_period(row["period"])
    if definition is None or span is None or row["value"] is None or not _is_unit(row["unit"], definition.unit, plan):
        return
    is_day = "/" not in row["period"] and span.first == span.last
    yield Figure(
        value=Fraction(str(row["value"])),
        relation=row["relation"] or "=",
        first=None if is_day else span.first,
        last=span.last,
        definition=definition.definition,
        source=row["source"],
        region=_province(row["region"]),
        published_on=row["published_on"],
    )


def _is_unit(written: str | None, unit: str, plan: Plan) -> bool:
    title = plan.units.get(unit)
    return written in (None, unit, *((title.zh, title.en) if title else ()))


def _province(region: str) -> str:
    """Regions that targets are judged for have two digits."""
    return region[:2] if region[2:] in ("", "0000") else region
