"""The calendar of reporting periods, with what is due, locked and excepted."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from baigong.apps.authority.models import LockException
from baigong.apps.progress.models import Period
from baigong.apps.progress.states import KINDS, PERIOD
from baigong.core.refusal import Refusal
from baigong.core.scope import Scope, bare
from baigong.core.text import Text, msgid


class NoSuchPeriod(Refusal):
    code = "progress.period.not_found"
    sentence = msgid("There is no period %(id)s that you may see; the calendar has those that there are.")


@dataclass(frozen=True, slots=True)
class PeriodShown:
    """`is_overdue`: its report is due, and it is not locked yet."""

    id: int
    kind: str
    kind_title: Text
    region: str
    first: date
    last: date
    due_on: date
    state: str
    state_title: Text
    locked_since: datetime | None
    locked_by: str
    is_overdue: bool
    line: int


@dataclass(frozen=True, slots=True)
class ExceptionShown:
    id: int
    period: int
    region: str
    until: date
    reason: str
    is_over: bool


def periods(scope: Scope, *, on: date, after: int | None = None, limit: int = 50) -> list[PeriodShown]:
    """Those of a region in scope, and those of a wider region, which bind as well."""
    found = Period.objects.filter(id__gt=after or 0).select_related("lock").order_by("id")
    rows = (row for row in found.iterator() if _is_seen(scope, row))
    return [_shown(row, on) for row, _ in zip(rows, range(limit), strict=False)]


def period_row(scope: Scope, id: int) -> Period:
    """For acts on it."""
    row = Period.objects.filter(pk=id).select_related("lock").first()
    if row is None or not _is_seen(scope, row):
        raise NoSuchPeriod(id=id)
    return row


def exceptions(scope: Scope, period: int, *, on: date) -> list[ExceptionShown]:
    row = period_row(scope, period)
    granted = LockException.objects.filter(Q(lock=row.lock_id) & ~Q(lock=None)).order_by("id")
    return [
        ExceptionShown(one.pk, period, one.region, one.until, one.reason, one.until < on)
        for one in granted
        if scope.holds_region(one.region) or scope.holds_region(row.region)
    ]


def _is_seen(scope: Scope, row: Period) -> bool:
    return any(mine.startswith(bare(row.region)) or bare(row.region).startswith(mine) for mine in scope.regions)


def _shown(row: Period, on: date) -> PeriodShown:
    lock = row.lock if row.state == "locked" else None
    return PeriodShown(
        row.pk,
        row.kind,
        KINDS[row.kind],
        row.region,
        row.first,
        row.last,
        row.due_on,
        row.state,
        PERIOD.title(row.state),
        lock and lock.since,
        lock.office if lock else "",
        row.state == "open" and row.due_on < on,
        row.line,
    )
