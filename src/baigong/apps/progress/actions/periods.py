"""Reporting periods: opened with the day their report is due, locked when it is in, excepted for a time."""

from datetime import date, datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create, note
from baigong.apps.authority.models import Lock, LockException
from baigong.apps.authority.moving import move
from baigong.apps.authority.roles import Role
from baigong.apps.progress.models import Period
from baigong.apps.progress.permissions import may_except, may_lock, may_open
from baigong.apps.progress.reasons import refuse_without
from baigong.apps.progress.states import KINDS, PERIOD
from baigong.core.periods import parse_period
from baigong.core.refusal import Refusal
from baigong.core.scope import bare, of_region
from baigong.core.text import msgid, normalised


class NoPeriod(Refusal):
    code = "progress.no_period"
    sentence = msgid(
        "Write the days as 2025, 2025-07 or 2025-07-01/2025-09-30, a later day on which the report is due, and one of "
        "these kinds: %(kinds)s."
    )


class PeriodOnRecord(Refusal):
    code = "progress.period_on_record"
    sentence = msgid("This region has a period of this kind that begins on %(first)s already.")


class NotLocked(Refusal):
    code = "progress.not_locked"
    sentence = msgid("This period is not locked, so there is nothing to except.")


class OutsideLock(Refusal):
    code = "progress.outside_lock"
    sentence = msgid("Region %(region)s does not lie in the period's region, or the day has passed; correct either.")


@act(allowed=may_open)
def open_period(*, kind: str, region: str, days: str, due_on: date, by: Actor, at: datetime) -> Period:
    """`days` as periods are written: `2025`, `2025-07`, `2025-07-01/2025-09-30`."""
    span = parse_period(normalised(days))
    if kind not in KINDS or span is None or due_on <= span.last:
        raise NoPeriod(kinds=list(KINDS.values()))
    if Period.objects.filter(region=region, kind=kind, first=span.first).exists():
        raise PeriodOnRecord(first=span.first)
    return create(Period(kind=kind, region=region, first=span.first, last=span.last, due_on=due_on))


@act(allowed=may_lock)
def lock_period(period: Period, *, by: Actor, at: datetime) -> None:
    """From now on records of its days stand as they are."""
    lock = Lock(
        region=period.region,
        prefix=bare(period.region),
        first=period.first,
        last=period.last,
        office=by.office,
        since=at,
    )
    move(period, PERIOD, "lock", lock_id=create(lock).pk)


@act(allowed=may_except, chain=(Role.STATISTICIAN, Role.APPROVER))
def lift_lock(period: Period, *, reason: str, by: Actor, at: datetime) -> None:
    """The period is open again for everybody; whoever reported from it reports anew."""
    refuse_without(reason)
    note(reason=reason)
    move(period, PERIOD, "lift the lock")
    change(period.lock, lifted_at=at)


@act(allowed=may_except, chain=(Role.STATISTICIAN, Role.REVIEWER, Role.APPROVER))
def grant_exception(period: Period, *, region: str, until: date, reason: str, by: Actor, at: datetime) -> LockException:
    """A part of the region may change its records until a day: two others agree."""
    refuse_without(reason)
    if period.state != "locked":
        raise NotLocked
    if not of_region(period.region).holds_region(region) or until < at.date():
        raise OutsideLock(region=region)
    return create(LockException(lock_id=period.lock_id, region=region, prefix=bare(region), until=until, reason=reason))
