"""The measures, one of them, and the agreements; an official sees the tasks of her region besides."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from baigong.apps.authority.roles import OF_AN_OFFICE
from baigong.apps.catalogue.queries import TaskShown, tasks
from baigong.faces.clock import instant, today
from baigong.faces.web.callers import caller
from baigong.faces.web.data.files import download
from baigong.faces.web.design.kept import kept
from baigong.faces.web.known.asked import Asked, asked_of
from baigong.faces.web.known.standing import Told, plan_here, told_here
from baigong.faces.web.measures.content import agreements_table, all_shown, headings, signed, table_of
from baigong.faces.web.words import reader

A_WHILE = 30  # seconds for which the counts of tasks may be old
MOST = 200


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    asked, out, plan = asked_of(request.GET, today=today(request)), told_here(), plan_here()
    if form := request.GET.get("format", ""):
        return download("measures", *table_of(all_shown(plan, asked, out)), form)

    def made() -> str:
        found = headings(plan, asked, out)
        told = {
            "headings": found,
            "asked": asked,
            "named": sum(one.is_named for all_ in found for one in all_.measures),
        }
        return render_to_string("measures/measures.html", {**told, "agreements": len(plan.agreements)})

    return render(request, "measures/page.html", {"content": _kept("measures", request, asked, out, made)})


@require_safe
def measure(request: HttpRequest, number: int) -> HttpResponse:
    asked, out, plan = asked_of(request.GET, today=today(request)), told_here(), plan_here()
    if number not in {one.number for one in plan.measures}:
        raise Http404

    def made() -> str:
        shown = {one.number: one for one in all_shown(plan, asked, out)}
        own = next(one for one in headings(plan, asked, out) if number in {measure.number for measure in one.measures})
        told = {"one": shown[number], "heading": own, "before": shown.get(number - 1), "after": shown.get(number + 1)}
        return render_to_string("measures/measure.html", told)

    told = {"content": _kept(f"measure {number}", request, asked, out, made), "number": number}
    return render(request, "measures/page.html", told | _own(request, number))


@require_safe
def agreements(request: HttpRequest) -> HttpResponse:
    rows = signed(plan_here())
    if form := request.GET.get("format", ""):
        return download("agreements", *agreements_table(rows), form)
    return render(request, "measures/agreements.html", {"rows": rows, "named": sum(_is_named(row) for row in rows)})


def _is_named(row: Any) -> bool:
    return bool(row.agreement.is_named_by_plan)


def _own(request: HttpRequest, number: int) -> dict[str, Any]:
    """Never kept: the tasks of the regions that she is posted in."""
    scope = caller(request).scope_as(OF_AN_OFFICE)
    if not scope.regions:
        return {}
    found: list[TaskShown] = tasks(scope, on=today(request), measure=number, limit=MOST)
    return {"is_official": True, "tasks": found}


def _kept(page: str, request: HttpRequest, asked: Asked, out: Told, make: Callable[[], str]) -> str:
    moment = int(instant(request).timestamp()) // A_WHILE
    return kept((page, reader(), asked, out, moment), make)
