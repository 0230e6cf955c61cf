"""The calendar of reporting periods: opened, locked, and excepted for a time."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from baigong.apps.authority.roles import Role
from baigong.apps.progress import queries
from baigong.core.text import msgid
from baigong.faces.clock import today
from baigong.faces.web.callers import caller
from baigong.faces.web.design.listing import listing
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import Reason, done
from baigong.faces.web.progress.forms import GrantException, OpenPeriod
from baigong.faces.web.progress.shared import STATISTICIANS, seen_by

OPENED = msgid("The period is open.")
LOCKED = msgid("The period is locked: records of its days stand as they are.")
LIFTED = msgid("The lock is lifted.")
GRANTED = msgid("The exception is granted.")
EXCEPTING = frozenset({Role.STATISTICIAN, Role.REVIEWER, Role.APPROVER})
MOST = 2_000
SORTS = {"first": lambda row: row.first, "due": lambda row: row.due_on, "region": lambda row: row.region}


@login_required
@require_http_methods(["GET", "POST"])
def periods(request: HttpRequest) -> HttpResponse:
    scope = seen_by(request)
    form = OpenPeriod(request.POST or None)
    if request.method == "POST" and done(
        form, lambda given: act_on(request, "progress.open_period", **given, done=OPENED)
    ):
        return redirect("periods")
    rows = queries.periods(scope, on=today(request), limit=MOST)
    page = {
        "listing": listing(request, rows, sorts=SORTS, sort="-first"),
        "form": form if caller(request).may_as(STATISTICIANS) else None,
    }
    return render(request, "progress/periods.html", page)


@login_required
@require_http_methods(["GET"])
def period(request: HttpRequest, number: int) -> HttpResponse:
    return _page(request, number, GrantException(), Reason())


def _page(request: HttpRequest, number: int, granting: GrantException, lifting: Reason) -> HttpResponse:
    scope, by = seen_by(request), caller(request)
    queries.period_row(scope, number)
    shown = next(one for one in queries.periods(scope, on=today(request), after=number - 1, limit=1))
    is_open = shown.state == "open"
    page = {
        "period": shown,
        "exceptions": queries.exceptions(scope, number, on=today(request)),
        "may_lock": is_open and by.may_as(STATISTICIANS, region=shown.region),
        "lifting": lifting if not is_open and by.may_as(EXCEPTING, region=shown.region) else None,
        "granting": granting if not is_open and by.may_as(EXCEPTING, region=shown.region) else None,
    }
    return render(request, "progress/period.html", page)


@login_required
@require_POST
def lock(request: HttpRequest, number: int) -> HttpResponse:
    act_on(request, "progress.lock_period", queries.period_row(seen_by(request), number), done=LOCKED)
    return redirect("period", number)


@login_required
@require_POST
def lift(request: HttpRequest, number: int) -> HttpResponse:
    row, form = queries.period_row(seen_by(request), number), Reason(request.POST)
    if done(form, lambda given: act_on(request, "progress.lift_lock", row, reason=given["reason"], done=LIFTED)):
        return redirect("period", number)
    return _page(request, number, GrantException(), form)


@login_required
@require_POST
def grant(request: HttpRequest, number: int) -> HttpResponse:
    row, form = queries.period_row(seen_by(request), number), GrantException(request.POST)
    if done(form, lambda given: act_on(request, "progress.grant_exception", row, **given, done=GRANTED)):
        return redirect("period", number)
    return _page(request, number, form, Reason())
