"""A session belongs to the browser that began it, and ends when nobody has used it for an hour."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from baigong.faces.clock import instant

Next = Callable[[HttpRequest], HttpResponseBase]
IDLE, NOTED_EVERY = timedelta(hours=1), timedelta(minutes=5)


def begin(request: HttpRequest) -> None:
    """Binds the session that a sign-in has just begun."""
    request.session["program"] = program_of(request)
    request.session["seen"] = instant(request).timestamp()


def bound(following: Next) -> Next:
    def answer(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            _check(request)
        return following(request)

    return answer


def _check(request: HttpRequest) -> None:
    session, now = request.session, instant(request).timestamp()
    is_other = session.get("program", program_of(request)) != program_of(request)
    idle = now - session.get("seen", now)
    if is_other or idle > IDLE.total_seconds():
        logout(request)
    elif "seen" not in session or idle > NOTED_EVERY.total_seconds():
        session["seen"] = now


def program_of(request: HttpRequest) -> str:
    """A browser as it names itself, cut short: enough to see that a session has moved to another."""
    return sha256(request.headers.get("User-Agent", "").encode()).hexdigest()[:16]


def address_of(request: HttpRequest) -> str:
    """Behind a proxy (BAIGONG_SECURE) the last address is the one that it saw; those before it anybody can write."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.NODE.is_secure else ""
    return forwarded.rsplit(",", 1)[-1].strip() or request.META.get("REMOTE_ADDR", "")
