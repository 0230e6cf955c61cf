"""Offices, from the ministry to the counties."""

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from baigong.apps.authority import queries
from baigong.apps.authority.roles import OF_AN_OFFICE, Role
from baigong.apps.authority.rows import office_row
from baigong.core.scope import NOTHING
from baigong.core.text import Text, msgid
from baigong.faces.web.authority.granting import OpenOffice, RenameOffice
from baigong.faces.web.callers import caller
from baigong.faces.web.design.listing import listing
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import done

OPENED = msgid("The office is open.")
RENAMED = msgid("The office has its new name.")
CLOSED = msgid("The office is closed.")
SYSTEM = frozenset({Role.SYSTEM_ADMINISTRATOR})
LEVELS = {
    "nation": Text(zh="国家", en="nation"),
    "province": Text(zh="省级", en="province"),
    "prefecture": Text(zh="地市级", en="prefecture"),
    "county": Text(zh="县级", en="county"),
}
MOST = 200
SORTS = {"region": lambda row: row[0].region, "name": lambda row: row[0].name_zh}


@login_required
@require_http_methods(["GET", "POST"])
def offices(request: HttpRequest) -> HttpResponse:
    """Which offices there are, whoever works in one may know."""
    by = caller(request)
    if not by.may_as(OF_AN_OFFICE):
        raise PermissionDenied
    form = OpenOffice(request.POST or None)
    if request.method == "POST" and done(
        form, lambda given: act_on(request, "authority.open_office", **given, done=OPENED)
    ):
        return redirect("offices")
    rows = [(one, LEVELS[one.level]) for one in queries.offices(NOTHING, limit=MOST)]
    page = {
        "listing": listing(request, rows, sorts=SORTS, sort="region"),
        "form": form if by.may_as(SYSTEM) else None,
    }
    return render(request, "authority/offices.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def office(request: HttpRequest, number: int) -> HttpResponse:
    by = caller(request)
    if not by.may_as(OF_AN_OFFICE):
        raise PermissionDenied
    shown = next(iter(queries.offices(NOTHING, after=number - 1, limit=1)), None)
    if shown is None or shown.id != number:
        raise Http404
    form = RenameOffice(request.POST or None, initial={"name_zh": shown.name_zh, "name_en": shown.name_en})
    if request.method == "POST" and done(
        form, lambda given: act_on(request, "authority.rename_office", office_row(number), **given, done=RENAMED)
    ):
        return redirect("office", number)
    may = by.may_as(SYSTEM, region=shown.region) and not shown.closed_on
    page = {"office": shown, "level": LEVELS[shown.level], "form": form if may else None}
    return render(request, "authority/office.html", page)


@login_required
@require_POST
def close(request: HttpRequest, number: int) -> HttpResponse:
    act_on(request, "authority.close_office", office_row(number), done=CLOSED)
    return redirect("office", number)
