"""Notices: the list, one of them, which are mailed, and the way out that needs no sign-in."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from baigong.apps.authority.rows import NotFound, account_row
from baigong.apps.notices import queries
from baigong.apps.notices.actions import choose_mail, read_notices, stop_mail
from baigong.apps.notices.kinds import KINDS
from baigong.apps.notices.links import opened_token
from baigong.apps.notices.permissions import reader_of
from baigong.core.text import msgid
from baigong.faces.clock import instant
from baigong.faces.web.callers import caller
from baigong.faces.web.design.listing import SHEET, Listing
from baigong.faces.web.notices.marking import marked
from baigong.faces.web.notices.targets import address_of
from baigong.faces.web.words import said, told

KEPT = msgid("Your choice is kept.")


@dataclass(frozen=True, slots=True)
class Row:
    notice: queries.NoticeShown
    sentence: str
    address: str


@login_required
@require_http_methods(["GET"])
def notices(request: HttpRequest) -> HttpResponse:
    by, only_unread = caller(request), request.GET.get("show") == "unread"
    total = queries.count(by, only_unread=only_unread)
    sheets = max(1, -(-total // SHEET))
    asked = request.GET.get("sheet", "")
    sheet = min(max(int(asked), 1), sheets) if asked.isascii() and asked.isdigit() else 1
    found = queries.notices(by, only_unread=only_unread, start=(sheet - 1) * SHEET, limit=SHEET)
    page = {
        "listing": Listing(
            [Row(one, marked(told(one.sentence)), address_of(one.about)) for one in found], total, sheet, sheets, ""
        ),
        "only_unread": only_unread,
        "unread": queries.unread(by),
    }
    return render(request, "notices/notices.html", page)


def _row(one: queries.NoticeShown) -> Row:
    return Row(one, marked(told(one.sentence)), address_of(one.about))


@login_required
@require_http_methods(["GET"])
def notice(request: HttpRequest, key: int) -> HttpResponse:
    """Where the link in an e-mail leads."""
    found = queries.notice(caller(request), key)
    if found is None:
        raise NotFound
    page = {"notice": found, "sentence": marked(told(found.sentence)), "address": address_of(found.about)}
    return render(request, "notices/notice.html", page)


@login_required
@require_POST
def open_notice(request: HttpRequest, key: int) -> HttpResponse:
    """It has been read; now to what it speaks of."""
    by = caller(request)
    found = queries.notice(by, key)
    if found is None:
        raise NotFound
    if found.read_at is None:
        read_notices(account_row(by.account or 0), only=[key], by=by, at=instant(request))
    return HttpResponseRedirect(address_of(found.about)) if address_of(found.about) else redirect("notices")


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    by = caller(request)
    read_notices(account_row(by.account or 0), by=by, at=instant(request))
    return redirect("notices")


@login_required
@require_http_methods(["GET", "POST"])
def settings_of_mail(request: HttpRequest) -> HttpResponse:
    by = caller(request)
    shown = queries.choices(by)
    if request.method == "POST":
        wanted = set(request.POST.getlist("mailed"))
        choices = {one.kind: one.kind in wanted for one in shown if one.is_optional}
        choose_mail(account_row(by.account or 0), choices=choices, by=by, at=instant(request))
        messages.success(request, said(KEPT))
        return redirect("notice_settings")
    page = {"choices": shown, "email": getattr(request.user, "email", "")}
    return render(request, "notices/settings.html", page)


@csrf_exempt
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """The token is what a mail program or a person shows for the account; a cookie has no say here (RFC 8058)."""
    account, kind = opened_token(token)
    if request.method == "POST":
        stop_mail(account_row(account), kind=kind, by=reader_of(account), at=instant(request))
    page = {"title": KINDS[kind].title, "token": token, "is_done": request.method == "POST"}
    return render(request, "notices/unsubscribe.html", page)
