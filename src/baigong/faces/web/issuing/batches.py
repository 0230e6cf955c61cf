"""Batches: all of an office, one with its way, and a new one."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.queries import proposals_about
from baigong.apps.authority.rows import NotFound
from baigong.apps.certificates import queries
from baigong.apps.certificates.actions import Session
from baigong.apps.certificates.queries import BatchesSought, BatchLine
from baigong.apps.certificates.queries.touched import recall_of_batch
from baigong.apps.certificates.states import BATCH
from baigong.apps.notices.written import told_of_batch
from baigong.apps.registry.permissions import KEEPERS, SEERS
from baigong.core.scope import NOTHING, Scope
from baigong.core.text import msgid
from baigong.faces.clock import today
from baigong.faces.here import node_here
from baigong.faces.web.callers import caller
from baigong.faces.web.data.files import Column, download
from baigong.faces.web.design.listing import SHEET, Listing, listing
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import done
from baigong.faces.web.issuing.forms import Announcing, Auditing, Because, Opening, Settling, Table
from baigong.faces.web.persons.naming import level_named, occupation_named
from baigong.faces.web.uploads.files import handed_out
from baigong.faces.web.words import said, told

ORDER = ("draft", "audited", "noticed", "closed", "issued")
STEPS = (
    ("draft", msgid("Results")),
    ("audited", msgid("Audit")),
    ("noticed", msgid("Public notice")),
    ("closed", msgid("Decision")),
    ("issued", msgid("Certificates")),
)
SORTS = {"key": lambda row: row.key, "held": lambda row: row.held_on, "state": lambda row: row.state}
OPENED = msgid("The batch is open; enter its results.")
ANY = "application/octet-stream"  # whatever somebody sent is saved, never shown as a page
PLAIN = ("key", "issuer_name", "occupation", "level", "session", "held_on")


def scope_of(request: HttpRequest) -> tuple[Actor, Scope]:
    by = caller(request)
    scope = by.scope_as(SEERS)
    if scope == NOTHING:
        raise NotAllowed(act="certificates.batches")
    return by, scope


def yours(request: HttpRequest, key: int) -> BatchLine:
    _, scope = scope_of(request)
    line = queries.batch(scope, key)
    if line is None:
        raise NotFound
    return line


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    by, scope = scope_of(request)
    sought = BatchesSought(request.GET.get("state", "")[:10], request.GET.get("words", "")[:60])
    rows = queries.batches(scope, sought)
    if form := request.GET.get("format", ""):
        return download("batches", *_table(rows), form)
    found = listing(request, rows, sorts=SORTS)
    page = {
        "listing": replace(found, rows=[(row, level_named(row.level)) for row in found.rows]),
        "states": [(state, told(title)) for state, title in BATCH.states],
        "sought": sought,
        "may_open": by.may_as(KEEPERS),
    }
    return render(request, "issuing/batches.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    by, _ = scope_of(request)
    form = Opening(request.POST or None, initial={"region": by.region})
    made: dict[str, Any] = {}

    def act(cells: dict[str, Any]) -> None:
        region = cells.pop("region")
        made["batch"] = act_on(request, "certificates.open_batch", Session(**cells), done=OPENED, region=region).made

    if request.method == "POST" and done(form, act):
        return redirect("batch", made["batch"].pk) if made["batch"] else redirect("batches")
    status = 422 if request.method == "POST" else 200
    return render(request, "issuing/open.html", {"form": form}, status=status)


@login_required
@require_safe
def shown(request: HttpRequest, key: int) -> HttpResponse:
    return batch_page(request, key)


def batch_page(request: HttpRequest, key: int, status: int = 200, **bound: Any) -> HttpResponse:
    by, scope = scope_of(request)
    line = yours(request, key)
    sheet = _sheet(request, scope, line)
    may_keep = by.may_as(KEEPERS, region=line.region)
    page = {
        "line": line,
        "level": level_named(line.level),
        "occupation": occupation_named(line.occupation, line.occupation_name),
        "steps": _steps(line),
        "listing": sheet,
        "timeline": queries.steps_of_batch(scope, key)[::-1],
        "objections": list(_objections(scope, line, is_open=may_keep, **_of_contacts(bound))),
        "may_keep": may_keep,
        "who_told": told_of_batch(scope, line.key) if line.issued else [],
        "written_at": f"{reverse('written')}?{urlencode({'batch': line.key})}",
        "proposals": proposals_about(scope, f"certificates.batch/{key}"),
        "recall": recall_of_batch(scope, key) if line.issued else None,
        "is_over": line.notice_to is not None and today(request) > line.notice_to,
        "table_form": Table(auto_id="table_%s"),
        "audit_form": Auditing(auto_id="audit_%s"),
        "announce_form": Announcing(auto_id="announce_%s"),
        "because_form": Because(auto_id="because_%s"),
        "withdraw_form": Because(auto_id="withdraw_%s"),
        **bound,
    }
    return render(request, "issuing/batch.html", page, status=status)


@login_required
@require_safe
def document(request: HttpRequest, key: int, which: str) -> HttpResponse:
    _, scope = scope_of(request)
    found = queries.document_of(scope, key, which)
    if found is None:
        raise NotFound
    return handed_out(found.path, name=found.name, kind=ANY)


def _steps(line: BatchLine) -> list[tuple[str, str]]:
    """Each with what it is now: done, current, or nothing yet."""
    at = {"issuing": "issued", "recalled": "issued"}.get(line.state, line.state)
    here = ORDER.index(at) if at in ORDER else -1
    states = []
    for place, (_, title) in enumerate(STEPS):
        is_done = place < here or line.state in ("issued", "recalled")
        states.append((said(title), "done" if is_done else "current" if place == here else ""))
    return states


def _sheet(request: HttpRequest, scope: Scope, line: BatchLine) -> Listing:
    """Cut by the database: a batch may have ten thousand."""
    sheets = max(1, -(-line.results // SHEET))
    asked = request.GET.get("sheet", "")
    sheet = min(max(int(asked), 1), sheets) if asked.isascii() and asked.isdigit() else 1
    rows = queries.drafts(scope, line.id, node_here().keyring, start=(sheet - 1) * SHEET, limit=SHEET)
    return Listing(rows, line.results, sheet, sheets, "")


def _of_contacts(bound: dict[str, Any]) -> dict[str, Any]:
    return {name: bound.pop(name, {}) for name in ("clear", "asked")}


def _objections(
    scope: Scope, line: BatchLine, *, is_open: bool, clear: Mapping[int, str], asked: Mapping[int, Because]
) -> Iterator[dict[str, Any]]:
    """Each with the form that settles it; its contact in clear where it was just asked for, else the form for that."""
    for one in queries.objections(scope, line.id):
        form = asked.get(one.id) or Because(auto_id=f"contact_{one.id}_%s")
        yield {
            "line": one,
            "settling": Settling(auto_id=f"settle_{one.id}_%s") if is_open and one.state == "filed" else None,
            "clear": clear.get(one.id, ""),
            "asking": form if is_open and one.has_contact and one.id not in clear else None,
        }


def _table(rows: list[BatchLine]) -> tuple[list[Column], list[list[object]]]:
    columns = [
        Column("key", said(msgid("Number of the batch")), "code"),
        Column("issuer_name", said(msgid("Body"))),
        Column("occupation", said(msgid("Occupation code")), "code"),
        Column("level", said(msgid("Level")), "code"),
        Column("session", said(msgid("Session")), "code"),
        Column("held_on", said(msgid("Day of the session")), "day"),
        Column("state", said(msgid("State"))),
        Column("results", said(msgid("Results")), "number"),
        Column("issued", said(msgid("Certificates")), "number"),
    ]
    cells = [[*(getattr(row, name) for name in PLAIN), told(row.state_title), row.results, row.issued] for row in rows]
    return columns, cells
