"""Shares: made, listed, looked at, taken back. A link is shown once, in the answer that made it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.rows import NotFound
from baigong.apps.passports import queries
from baigong.apps.passports.actions.shares import Showing, make_share
from baigong.apps.passports.items import CHOSEN
from baigong.apps.passports.links import digest_of, fresh_secret
from baigong.apps.passports.opening import link_of
from baigong.apps.passports.queries import ShareLine
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.clock import instant, today
from baigong.faces.here import node_here
from baigong.faces.web.callers import caller
from baigong.faces.web.doing import act_on, sentence_of
from baigong.faces.web.passport.forms import A_MONTH, Sharing
from baigong.faces.web.passport.own import Own, held, own_pages
from baigong.faces.web.passport.telling import BETWEEN, looks_shown
from baigong.faces.web.persons.seeing import row
from baigong.faces.web.persons.whole import certificate_title
from baigong.faces.web.words import reader, told
from baigong.ground.printing.qr import svg

MOST = 200


@own_pages
@require_safe
def listed(request: HttpRequest, own: Own) -> HttpResponse:
    lines = queries.shares(own.scope, on=today(request), limit=MOST)
    return render(request, "passport/shares.html", {"shares": lines, "room": "shares"})


@own_pages
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, own: Own) -> HttpResponse:
    """Answered with the link itself, which stands nowhere else: no session and no address of ours keeps it."""
    certificates = held(request, own)
    form = Sharing(request.POST or None, held=certificates, initial={"ends_on": today(request) + A_MONTH})
    if request.method == "POST" and form.is_valid():
        secret = fresh_secret(node_here().random)
        showing = Showing(form.cleaned_data["items"], form.cleaned_data["purpose"], form.cleaned_data["ends_on"])
        person, by, at = row(request, "persons", own.person), caller(request), instant(request)
        try:
            share = make_share(person, showing=showing, digest=digest_of(secret).hex(), by=by, at=at)
            return render(request, "passport/made.html", _made(share, link_of(secret)))
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, sentence_of(refusal))
    page = {"form": form, "chosen": [told(title) for title in CHOSEN.values()], "room": "shares"}
    return render(request, "passport/share_new.html", page)


@own_pages
@require_safe
def shown(request: HttpRequest, own: Own, number: int) -> HttpResponse:
    line = queries.share(own.scope, number, on=today(request))
    if line is None:
        raise NotFound
    looks = looks_shown(queries.looks_of_share(own.scope, number))
    page = {"share": line, "items": _items(request, own, line), "looks": looks, "room": "shares"}
    return render(request, "passport/share.html", page)


@own_pages
@require_POST
def withdraw(request: HttpRequest, own: Own, number: int) -> HttpResponse:
    kept = queries.share_to_act_on(own.scope, number)
    if kept is None:
        raise NotFound
    act_on(request, "passports.withdraw_share", kept, done=msgid("It is withdrawn; its link shows nothing any more."))
    return redirect("share", number)


def _made(share: Any, link: str) -> dict[str, Any]:
    """With its code for whoever stands before her with a phone."""
    return {"share": share, "link": link, "code": mark_safe(svg(link)), "room": "shares"}


def _items(request: HttpRequest, own: Own, line: ShareLine) -> list[dict[str, Any]]:
    lines = {one.id: one for one in held(request, own)}
    return [
        {
            "line": lines[item.certificate],
            "title": certificate_title(lines[item.certificate]),
            "cells": BETWEEN[reader()].join(told(CHOSEN[name]) for name in item.cells),
        }
        for item in line.items
        if item.certificate in lines
    ]
