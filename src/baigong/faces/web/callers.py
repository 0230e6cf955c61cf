"""Who looks at a page: the account that is signed in with its postings of the day, or nobody."""

from django.http import HttpRequest

from baigong.apps.authority.actor import NOBODY, Actor
from baigong.apps.authority.queries import actor_of_account
from baigong.faces.clock import today


def caller(request: HttpRequest) -> Actor:
    if not hasattr(request, "_caller"):
        request._caller = _recognised(request)  # type: ignore[attr-defined]
    actor: Actor = request._caller  # type: ignore[attr-defined]
    return actor


def _recognised(request: HttpRequest) -> Actor:
    """Only what may carry a session is asked for one: the cookie alone costs a public page nothing."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return NOBODY
    return actor_of_account(user.pk, on=today(request)) or NOBODY
