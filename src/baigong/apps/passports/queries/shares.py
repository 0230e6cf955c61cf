"""A person's own shares."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Sum

from baigong.apps.passports.items import Item, items_of
from baigong.apps.passports.models import Look, Share
from baigong.core.scope import Scope


@dataclass(frozen=True, slots=True)
class ShareLine:
    """`looks`: how often it was opened; `is_open`: whether its link shows anything today."""

    id: int
    person: int
    purpose: str
    items: tuple[Item, ...]
    made_at: datetime
    ends_on: date
    withdrawn_at: datetime | None
    is_open: bool
    looks: int


def shares(scope: Scope, *, on: date, after: int | None = None, limit: int = 50) -> list[ShareLine]:
    """The newest first; `after` is the number of the last that was seen."""
    rows = Share.objects.filter(person__in=scope.persons)
    if after is not None:
        rows = rows.filter(pk__lt=after)
    return [_line(row, on) for row in rows.order_by("-id")[:limit]]


def share(scope: Scope, id: int, *, on: date) -> ShareLine | None:
    row = share_to_act_on(scope, id)
    return _line(row, on) if row else None


def share_to_act_on(scope: Scope, id: int) -> Share | None:
    return Share.objects.filter(person__in=scope.persons, pk=id).first()


def _line(row: Share, on: date) -> ShareLine:
    told = Look.objects.filter(share=row).aggregate(times=Sum("times"))["times"] or 0
    return ShareLine(
        id=row.pk,
        person=row.person_id,
        purpose=row.purpose,
        items=tuple(items_of(row.items)),
        made_at=row.made_at,
        ends_on=row.ends_on,
        withdrawn_at=row.withdrawn_at,
        is_open=row.withdrawn_at is None and row.ends_on >= on,
        looks=told,
    )
