"""Packages of records: ordered, made in the background, fetched within a week."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from baigong.apps.authority.actor import Actor
from baigong.apps.exchange import actions, queries
from baigong.apps.exchange.permissions import CONFIRMERS, SENDERS, may_fetch
from baigong.apps.exchange.states import EXPORT
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.clock import instant
from baigong.faces.web.callers import caller
from baigong.faces.web.design.listing import listing
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.doing import act_on, sentence_of
from baigong.faces.web.exports.forms import FollowingForm, OrderForm
from baigong.faces.web.uploads.files import ZIP, handed_out
from baigong.faces.web.uploads.views import READERS, scope_of
from baigong.faces.web.words import said, told

ORDERED = msgid("Ordered; it is made in the background and can then be fetched here for a week.")
SINCE = msgid("what changed since export %(sequence)s of %(day)s")


@dataclass(frozen=True, slots=True)
class Line:
    """An export in the list; `refusal` says why it could not be made."""

    told: queries.ExportLine
    state: str
    rows: int
    refusal: str
    may_fetch: bool


@login_required
@require_http_methods(["GET", "POST"])
def exports(request: HttpRequest) -> HttpResponseBase:
    by = caller(request)
    if not by.roles & READERS:
        raise PermissionDenied
    found = queries.exports(scope_of(by), limit=queries.MOST)
    form = OrderForm(request.POST or None, regions=_regions(by), earlier=_earlier(found))
    if request.method == "POST" and form.is_valid():
        try:
            region, order = form.cleaned_data["region"], form.order
            act_on(request, "exchange.export_records", order, region=region, done=ORDERED, why=order.reason)
            return redirect("exports")
        except Refusal as refusal:
            form.add_error("reason" if refusal.fault.code == "exchange.no_reason" else None, sentence_of(refusal))
    return render(request, "exports/exports.html", page_of(request, form, FollowingForm()))


def page_of(request: HttpRequest, form: OrderForm | None, following: FollowingForm) -> dict[str, Any]:
    by = caller(request)
    found = queries.exports(scope_of(by), limit=queries.MOST)
    lines = [_line(one, by) for one in found]
    return {
        "form": form or OrderForm(regions=_regions(by), earlier=_earlier(found)),
        "may_order": bool(_regions(by)),
        "following": following,
        "subscriptions": queries.subscriptions(scope_of(by), account=by.account or 0),
        "listing": listing(request, lines, sorts={"ordered": lambda line: line.told.ordered_at}),
        "is_under_way": any(one.state == "ordered" for one in found),
    }


def _regions(by: Actor) -> list[tuple[str, str]]:
    codes = dict.fromkeys(post.region for post in by.posts if post.role in SENDERS | CONFIRMERS and post.region)
    return [(code, region_named(code)) for code in codes]


def _earlier(found: list[queries.ExportLine]) -> list[tuple[int, str]]:
    made = [one for one in found if one.sequence is not None]
    return [(one.sequence, said(SINCE, {"sequence": one.sequence, "day": one.ordered_at.date()})) for one in made]  # type: ignore[misc]


def _line(one: queries.ExportLine, by: Actor) -> Line:
    refusal = said(one.refusal.sentence, one.refusal.facts) if one.refusal else ""
    fetched = one.is_here and one.state == "made" and may_fetch(one, by=by)  # type: ignore[arg-type]
    return Line(one, told(EXPORT.title(one.state)), sum(one.rows.values()), refusal, fetched)


@login_required
@require_POST
def fetch(request: HttpRequest, number: int) -> HttpResponseBase:
    """The journal says who took it away."""
    by = caller(request)
    row = queries.export_row(scope_of(by), number)
    place = actions.fetch_export(row, by=by, at=instant(request))
    return handed_out(place, name=f"export-{row.sequence or number}.zip", kind=ZIP)


def shown_again(request: HttpRequest, following: FollowingForm) -> HttpResponse:
    return render(request, "exports/exports.html", page_of(request, None, following), status=422)
