"""Published figures: those that the plan declares, and those on record here with their source and their history."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from baigong.apps.progress import queries
from baigong.apps.progress.queries import ObservationShown
from baigong.apps.progress.queries.observations import declared
from baigong.core.text import msgid
from baigong.faces.here import node_here
from baigong.faces.web.callers import caller
from baigong.faces.web.data.files import Column, download
from baigong.faces.web.design.listing import listing
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import Reason, done
from baigong.faces.web.progress.forms import CorrectObservation, EnterObservation
from baigong.faces.web.progress.shared import STATISTICIANS, is_statistician, seen_by
from baigong.faces.web.words import said, told

MOST = 5_000
ENTERED = msgid("The figure is on record.")
CORRECTED = msgid("The figure is corrected; what it said before is kept.")
WITHDRAWN = msgid("The figure is withdrawn: it stays on record and is used no more.")
SORTS = {
    "indicator": lambda row: row["title"],
    "region": lambda row: row["one"].region,
    "period": lambda row: row["one"].period,
    "value": lambda row: row["value"],
    "published": lambda row: row["one"].published_on,
}


@login_required
@require_http_methods(["GET", "POST"])
def observations(request: HttpRequest) -> HttpResponse:
    scope = seen_by(request)
    form = EnterObservation(request.POST or None)
    if request.method == "POST" and done(form, lambda given: _enter(request, form, given["region"])):
        return redirect("observations")
    region, definition = request.GET.get("region", ""), request.GET.get("definition", "")
    own = queries.observations(scope, region=region or None, definition=definition, limit=MOST)
    rows = [*own, *declared(node_here().plan, region=region or None, definition=definition)]
    if request.GET.get("format"):
        return _file(rows, request.GET["format"])
    page = {
        "listing": listing(request, [_row(one) for one in rows], sorts=SORTS),
        "definitions": [(name, told(one.text)) for name, one in node_here().plan.definitions.items()],
        "asked": {"region": region, "definition": definition},
        "form": form if caller(request).may_as(STATISTICIANS) else None,
    }
    return render(request, "progress/observations.html", page)


def _enter(request: HttpRequest, form: EnterObservation, region: str) -> object:
    return act_on(request, "progress.enter_observation", region=region, cells=form.cells, done=ENTERED)


@login_required
@require_http_methods(["GET", "POST"])
def observation(request: HttpRequest, number: int) -> HttpResponse:
    scope = seen_by(request)
    row = queries.observation_row(scope, number)
    shown = next(one for one in queries.observations(scope, after=number - 1, limit=1))
    initial = {"value": _plain(shown.value), "relation": shown.relation, "published_on": shown.published_on}
    form = CorrectObservation(request.POST or None, initial=initial)
    if request.method == "POST" and done(form, lambda _: _correct(request, row, form)):
        return redirect("observation", number)
    may = is_statistician(request, shown.region) and not shown.withdrawn_at
    page = {
        **_row(shown),
        "history": queries.observation_history(scope, number),
        "form": form if may else None,
        "withdrawing": Reason() if may else None,
    }
    return render(request, "progress/observation.html", page)


def _correct(request: HttpRequest, row: Any, form: CorrectObservation) -> object:
    return act_on(request, "progress.correct_observation", row, cells=form.cells, done=CORRECTED)


@login_required
@require_POST
def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    row = queries.observation_row(seen_by(request), number)
    act_on(request, "progress.withdraw_observation", row, reason=request.POST.get("reason", ""), done=WITHDRAWN)
    return redirect("observation", number)


def _row(one: ObservationShown) -> dict[str, Any]:
    plan = node_here().plan
    known = plan.definitions.get(one.definition or "")
    region = plan.regions.get(one.region) or plan.regions.get(one.region[:2])
    return {
        "one": one,
        "title": told(known.text) if known else one.indicator,
        "region": told(region.name) if region else one.region,
        "unit": told(plan.units[one.unit]) if one.unit in plan.units else one.unit or "",
        "value": one.value,
        "sources": [_source(name) for name in one.source.split(";")],
        "shown": "" if one.value is None else f"{one.value:,.10g}",
    }


def _plain(value: float | None) -> str:
    """Whole numbers without a fraction; nothing is rounded."""
    if value is None:
        return ""
    return str(int(value)) if value == int(value) else repr(value)


def _source(name: str) -> tuple[str, str]:
    """By the plan's name for it, and what that is; a source that the plan does not list says so itself."""
    known = node_here().plan.sources.get(name)
    return (name, f"{known.title} · {known.publisher} · {known.dated}") if known else ("", name)


COLUMNS = {
    "indicator": msgid("Indicator"),
    "region": msgid("Region"),
    "period": msgid("Day or span"),
    "relation": msgid("Relation"),
    "value": msgid("Value"),
    "unit": msgid("Unit"),
    "definition": msgid("Definition"),
    "source": msgid("Source"),
    "published_on": msgid("Published on"),
}


def _file(rows: list[ObservationShown], form: str) -> HttpResponse:
    columns = [Column(key, said(title), "number" if key == "value" else "text") for key, title in COLUMNS.items()]
    return download("observations", columns, [[getattr(one, key) for key in COLUMNS] for one in rows], form)
