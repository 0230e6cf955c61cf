"""Pairs that may be one person, side by side."""

from dataclasses import dataclass
from datetime import datetime

from baigong.apps.registry.models import MergeCandidate
from baigong.apps.registry.queries.persons import PersonDetail, Viewing, person
from baigong.apps.registry.scoping import placed_in
from baigong.core.scope import Scope


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """`weight` is the base-2 logarithm of how much more likely one person is than two."""

    id: int
    first: int
    second: int
    weight: float
    why: tuple[str, ...]
    state: str
    reason: str
    found_at: datetime


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One of the two may live outside the reader's scope: then only the other can be shown, and not decided on."""

    line: CandidateLine
    first: PersonDetail | None
    second: PersonDetail | None


def candidates(
    scope: Scope, *, state: str = "open", after: tuple[float, int] | None = None, limit: int = 50
) -> list[CandidateLine]:
    """The likeliest first; the cursor is the weight and the key of the last one seen."""
    found = MergeCandidate.objects.filter(placed_in(scope), state=state)
    if after:
        weight, id = after
        found = found.filter(weight__lt=weight) | found.filter(weight=weight, id__gt=id)
    return [_line(row) for row in found.order_by("-weight", "id")[:limit]]


def candidate(scope: Scope, id: int, *, viewing: Viewing) -> SideBySide | None:
    row = MergeCandidate.objects.filter(placed_in(scope), pk=id).first()
    if row is None:
        return None
    first, second = (person(scope, key, viewing=viewing) for key in (row.first_id, row.second_id))
    return SideBySide(_line(row), first, second)


def _line(row: MergeCandidate) -> CandidateLine:
    why = tuple(row.why)
    return CandidateLine(row.pk, row.first_id, row.second_id, row.weight, why, row.state, row.reason, row.found_at)
