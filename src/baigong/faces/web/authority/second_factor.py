"""Whoever has an office's role sets up a second factor first; until then nothing else answers her."""

from collections.abc import Callable
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from baigong.apps.authority.queries import needs_second_factor
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.clock import today
from baigong.faces.web.words import said
from baigong.faces.words import both

Next = Callable[[HttpRequest], HttpResponseBase]
OPEN = ("/accounts/2fa/", "/accounts/logout/", "/accounts/reauthenticate/", "/language/", "/static/", "/health")


class SecondFactorRequired(Refusal):
    code = "authority.second_factor_required"
    sentence = msgid("Your role needs a second factor: set up an authenticator app or a passkey, then go on.")


def required(following: Next) -> Next:
    def answer(request: HttpRequest) -> HttpResponseBase:
        if not _lacks(request):
            return following(request)
        return _problem() if request.path.startswith("/api/") else HttpResponseRedirect(reverse("mfa_index"))

    return answer


def _lacks(request: HttpRequest) -> bool:
    is_by_token = request.path.startswith("/api/") and "Authorization" in request.headers
    if settings.NODE.is_demo or request.path.startswith(OPEN) or is_by_token:
        return False
    is_signed_in = settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
    return is_signed_in and needs_second_factor(request.user.pk, today(request))


def _problem() -> JsonResponse:
    fault = SecondFactorRequired().fault
    kind = f"urn:baigong:problem:{fault.code}"
    told = {
        "type": kind,
        "title": said(fault.sentence),
        "status": 403,
        "code": fault.code,
        **both(fault),
        "instance": f"urn:uuid:{uuid4()}",
    }
    return JsonResponse(told, status=403, content_type="application/problem+json; charset=utf-8")
