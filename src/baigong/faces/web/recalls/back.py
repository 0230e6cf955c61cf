"""Requests for a way back: heard by somebody who took no part, answered, replaced by a new certificate."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.rows import NotFound
from baigong.apps.certificates.queries import recalls as queries
from baigong.apps.certificates.recall_states import WAYS
from baigong.apps.registry.permissions import KEEPERS, SEERS
from baigong.core.scope import NOTHING, Scope
from baigong.core.text import msgid
from baigong.faces.web.callers import caller
from baigong.faces.web.design.listing import listing
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import done as filled
from baigong.faces.web.recalls.forms import Hearing, Replacing
from baigong.faces.web.words import told

HEARD, REPLACED = msgid("She is told."), msgid("It stands for the void one, and she is told.")


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    return back_page(request)


def back_page(request: HttpRequest, status: int = 200, bound: dict[int, Any] | None = None) -> HttpResponse:
    by, scope, bound = caller(request), _scope(request), bound or {}
    rows = []
    for one in queries.reinstatements(scope, limit=1_000):
        is_open = by.may_as(KEEPERS, region=one.region) and one.state in ("asked", "granted")
        kind = Hearing if one.state == "asked" else Replacing
        form = bound.get(one.id) or kind(auto_id=f"back_{one.id}_%s") if is_open else None
        rows.append((one, told(WAYS[one.way]) if one.way else "", form))
    return render(request, "recalls/reinstatements.html", {"listing": listing(request, rows)}, status=status)


@login_required
@require_POST
def done(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    scope = _scope(request)
    row = queries.reinstatement_to_act_on(scope, key)
    if row is None:
        raise NotFound
    if verb not in ("hear", "replace"):
        raise Http404
    form = (Hearing if verb == "hear" else Replacing)(request.POST, auto_id=f"back_{key}_%s")

    def act(cells: dict[str, Any]) -> None:
        if verb == "hear":
            act_on(request, "certificates.hear_reinstatement", row, done=HEARD, **cells)
            return
        certificate = queries.certificate_to_name(scope, cells["number"])
        if certificate is None:
            raise NotFound
        act_on(request, "certificates.name_replacement", row, done=REPLACED, certificate=certificate)

    return redirect("reinstatements") if filled(form, act) else back_page(request, 422, {key: form})


def _scope(request: HttpRequest) -> Scope:
    scope = caller(request).scope_as(SEERS)
    if scope == NOTHING:
        raise NotAllowed(act="certificates.reinstatements")
    return scope
