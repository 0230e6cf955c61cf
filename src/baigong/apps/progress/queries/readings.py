"""Readings, their tables, what they say of the targets, and what changed between two of them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from baigong.apps.progress.cells import cells_of
from baigong.apps.progress.changes import Changes, changes_between
from baigong.apps.progress.counting import (
    GRAINS,
    PROOF,
    PROOF_BY_PREFECTURE,
    PROOF_BY_REGION,
    PROOFS,
    WHOLE,
    labels_of,
)
from baigong.apps.progress.models import Computed, Reading
from baigong.core.refusal import Refusal
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.ground.lake.count.question import SERIES
from baigong.ground.lake.explain.proof import Provable, by_cell

PROVED_BY: Mapping[str, str] = {WHOLE: PROOF, "region": PROOF_BY_REGION, "region4": PROOF_BY_PREFECTURE}


class NoSuchReading(Refusal):
    code = "progress.reading.not_found"
    sentence = msgid("There is no reading %(number)s that you may see; the list of readings has those that there are.")


class NoSuchGrain(Refusal):
    code = "progress.no_such_grain"
    sentence = msgid("Readings are not kept by “%(given)s”; choose among %(known)s, or ask for a score.")


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """A reading without its cells; `synthetic` stays with every figure of it."""

    number: int
    region: str
    plan: str
    first: date
    on: date
    known: datetime | None
    taken_at: datetime
    seal: int
    load: int | None
    quarantined: Mapping[str, int]
    synthetic: bool

    @property
    def quarantined_rows(self) -> int:
        return sum(self.quarantined.values())


@dataclass(frozen=True, slots=True)
class CellShown:
    """The labels of a cell by their breakdown, unknown being None, and its six counts.

    `provable`: how far the certificates behind each count can be proved, where readings keep it.
    """

    labels: Mapping[str, str | None]
    events: int
    holders: int
    first: int
    first_high: int
    stock: int
    stock_high: int
    provable: Provable | None = None


@dataclass(frozen=True, slots=True)
class ComputedShown:
    """`value` is exact: a whole number, or `numerator/denominator`."""

    target: str
    region: str
    value: str
    relation: str
    first: date | None
    last: date
    definition: str
    status: str | None
    parts: list[Mapping[str, str]]


def readings(scope: Scope, *, after: int | None = None, limit: int = 50) -> list[ReadingShown]:
    """The last first."""
    found = Reading.objects.order_by("-number")
    if after is not None:
        found = found.filter(number__lt=after)
    return [reading_shown(row) for row in found[:limit]] if scope.regions else []


def reading(scope: Scope, number: int) -> ReadingShown:
    return reading_shown(reading_row(scope, number))


def last_number(scope: Scope) -> int | None:
    last = readings(scope, limit=1)
    return last[0].number if last else None


def reading_row(scope: Scope, number: int) -> Reading:
    """For acts on it. Whoever sees regions may know that it was taken; which cells she sees is another matter."""
    row = Reading.objects.filter(number=number).first() if scope.regions else None
    if row is None:
        raise NoSuchReading(number=number)
    return row


def table(scope: Scope, number: int, grain: str) -> list[CellShown]:
    """The cells of a breakdown, or `total`: of the reading's whole region, or of the regions in scope."""
    return cells_shown(reading_row(scope, number), grain, scope)


def cells_shown(reading: Reading, grain: str, scope: Scope) -> list[CellShown]:
    names, proved = _names(grain), _provable(reading, grain)
    found = ((labels_of(key), row) for (_, key), row in _cells(reading, grain))
    rows = [
        CellShown(
            dict(zip(names, labels, strict=True)), **dict(zip(SERIES, row, strict=True)), provable=proved.get(labels)
        )
        for labels, row in found
    ]
    seen = [row for row in rows if _is_seen(row.labels, reading, scope)]
    return sorted(seen, key=lambda row: [(label is None, label or "") for label in row.labels.values()])


def computed_targets(scope: Scope, number: int) -> list[ComputedShown]:
    row = reading_row(scope, number)
    if not scope.holds_region(row.region):
        return []
    return computed_shown(row)


def computed_shown(reading: Reading) -> list[ComputedShown]:
    found = Computed.objects.filter(reading=reading).order_by("id")
    return [ComputedShown(*(getattr(one, name) for name in ComputedShown.__slots__)) for one in found]


def changes(scope: Scope, number: int, previous: int | None = None) -> Changes:
    """Against an earlier reading, or the one before; the reasons are told to whoever sees the whole region."""
    later = reading_row(scope, number)
    earlier = reading_row(scope, previous) if previous is not None else _before(later)
    found = changes_between(later, earlier)
    cells = tuple(
        cell for cell in found.cells if _is_seen(dict(zip(_names(cell.grain), cell.labels, strict=True)), later, scope)
    )
    return replace(found, cells=cells, causes=found.causes if scope.holds_region(later.region) else ())


def reading_shown(row: Reading) -> ReadingShown:
    return ReadingShown(*(getattr(row, name) for name in ReadingShown.__slots__))


def _before(reading: Reading) -> Reading:
    row = Reading.objects.filter(chain=reading.chain, number__lt=reading.number).order_by("-number").first()
    if row is None:
        raise NoSuchReading(number=reading.number - 1)
    return row


def _cells(reading: Reading, grain: str) -> list[tuple[tuple[str, str], tuple[int, ...]]]:
    return list(cells_of(reading, grain).items())


def _provable(reading: Reading, grain: str) -> Mapping[tuple[str | None, ...], Provable]:
    if grain not in PROVED_BY:
        return {}
    rows = {labels_of(key): row for (_, key), row in _cells(reading, PROVED_BY[grain])}
    return by_cell(rows) if rows else {}


def _names(grain: str) -> tuple[str, ...]:
    if grain == WHOLE:
        return ()
    names = tuple(grain.split(","))
    known = [*(",".join(names) for names in GRAINS), *PROOFS]
    if grain not in known:
        raise NoSuchGrain(given=grain, known=[WHOLE, *known])
    return names


def _is_seen(labels: Mapping[str, str | None], reading: Reading, scope: Scope) -> bool:
    """A cell of a region by its own region, any other by the reading's."""
    place = next((labels[name] for name in ("region", "region4") if name in labels), None)
    return scope.holds_region(place) if place else scope.holds_region(reading.region)
