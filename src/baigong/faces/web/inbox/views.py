"""The inbox: what waits for whoever looks, by kind and by day, and what she started."""

from collections import Counter

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baigong.apps.authority.roles import Role
from baigong.faces.clock import today
from baigong.faces.web.callers import caller
from baigong.faces.web.design.listing import listing
from baigong.faces.web.inbox.gathering import started_by, waiting_for

WITH_AN_INBOX = frozenset(Role) - {Role.WORKER}


@login_required
@require_safe
def inbox(request: HttpRequest) -> HttpResponse:
    by, on = caller(request), today(request)
    if not by.roles & WITH_AN_INBOX:
        raise PermissionDenied
    rows, kind = waiting_for(by, on), request.GET.get("kind", "")
    wanted = [row for row in rows if kind in ("", row.kind)]
    page = {
        "kinds": Counter((row.kind, row.title) for row in rows).items(),
        "kind": kind,
        "total": len(rows),
        "late": sum(row.standing == "late" for row in rows),
        "listing": listing(request, wanted),
        "own": started_by(by, on),
        "today": on,
    }
    return render(request, "inbox/inbox.html", page)
