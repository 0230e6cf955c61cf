"""How often one caller may ask. Each web process counts by itself, so N processes let through up to N times as much:

the limit keeps a runaway program from taking the node for itself; it is no quota, and costs no write.
"""

from collections.abc import Callable
from datetime import timedelta
from threading import Lock
from time import monotonic

from django.conf import settings
from django.http import HttpRequest

from baigong.apps.authority.actor import Actor

REMEMBERED = 50_000  # callers; when there are more, those whose time is over are forgotten


class Rate:
    """So many a minute, evenly (GCRA, ITU-T I.371): a tenth of them may come at once."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock, self._lock = clock, Lock()
        self._due: dict[str, float] = {}

    def wait(self, who: str, *, a_minute: int) -> timedelta | None:
        """Counts one request; how long to wait, if it comes too early."""
        interval = 60 / a_minute
        now = self._clock()
        with self._lock:
            due = max(self._due.get(who, 0.0), now)
            early = due - now - interval * (max(1, a_minute // 10) - 1)
            if early > 0:
                return timedelta(seconds=early)
            self._due[who] = due + interval
            self._forget(now)
        return None

    def _forget(self, now: float) -> None:
        if len(self._due) > REMEMBERED:
            self._due = {who: due for who, due in self._due.items() if due > now}


RATE = Rate()


def wait_for(request: HttpRequest, actor: Actor | None) -> timedelta | None:
    if actor and actor.account is not None:
        return RATE.wait(f"account/{actor.account}", a_minute=settings.API_A_MINUTE["account"])
    return RATE.wait(f"address/{address_of(request)}", a_minute=settings.API_A_MINUTE["address"])


def address_of(request: HttpRequest) -> str:
    """Behind a proxy (BAIGONG_SECURE) the last address is the one that the proxy saw, the others are hearsay."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.NODE.is_secure else ""
    return forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", "")
