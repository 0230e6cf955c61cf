"""The list of provinces, and the page of each region; the same for everybody."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from baigong.core.codes.region import is_today, province_of
from baigong.core.plans import NATION
from baigong.core.scope import bare
from baigong.faces.clock import today
from baigong.faces.web.data.files import download
from baigong.faces.web.design.kept import kept
from baigong.faces.web.design.listing import listing
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.known.asked import Asked, asked_of
from baigong.faces.web.known.standing import Told, told_here
from baigong.faces.web.regions import evidence, lower, province
from baigong.faces.web.regions.overview import SORTS, choices, chosen, rows_of, table_of, telling_of
from baigong.faces.web.score.page import Plainly
from baigong.faces.web.words import reader

TABLES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "evidence": lambda told: evidence.table_of(told["proved"]),
    "prefectures": lambda told: province.places_table(told["places"]),
    "publications": lambda told: province.past_table(told["past"]),
    "targets": lambda told: province.targets_table(told["targets"]),
}
# What an address may ask of these pages; anything else does not make another page of it.
ASKING = ("on", "known", "sort", "sheet", "group", "status", "name")


@require_safe
def regions(request: HttpRequest) -> HttpResponse:
    asked, out = asked_of(request.GET, today=today(request)), told_here()
    if form := request.GET.get("format", ""):
        telling = telling_of(asked, out)
        if request.GET.get("table") == "evidence":
            return download("evidence", *evidence.table_of(evidence.of_provinces(telling, out)), form)
        rows = chosen(rows_of(telling, out), request.GET)
        return download("provinces", *table_of(rows), form)
    content = kept(_key("regions", request, asked, out), lambda: _overview(request, asked, out))
    return render(request, "regions/page.html", {"title": None, "content": content})


@require_safe
def region(request: HttpRequest, code: str) -> HttpResponse:
    asked, out = asked_of(request.GET, today=today(request)), told_here()
    if code == NATION:
        return redirect("home")
    if not (code.isascii() and code.isdigit() and is_today(code) and province_of(code)):
        raise Http404
    if bare(code) != code:
        return redirect("region", bare(code))
    if form := request.GET.get("format", ""):
        return _file(code, asked, out, request.GET.get("table", "prefectures"), form)
    content = kept(_key(f"regions/{code}", request, asked, out), lambda: _content(request, code, asked, out))
    return render(request, "regions/page.html", {"title": region_named(code), "content": content})


def _key(page: str, request: HttpRequest, asked: Asked, out: Told) -> tuple[object, ...]:
    return (page, reader(), asked, out, tuple(request.GET.get(name, "")[:40] for name in ASKING))


def _plainly(request: HttpRequest) -> Plainly:
    """What is kept for everybody knows nothing of who asked, nor of words that these pages do not ask for."""
    query = QueryDict(mutable=True)
    query.update({name: request.GET[name][:40] for name in ASKING if request.GET.get(name)})
    return Plainly(query, request.path)


def _overview(request: HttpRequest, asked: Asked, out: Told) -> str:
    telling = telling_of(asked, out)
    rows, plainly = rows_of(telling, out), _plainly(request)
    told = {
        "request": plainly,
        "asked": asked,
        "listing": listing(plainly, chosen(rows, plainly.GET), sorts=SORTS, sort="name"),  # type: ignore[arg-type]
        **choices(rows),
        "vintage": telling.vintage,
        "proved": evidence.of_provinces(telling, out),
        "series_shown": evidence.SHOWN,
        "wanted": {name: request.GET.get(name, "")[:40] for name in ("group", "status", "name")},
    }
    return render_to_string("regions/regions.html", told)


def _content(request: HttpRequest, code: str, asked: Asked, out: Told) -> str:
    page, told = ("region", province.content) if len(code) == 2 else ("lower", lower.content)
    return render_to_string(f"regions/{page}.html", {"request": _plainly(request), **told(code, asked, out)})


def _file(code: str, asked: Asked, out: Told, table: str, form: str) -> HttpResponse:
    if len(code) != 2 or table not in TABLES:
        raise Http404
    columns, rows = TABLES[table](province.content(code, asked, out))
    return download(f"{table}-{code}", columns, rows, form)
