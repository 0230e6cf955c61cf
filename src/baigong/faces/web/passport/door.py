"""Where a share's link leads. The link is the key: no answer sends it on, no index may keep it, no log has it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.internal.ratelimit import consume
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baigong.apps.passports.actions import looked
from baigong.apps.passports.items import CHOSEN
from baigong.apps.passports.opening import Shown, opened_share, shared_token
from baigong.apps.passports.permissions import looker
from baigong.apps.passports.refusals import NoSuchShare
from baigong.apps.passports.seen import Seen
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.clock import instant, today
from baigong.faces.here import node_here
from baigong.faces.web.callers import caller
from baigong.faces.web.data.files import sent
from baigong.faces.web.doing import sentence_of
from baigong.faces.web.passport.telling import standing_shown, title_of
from baigong.faces.web.persons.naming import place_named
from baigong.faces.web.words import told

PLAIN = ("region", "name")  # words; the other cells are codes
View = Callable[..., HttpResponseBase]


class TooOften(Refusal):
    code = "passports.too_often"
    sentence = msgid("Too many links were opened from where you are; wait a while, then try again.")


def unseen(view: View) -> View:
    """Whatever is answered; a link that is wrong, over or withdrawn is answered alike."""

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, **path: Any) -> HttpResponseBase:
        response: HttpResponseBase
        if not _is_in_time(request):
            response = _refused(request, TooOften(), 429)
        else:
            try:
                response = view(request, **path)
            except NoSuchShare as refusal:
                response = _refused(request, refusal, 404)
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.headers["Cache-Control"] = "private, no-store"
        return response

    return answer


@unseen
def opened(request: HttpRequest, secret: str) -> HttpResponse:
    found = opened_share(secret, node_here().keyring, on=today(request))
    by, at = looker(caller(request)), instant(request)
    looked([Seen("share", person=found.person, share=found.id)], by=by, at=at)
    page = {
        "share": found,
        "items": [_item(one) for one in found.items],
        "secret": secret,
        "at": at,
    }
    return render(request, "passport/door.html", page)


@unseen
def token(request: HttpRequest, secret: str, certificate: int) -> HttpResponse:
    content = shared_token(secret, certificate, node_here().keyring, on=today(request))
    return sent(f"certificate-{certificate}.sd-jwt", content.encode(), "application/dc+sd-jwt")


def _is_in_time(request: HttpRequest) -> bool:
    """What allauth offers to others does not count what is only read, and here guessing is reading."""
    return consume(request, app="allauth.account", action="share", limit_get=True) is not None


def _item(one: Shown) -> dict[str, Any]:
    cells = dict(one.cells)
    if "region" in cells:
        cells["region"] = place_named(cells["region"])
    return {
        "shown": one,
        "title": title_of(one.occupation, one.occupation_name, one.level),
        "cells": [(told(CHOSEN[name]), value, name not in PLAIN) for name, value in cells.items()],
        "standing": standing_shown(one.standing),
    }


def _refused(request: HttpRequest, refusal: Refusal, status: int) -> HttpResponse:
    response = render(request, "passport/gone.html", {"sentence": sentence_of(refusal)}, status=status)
    response._has_been_logged = True  # type: ignore[attr-defined]  # Django would log the address
    return response
