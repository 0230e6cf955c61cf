"""Where a figure's page is: the figure as `baigong explain` writes it, under `/figures/`."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import quote

from baigong.core.indicators.figure import Figure
from baigong.ground.lake.computed import RECORDS
from baigong.ground.lake.explain.figure import STOCKS, UNKNOWN

ROOM = "/figures/"
PUBLISHED = "published:"


def of_target(target: str, region: str, *, on: date, known: date | None = None) -> str:
    """
    >>> of_target("skilled_share", "00", on=date(2025, 12, 31))
    '/figures/target:skilled_share@2025-12-31/region=00'
    """
    return _address(f"target:{target}@{on}/region={region}", known)


def of_published(figure: Figure) -> str:
    """Of what was published or counted. A quotient of ours was neither, so it has no page but its target's.

    >>> from fractions import Fraction
    >>> of_published(Figure(Fraction(72), "=", date(2025, 8, 31), "new_occupations", "S88", first=date(2021, 1, 1)))
    '/figures/published:new_occupations@2021-01-01..2025-08-31/region=00'
    """
    if figure.parts:
        return ""
    if figure.source == RECORDS:
        return of_count(figure.definition, on=figure.last, first=figure.first, cell={"region": figure.region})
    when = f"{figure.first}..{figure.last}" if figure.first else str(figure.last)
    series = f",series={figure.series}" if figure.series else ""
    return _address(f"{PUBLISHED}{figure.definition}@{when}/region={figure.region}{series}", None)


def of_count(
    series: str, *, on: date, first: date | None, cell: Mapping[str, str | None], known: date | None = None
) -> str:
    """A stock is of a day, so it has no first one; an unknown label is written `null`.

    >>> of_count("first", on=date(2025, 12, 31), first=date(2021, 1, 1), cell={"region": "33"}, known=date(2026, 1, 9))
    '/figures/first@2021-01-01..2025-12-31/region=33?known=2026-01-09'
    """
    return _address(count_written(series, on=on, first=first, cell=cell), known)


def count_written(series: str, *, on: date, first: date | None, cell: Mapping[str, str | None]) -> str:
    """As `baigong explain` takes it."""
    when = f"{first}..{on}" if first and series not in STOCKS else str(on)
    labels = ",".join(f"{name}={UNKNOWN if label is None else label}" for name, label in cell.items())
    return f"{series}@{when}/{labels}" if labels else f"{series}@{when}"


def _address(written: str, known: date | None) -> str:
    return ROOM + quote(written, safe="/:@=,.~") + (f"?known={known}" if known else "")
