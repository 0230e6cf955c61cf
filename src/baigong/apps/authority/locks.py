"""Days that are locked: acts and loads that would change their records ask here first."""

from collections.abc import Collection
from datetime import date, datetime

from baigong.apps.authority.models import Lock, LockException
from baigong.core.periods import day_at
from baigong.core.refusal import Refusal
from baigong.core.scope import bare
from baigong.core.text import msgid


class Locked(Refusal):
    code = "authority.locked"
    sentence = msgid(
        "Records from %(first)s to %(last)s of region %(region)s are locked since %(since)s by %(office)s; it can lift "
        "the lock or grant an exception."
    )


def refuse_locked(days: Collection[date], *, region: str, at: datetime) -> None:
    """`days` are those from which on the change is felt: of issue, or for a revocation the day it ends on.

    It binds everybody, the operator too: who may change a locked record says so first, by an exception.
    """
    lock = lock_on(days, region=region, at=at)
    if lock:
        raise locked_by(lock)


def lock_on(days: Collection[date], *, region: str, at: datetime) -> Lock | None:
    """The first lock without exception that holds one of these days of a region of today."""
    if not days:
        return None
    place = bare(region)
    found = Lock.objects.filter(lifted_at=None, first__lte=max(days), last__gte=min(days)).order_by("id")
    holding = (
        lock for lock in found if place.startswith(lock.prefix) and any(lock.first <= d <= lock.last for d in days)
    )
    return next((lock for lock in holding if not _is_excepted(lock, place, at)), None)


def _is_excepted(lock: Lock, place: str, at: datetime) -> bool:
    granted = LockException.objects.filter(lock=lock, until__gte=day_at(at)).values_list("prefix", flat=True)
    return any(place.startswith(prefix) for prefix in granted)


def locked_by(lock: Lock) -> Locked:
    return Locked(
        first=lock.first, last=lock.last, region=lock.region, since=day_at(lock.since), office=lock.office or "operator"
    )
