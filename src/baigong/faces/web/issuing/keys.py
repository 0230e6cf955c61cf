"""Issuing keys of an office: which there are and were, a new one, the end of one."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baigong.apps.authority.roles import Role
from baigong.apps.authority.rows import NotFound
from baigong.apps.certificates import queries
from baigong.apps.certificates.states import COPY_KINDS, KEY_ENDINGS
from baigong.core.text import msgid
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import done
from baigong.faces.web.issuing.batches import scope_of
from baigong.faces.web.issuing.forms import Ending, Making
from baigong.faces.web.words import told

MADE = msgid("The key is made; the public log is told of it.")
ENDED = msgid("The key is ended; the public log is told of it.")


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    return _page(request)


def _page(request: HttpRequest, status: int = 200, **bound: Any) -> HttpResponse:
    by, scope = scope_of(request)
    rows = [
        {
            "line": one,
            "kind": told(COPY_KINDS[one.kind]),
            "because": told(KEY_ENDINGS[one.ended_because]) if one.ended_because else "",
            "may_end": one.until is None and by.may_as({Role.APPROVER}, region=one.region),
        }
        for one in queries.keys(scope)
    ]
    page = {
        "rows": rows,
        "may_make": by.may_as({Role.APPROVER}),
        "form": Making(initial={"region": by.region}),
        **bound,
    }
    return render(request, "issuing/keys.html", page, status=status)


@login_required
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    form = Making(request.POST)
    if done(form, lambda cells: act_on(request, "certificates.make_key", done=MADE, **cells)):
        return redirect("issuing_keys")
    return _page(request, status=422, form=form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, key: int) -> HttpResponse:
    _, scope = scope_of(request)
    row = queries.key_to_act_on(scope, key)
    if row is None:
        raise NotFound
    form = Ending(request.POST or None)
    if request.method == "POST" and done(
        form, lambda cells: act_on(request, "certificates.end_key", row, done=ENDED, **cells)
    ):
        return redirect("issuing_keys")
    status = 422 if request.method == "POST" else 200
    return render(request, "issuing/end_key.html", {"form": form, "kid": row.kid, "key": key}, status=status)
