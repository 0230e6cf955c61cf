"""The list of uploads with the form to send one, and one upload from its arrival to the changed figures."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import OFFICERS, Role
from baigong.apps.exchange import queries
from baigong.apps.exchange.actions import Sent, receive_upload
from baigong.apps.exchange.permissions import SENDERS
from baigong.apps.exchange.states import UPLOAD
from baigong.apps.exchange.store import most_megabytes, seal_away
from baigong.core.refusal import Refusal
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.faces.clock import instant
from baigong.faces.here import node_here
from baigong.faces.web.callers import caller
from baigong.faces.web.data.files import Column, download
from baigong.faces.web.design.listing import listing
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.doing import sentence_of
from baigong.faces.web.uploads.forms import SendingForm
from baigong.faces.web.uploads.opened import opened
from baigong.faces.web.uploads.shown import Sum, sum_of
from baigong.faces.web.words import said, told
from baigong.ground.lake.read.declared import declared_values
from baigong.ground.lake.schema.tables import TABLES

READERS = OFFICERS | {Role.AUDITOR}
USUAL = ("certificates", "persons", "organisations", "filings", "sessions", "results")
STATES: tuple[str, ...] = tuple(state for state, _ in UPLOAD.states)


@dataclass(frozen=True, slots=True)
class Line:
    """An upload in the list."""

    told: queries.UploadLine
    place: str
    state: str
    sum: Sum


def scope_of(by: Actor) -> Scope:
    """An office sees what was sent for its regions."""
    return by.scope_as(READERS)


@login_required
@require_http_methods(["GET", "POST"])
def uploads(request: HttpRequest) -> HttpResponseBase:
    by = caller(request)
    form = SendingForm(request.POST or None, request.FILES or None, regions=_regions(by))
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("upload", key=_received(request, form, by))
        except Refusal as refusal:
            form.add_error(None, sentence_of(refusal))
    return render(request, "uploads/uploads.html", _page(request, by, form))


def _regions(by: Actor) -> list[tuple[str, str]]:
    codes = dict.fromkeys(post.region for post in by.posts if post.role in SENDERS and post.region)
    return [(code, region_named(code)) for code in codes]


def _received(request: HttpRequest, form: SendingForm, by: Actor) -> int:
    file, declared = form.cleaned_data["file"], form.declared
    declared_values(declared)
    sealed = seal_away(file, node_here())
    sent = Sent(file.name or "upload", sealed.digest, sealed.bytes, declared, sealed.place)
    return int(receive_upload(sent, region=form.cleaned_data["region"], by=by, at=instant(request)).pk)


def _page(request: HttpRequest, by: Actor, form: SendingForm) -> dict[str, Any]:
    state = request.GET.get("state", "")
    found = queries.uploads(scope_of(by), state=state if state in STATES else None, limit=queries.MOST)
    lines = [Line(one, region_named(one.region), told(UPLOAD.title(one.state)), sum_of(one.tables)) for one in found]
    sorts = {
        "received": lambda line: line.told.received_at,
        "name": lambda line: line.told.name,
        "rows": lambda line: line.sum.read,
        "quarantined": lambda line: line.sum.quarantined,
    }
    return {
        "form": form,
        "may_send": bool(_regions(by)),
        "may_read": bool(by.roles & READERS),
        "listing": listing(request, lines, sorts=sorts),
        "states": [(name, told(title)) for name, title in UPLOAD.states],
        "state": state,
        "limit": most_megabytes(),
        "usual": [(name, told(TABLES[name].title)) for name in USUAL],
        "others": [(name, told(table.title)) for name, table in TABLES.items() if name not in USUAL],
    }


@login_required
@require_safe
def upload(request: HttpRequest, key: int) -> HttpResponse:
    """One page for its whole life; while the node is at it, it asks again by itself."""
    by = caller(request)
    found = queries.upload(scope_of(by), key)
    if form := request.GET.get("format"):
        return _findings(found, form)
    return render(request, "uploads/upload.html", opened(found, by=by, scope=scope_of(by)))


COLUMNS = (
    ("table", msgid("Table")),
    ("row", msgid("Data row")),
    ("column", msgid("Column")),
    ("is_left_out", msgid("Left out")),
    ("reason", msgid("What is wrong")),
)
YES, NO = msgid("yes"), msgid("no")


def _findings(found: queries.UploadTold, form: str) -> HttpResponse:
    """One by one, without the values: those are personal data."""
    columns = [Column(key, said(title), "number" if key == "row" else "text") for key, title in COLUMNS]
    rows = [
        (one.table, one.row, one.column or "", said(YES if one.quarantined else NO), sentence)
        for one in found.findings
        for sentence in [said(one.fault.sentence, one.fault.facts)]
    ]
    return download(f"findings-{found.line.id}", columns, rows, form)
