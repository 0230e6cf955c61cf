"""Who calls: a program with a token, or a browser that is signed in."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security.base import AuthBase
from ninja.utils import check_csrf

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.queries import actor_of_account, actor_of_token
from baigong.faces.api.problems import NoCrossing, NotSignedIn, UnknownToken
from baigong.faces.clock import instant, today

SCHEME = "bearer "


class Token(AuthBase):
    """A token of an account, made under “my account”, sent as `Authorization: Bearer bg_…`."""

    openapi_type = "http"
    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Any:
        return recognised(request)


class Session(AuthBase):
    """A browser that is signed in; what it changes needs the `X-CSRFToken` header."""

    openapi_type = "apiKey"
    openapi_in = "cookie"
    openapi_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        return recognised(request)


CALLERS = [Token(), Session()]
__all__ = ["CALLERS", "SCHEME", "Session", "Token", "caller", "instant", "recognised", "today"]


def caller(request: HttpRequest) -> Actor:
    """Who acts, in an operation that needs an account."""
    actor = recognised(request)
    if actor is None:
        raise NotSignedIn
    return actor


def recognised(request: HttpRequest) -> Actor | None:
    """The caller, or nobody; a token that is not good and a crossing request are refused."""
    if not hasattr(request, "_caller"):
        request._caller = _recognise(request)  # type: ignore[attr-defined]
    actor: Actor | None = request._caller  # type: ignore[attr-defined]
    return actor


def _recognise(request: HttpRequest) -> Actor | None:
    sent = request.headers.get("Authorization", "")
    if sent:
        secret = sent[len(SCHEME) :].strip() if sent.lower().startswith(SCHEME) else ""
        actor = actor_of_token(secret, at=instant(request)) if secret else None
        if actor is None:
            raise UnknownToken
        return actor
    if not request.user.is_authenticated:
        return None
    if check_csrf(request):
        raise NoCrossing
    return actor_of_account(request.user.pk, on=today(request))
