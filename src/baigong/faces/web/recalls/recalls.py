"""Recalls: all of an office or a body, one with whom it touches and what it does to figures, and a new one."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.queries import proposals_about
from baigong.apps.authority.roles import Role
from baigong.apps.authority.rows import NotFound
from baigong.apps.certificates.actions import Chosen, Grounds
from baigong.apps.certificates.queries import recalls as queries
from baigong.apps.certificates.queries.recalls import RecallLine
from baigong.apps.certificates.recall_states import RECALL
from baigong.apps.notices.written import told_of_recall
from baigong.apps.registry.permissions import KEEPERS, OF_ORGANISATIONS, SEERS
from baigong.core.scope import NOTHING, Scope
from baigong.core.text import Msgid, msgid
from baigong.faces.clock import today
from baigong.faces.web.callers import caller
from baigong.faces.web.design.listing import SHEET, Listing, listing
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import done as filled
from baigong.faces.web.issuing.batches import ANY
from baigong.faces.web.issuing.documents import sealed_document
from baigong.faces.web.recalls.figures import effects_told
from baigong.faces.web.recalls.forms import Because, Deciding, Defending, DefendingFor, Opening
from baigong.faces.web.uploads.files import handed_out
from baigong.faces.web.words import said, told

OPENED = msgid("The recall is open; body and holders are told.")
ON_FILE = msgid("It is on file, and read before the decision.")
AT_ONCE = 2_000  # certificates whose effect is counted with the page; of more it is asked for
READERS = SEERS | OF_ORGANISATIONS
STEPS = (msgid("Notice"), msgid("Defence"), msgid("The decision"), msgid("Carrying out"))
# By the verb in the address: the act, what is said of it, its form and the form's name on the page.
VERBS: Mapping[str, tuple[str, Msgid, type[Form], str]] = {
    "defend": (
        "certificates.state_defence",
        ON_FILE,
        Defending,
        "defend",
    ),
    "decide": ("certificates.decide_recall", msgid("It is decided; the node carries it out."), Deciding, "decide"),
    "withdraw": ("certificates.withdraw_recall", msgid("The recall is withdrawn."), Because, "withdraw"),
}


def scope_of(request: HttpRequest) -> tuple[Actor, Scope]:
    by = caller(request)
    scope = by.scope_as(READERS)
    if scope == NOTHING:
        raise NotAllowed(act="certificates.recalls")
    return by, scope


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    by, scope = scope_of(request)
    state = request.GET.get("state", "")[:10]
    page = {
        "listing": listing(request, queries.recalls(scope, state=state, limit=1_000)),
        "states": [(name, told(title)) for name, title in RECALL.states],
        "state": state,
        "may_open": by.may_as(KEEPERS),
    }
    return render(request, "recalls/recalls.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def begin(request: HttpRequest) -> HttpResponse:
    by, _ = scope_of(request)
    asked = {name: request.GET.get(name, "")[:64] for name in ("batch", "session", "credit_code")}
    form = Opening(request.POST or None, request.FILES or None, initial={"region": by.region, **asked})
    made: dict[str, Any] = {}

    def act(cells: dict[str, Any]) -> None:
        names = ("credit_code", "batch", "session", "first", "last")
        chosen = Chosen(**{name: cells[name] for name in names})
        document = sealed_document(cells["file"]) if cells["file"] else None
        grounds = Grounds(cells["text"], document, cells["defence_until"])
        told = {"region": cells["region"], "grounds": grounds}
        made["recall"] = act_on(request, "certificates.open_recall", chosen, done=OPENED, **told).made

    if request.method == "POST" and filled(form, act):
        return redirect("recall", made["recall"].pk) if made["recall"] else redirect("recalls")
    status = 422 if request.method == "POST" else 200
    return render(request, "recalls/open.html", {"form": form}, status=status)


@login_required
@require_safe
def shown(request: HttpRequest, key: int) -> HttpResponse:
    return recall_page(request, key)


def recall_page(request: HttpRequest, key: int, status: int = 200, **bound: Any) -> HttpResponse:
    by, scope = scope_of(request)
    line = queries.recall(scope, key)
    if line is None:
        raise NotFound
    may_tend = by.may_as(KEEPERS, region=line.region)
    is_body = by.may_as({Role.EVALUATION_BODY}, organisation=line.credit_code)
    is_heard = line.state == "open" and today(request) <= line.defence_until
    may_count = may_tend and line.state in ("open", "decided")
    proposals = proposals_about(scope, f"certificates.recall/{key}")
    is_counted = may_count and (line.certificates <= AT_ONCE or request.GET.get("effect") == "1")
    page = {
        "line": line,
        "steps": _steps(line, is_heard=is_heard and bool(line.silent)),
        "proposals": proposals,
        "listing": _sheet(request, scope, line),
        "defences": queries.defences(scope, key),
        "effects": effects_told(request, by, key) if is_counted else None,
        "may_count": may_count and not is_counted,
        "may_tend": may_tend,
        "who_told": told_of_recall(scope, key),
        "written_at": f"{reverse('written')}?recall={key}",
        "may_decide": may_tend and line.state == "open" and not proposals and not (is_heard and line.silent),
        "may_defend": is_heard and (may_tend or is_body),
        "defend_form": (DefendingFor if may_tend else Defending)(auto_id="defend_%s"),
        "decide_form": Deciding(auto_id="decide_%s"),
        "withdraw_form": Because(auto_id="withdraw_%s"),
        **bound,
    }
    return render(request, "recalls/recall.html", page, status=status)


@login_required
@require_POST
def done(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    if verb not in VERBS:
        raise Http404
    act, sentence, kind, name = VERBS[verb]
    by, scope = scope_of(request)
    row = queries.recall_to_act_on(scope, key)
    if row is None:
        raise NotFound
    if kind is Defending and by.may_as(KEEPERS, region=row.region):
        kind = DefendingFor
    form = kind(request.POST, auto_id=f"{name}_%s")
    if filled(form, lambda cells: act_on(request, act, row, done=sentence, **cells)):
        return redirect("recall", key)
    return recall_page(request, key, status=422, **{f"{name}_form": form, "failed": verb})


@login_required
@require_safe
def document(request: HttpRequest, key: int) -> HttpResponse:
    _, scope = scope_of(request)
    found = queries.recall_document(scope, key)
    if found is None:
        raise NotFound
    return handed_out(found[0], name=found[1], kind=ANY)


def _steps(line: RecallLine, *, is_heard: bool) -> list[tuple[str, str]]:
    """Each with what it is now: done, current, or nothing yet. A recall that was withdrawn goes nowhere."""
    at = {"open": 1 if is_heard else 2, "decided": 3, "done": len(STEPS)}.get(line.state)
    if at is None:
        return []
    return [
        (said(title), "done" if place < at else "current" if place == at else "") for place, title in enumerate(STEPS)
    ]


def _sheet(request: HttpRequest, scope: Scope, line: RecallLine) -> Listing:
    """Cut by the database: a recall may have ten thousand."""
    sheets = max(1, -(-line.certificates // SHEET))
    asked = request.GET.get("sheet", "")
    sheet = min(max(int(asked), 1), sheets) if asked.isascii() and asked.isdigit() else 1
    rows = queries.recalled(scope, line.id, start=(sheet - 1) * SHEET, limit=SHEET)
    return Listing(rows, line.certificates, sheet, sheets, "")
