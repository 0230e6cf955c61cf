"""Who is to be told in writing: of a batch, of a recall, or all of a region; printed, and noted as told."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.rows import NotFound
from baigong.apps.notices import written as queries
from baigong.apps.notices.kinds import KINDS
from baigong.apps.notices.writing import WAYS, WRITTEN
from baigong.apps.notices.written import AT_ONCE, Selection, WrittenLine
from baigong.apps.registry.permissions import KEEPERS, SEERS
from baigong.core.scope import NOTHING, Scope
from baigong.core.text import msgid
from baigong.faces.clock import instant, today
from baigong.faces.here import node_here
from baigong.faces.web.callers import caller
from baigong.faces.web.data.files import download, sent
from baigong.faces.web.design.listing import SHEET, Listing
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import done as filled
from baigong.faces.web.persons.naming import level_named
from baigong.faces.web.words import told
from baigong.faces.web.written.forms import Noting
from baigong.faces.web.written.sheets import sheets_of
from baigong.faces.web.written.table import table_of

MOST_ROWS = 20_000
STATES = {"waiting": False, "told": True, "all": None}
NOTED = msgid("It is noted that they were told.")


def _scope(request: HttpRequest, roles: frozenset[Any] = SEERS) -> tuple[Actor, Scope]:
    by = caller(request)
    scope = by.scope_as(roles)
    if scope == NOTHING:
        raise NotAllowed(act="notices.written")
    return by, scope


def selection_of(request: HttpRequest, *, last: int | None = None) -> Selection:
    """What its address asks for; what that says and is not there is passed over."""
    asked = request.GET
    recall, kind = asked.get("recall", ""), asked.get("kind", "")
    return Selection(
        batch=asked.get("batch", "")[:64],
        recall=int(recall) if recall.isascii() and recall.isdigit() and len(recall) < 19 else None,
        kind=kind if kind in WRITTEN else "",
        is_told=STATES.get(asked.get("state", ""), False),
        last=last,
    )


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    _, scope = _scope(request)
    if form := request.GET.get("format", ""):
        rows = queries.written(scope, selection_of(request), node_here().keyring, limit=MOST_ROWS)
        return download("written", *table_of(rows), form)
    return _page(request)


@login_required
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Of those that wait, the first ones, up to the last that the page showed."""
    by, scope = _scope(request, KEEPERS)
    told_to = request.GET.get("last", "")
    last = int(told_to) if told_to.isascii() and told_to.isdigit() and len(told_to) < 19 else None
    rows = queries.written(scope, selection_of(request, last=last), node_here().keyring, limit=AT_ONCE)
    if not rows:
        raise NotFound
    response = sent("letters.pdf", sheets_of(rows, office=by.office, at=instant(request)), "application/pdf")
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def note(request: HttpRequest) -> HttpResponse:
    """Those that were ticked, or the first of all that wait; what is told already can be noted anew."""
    by, scope = _scope(request, KEEPERS)
    form = Noting(request.POST)

    def act(cells: dict[str, Any]) -> None:
        ticked = [int(one) for one in request.POST.getlist("one") if one.isascii() and one.isdigit() and len(one) < 19]
        only = None if request.POST.get("whom") == "all" else ticked
        chosen = queries.written_to_note(scope, selection_of(request, last=cells.pop("last")), only=only)
        region = next(post.region for post in by.posts if post.role in KEEPERS)
        act_on(request, "notices.note_written", chosen, done=NOTED, region=region, **cells)

    if filled(form, act):
        return redirect(f"{reverse('written')}?{_query(request, 'batch', 'recall', 'kind')}")
    return _page(request, form, status=422)


def _page(request: HttpRequest, form: Noting | None = None, *, status: int = 200) -> HttpResponse:
    by, scope = _scope(request)
    selection = selection_of(request)
    waiting, noted = queries.count_written(scope, selection)
    total = {False: waiting, True: noted, None: waiting + noted}[selection.is_told]
    sheet = _sheet(request, scope, selection, total)
    last = max(queries.written_to_note(scope, selection), default=0)
    page = {
        "listing": Listing([_told(row) for row in sheet.rows], sheet.total, sheet.sheet, sheet.sheets, ""),
        "selection": selection,
        "state": next(name for name, is_told in STATES.items() if is_told is selection.is_told),
        "counts": (waiting, noted),
        "kinds": [(kind, told(KINDS[kind].title)) for kind in WRITTEN],
        "may_note": by.may_as(KEEPERS) and selection.is_told is not None and total > 0,
        "is_waiting": selection.is_told is False,
        "form": form or Noting(initial={"told_on": today(request), "last": last}),
        "last": last,
        "at_once": min(waiting, AT_ONCE),
        "is_cut": waiting > AT_ONCE,
        "query": _query(request, "batch", "recall", "kind", "state"),
    }
    return render(request, "written/written.html", page, status=status)


def _sheet(request: HttpRequest, scope: Scope, selection: Selection, total: int) -> Listing:
    """Cut by the database: a recall may have ten thousand."""
    sheets = max(1, -(-total // SHEET))
    asked = request.GET.get("sheet", "")
    sheet = min(max(int(asked), 1), sheets) if asked.isascii() and asked.isdigit() and len(asked) < 9 else 1
    rows: Sequence[WrittenLine] = queries.written(
        scope, selection, node_here().keyring, start=(sheet - 1) * SHEET, limit=SHEET
    )
    return Listing(rows, total, sheet, sheets, "")


def _query(request: HttpRequest, *names: str) -> str:
    return urlencode({name: request.GET[name] for name in names if name in request.GET})


def _told(row: WrittenLine) -> dict[str, Any]:
    way = told(WAYS[row.way]) if row.way else ""
    return {"line": row, "title": told(row.title), "level": level_named(row.level), "way": way}
