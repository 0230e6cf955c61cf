"""What changed since the day before on which something was published: figures, statuses, and the node's own counts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from baigong.apps.progress.queries import CellShown
from baigong.faces.web.design.amounts import Amount, count
from baigong.faces.web.known.asked import Asked
from baigong.faces.web.known.standing import TOTAL, Told, cells_out, days_out, readings_out, standings, vintage
from baigong.faces.web.score.rows import Row, Shown, Telling, rows_of
from baigong.faces.web.score.series import SERIES


@dataclass(frozen=True, slots=True)
class Changed:
    """A target, or the region of a group's, that does not stand as it did."""

    name: str
    place: str
    before: str | None
    after: str | None
    figure_before: Shown | None
    figure_after: Shown | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A series of the node's own, in the reading that was out before and in this one."""

    series: str
    before: Amount
    after: Amount


@dataclass(frozen=True, slots=True)
class Changes:
    before: date
    after: date
    rows: Sequence[Changed]
    readings: tuple[int, int] | None
    moved: Sequence[Moved]


def day_before(asked: Asked, told: Told) -> date | None:
    return max((day for day in days_out(asked, told) if day < asked.known), default=None)


def day_after(asked: Asked, told: Told) -> date | None:
    return min((day for day in days_out(asked, told) if day > asked.known), default=None)


def changes(rows: Sequence[Row], telling: Telling, told: Told) -> Changes | None:
    """Both judged on the same day, so that only what was published in between tells them apart."""
    day = day_before(telling.asked, told)
    if day is None:
        return None
    asked = replace(telling.asked, known=day)
    earlier = replace(telling, asked=asked, vintage=vintage(asked, told))
    was = {row.target: row for row in rows_of(standings(asked.on, day, told), earlier)}
    found = [one for row in rows for one in _of_row(was[row.target], row)]
    return Changes(day, telling.asked.known, found, *_readings(telling, told))


def _of_row(before: Row, after: Row) -> Iterator[Changed]:
    if not after.members:
        figures = before.judged.figure, after.judged.figure
        if before.status != after.status or _differ(*figures):
            yield Changed(after.name, "", before.status, after.status, *figures)
        return
    for was, now in zip(before.members, after.members, strict=True):
        if was.status != now.status or _differ(was.figure, now.figure):
            yield Changed(after.name, now.name, was.status, now.status, was.figure, now.figure)


def _differ(before: Shown | None, after: Shown | None) -> bool:
    return (before and (str(before.amount), before.when)) != (after and (str(after.amount), after.when))


def _readings(telling: Telling, told: Told) -> tuple[tuple[int, int] | None, Sequence[Moved]]:
    """Between the reading shown and the one that was published before it."""
    now = telling.vintage
    out = [one.number for one in readings_out(told)]
    if now is None or now.told.number not in out:
        return None, ()
    earlier = out[out.index(now.told.number) + 1 :]
    before = _total(earlier[0], told) if earlier else None
    if before is None or now.total is None:
        return None, ()
    moved = [
        Moved(name, count(getattr(before, name), telling.language), count(getattr(now.total, name), telling.language))
        for name in SERIES
    ]
    return (earlier[0], now.told.number), moved


def _total(number: int, told: Told) -> CellShown | None:
    cells = cells_out(number, TOTAL, told[0])
    return cells[0] if cells else None
