"""Days that do not fit: the findings of an official's region, by kind."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baigong.apps.authority.acts import NotAllowed
from baigong.apps.certificates.oddities import KINDS, backdated, oddities
from baigong.apps.registry.permissions import KEEPERS, SEERS
from baigong.core.scope import NOTHING
from baigong.faces.gate.oddities import TITLES
from baigong.faces.web.callers import caller
from baigong.faces.web.persons.oddities import told_of
from baigong.faces.web.words import said

SHEET = 50


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    by = caller(request)
    scope = by.scope_as(SEERS)
    if scope == NOTHING:
        raise NotAllowed(act="certificates.oddities")
    kind, body = request.GET.get("kind", ""), request.GET.get("body", "")[:18].strip()
    kind = kind if kind in KINDS else ""
    rows = oddities(scope, kind=kind, credit_code=body, after=_after(request), limit=SHEET + 1)
    last = rows[SHEET - 1] if len(rows) > SHEET else None
    page = {
        "rows": told_of(rows[:SHEET]),
        "backdated": backdated(by.scope_as(KEEPERS)) if kind in ("", "witnessed_late") else [],
        "next": f"{last.certificate}.{last.kind}" if last else "",
        "kind": kind,
        "body": body,
        "kinds": [(name, said(title)) for name, title in TITLES.items()],
    }
    return render(request, "recalls/oddities.html", page)


def _after(request: HttpRequest) -> tuple[int, str]:
    number, _, kind = request.GET.get("after", "").partition(".")
    return (int(number), kind[:20]) if number.isascii() and number.isdigit() and len(number) < 19 else (0, "")
