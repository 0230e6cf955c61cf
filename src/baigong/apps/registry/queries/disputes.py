"""Disputes as officials, workers and organisations see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from baigong.apps.registry.models import Dispute
from baigong.apps.registry.scoping import placed_in
from baigong.core.scope import Scope


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """`is_late`: not answered, and its day is over."""

    id: int
    record: str
    column: str
    says: str
    person: int | None
    organisation: str
    place: str
    state: str
    filed_at: datetime
    due_on: date | None
    is_late: bool
    answer: str
    answered_at: datetime | None
    proposal: int | None


def disputes(
    scope: Scope, *, on: date, state: str = "", after: int | None = None, limit: int = 50
) -> list[DisputeLine]:
    """Of records kept in one's regions; one's own; one's organisation's."""
    found = Dispute.objects.filter(_seen(scope), pk__gt=after or 0)
    if state:
        found = found.filter(state=state)
    return [_line(row, on) for row in found.order_by("id")[:limit]]


def disputes_about(scope: Scope, records: Collection[str], persons: Collection[int], *, on: date) -> list[DisputeLine]:
    """Of some records, or by some persons; newest first."""
    told = Q(record__in=records) | Q(person__in=persons)
    return [_line(row, on) for row in Dispute.objects.filter(_seen(scope), told).order_by("-id")]


def dispute(scope: Scope, id: int, *, on: date) -> DisputeLine | None:
    row = Dispute.objects.filter(_seen(scope), pk=id).first()
    return _line(row, on) if row else None


def _seen(scope: Scope) -> Q:
    return placed_in(scope) | Q(person__in=scope.persons) | Q(organisation__in=scope.organisations - {""})


def _line(row: Dispute, on: date) -> DisputeLine:
    return DisputeLine(
        id=row.pk,
        record=row.record,
        column=row.column,
        says=row.says,
        person=row.person_id,
        organisation=row.organisation,
        place=row.place,
        state=row.state,
        filed_at=row.filed_at,
        due_on=row.due_on,
        is_late=row.state == "filed" and row.due_on is not None and row.due_on < on,
        answer=row.answer,
        answered_at=row.answered_at,
        proposal=row.proposal,
    )
