"""Readings: the node's figures by vintage, their tables, what they say of the targets, and what changed."""

from fractions import Fraction
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from baigong.apps.progress import queries, taking
from baigong.apps.progress.changes import REASONS, Changes
from baigong.apps.progress.counting import GRAINS
from baigong.apps.progress.counting import WHOLE as TOTAL
from baigong.apps.progress.queries.readings import NoSuchReading
from baigong.core.indicators.figure import Relation
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.faces.clock import instant, today
from baigong.faces.here import counted_here, node_here
from baigong.faces.instants import instant_written
from baigong.faces.web.callers import caller
from baigong.faces.web.data.files import Column, download
from baigong.faces.web.design.amounts import Amount, amount, count
from baigong.faces.web.design.listing import listing
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.filling import done
from baigong.faces.web.inbox.subjects import named
from baigong.faces.web.progress.forms import DraftPublication, TakeReading
from baigong.faces.web.progress.publications import draft
from baigong.faces.web.progress.shared import is_statistician, seen_by
from baigong.faces.web.words import reader, said, told
from baigong.ground.lake.count.question import SERIES

MOST_CELLS = 200  # that changed, on one page; the whole list is a download
BREAKDOWNS = {
    "region": msgid("Province"),
    "region4": msgid("Prefecture"),
    "level": msgid("Level"),
    "quarter": msgid("Quarter"),
}
TITLES = {
    "events": msgid("Certificates issued"),
    "holders": msgid("Certificate holders"),
    "first": msgid("First-time holders"),
    "first_high": msgid("First-time high-skilled"),
    "stock": msgid("Holders of a valid certificate"),
    "stock_high": msgid("High-skilled among them"),
}


@login_required
@require_http_methods(["GET", "POST"])
def readings(request: HttpRequest) -> HttpResponse:
    scope = seen_by(request)
    region = node_here().region
    form = TakeReading(request.POST or None, initial={"on": today(request)})
    if request.method == "POST" and done(form, lambda given: _take(request, given)):
        return redirect("readings")
    page = {
        "listing": listing(request, queries.readings(scope, limit=500)),
        "published": {one.number for one in queries.published(limit=500)},
        "form": form if is_statistician(request, region) else None,
    }
    return render(request, "progress/readings.html", page)


def _take(request: HttpRequest, given: dict[str, Any]) -> object:
    known = instant_written(str(given["known"])) if given["known"] else None
    return taking.take(counted_here(), on=given["on"], known=known, by=caller(request), at=instant(request))


@login_required
@require_http_methods(["GET", "POST"])
def reading(request: HttpRequest, number: int) -> HttpResponse:
    scope = seen_by(request)
    shown = queries.reading(scope, number)
    whole = _whole(scope, number)
    grain = request.GET.get("by") or (TOTAL if whole else "region")
    rows = queries.table(scope, number, grain)
    if request.GET.get("format"):
        return _file(number, grain, rows, request.GET["format"])
    form = DraftPublication(request.POST or None)
    if request.method == "POST" and done(form, lambda given: draft(request, number, given)):
        return redirect("publications")
    page = {
        "reading": shown,
        **_four(whole or _own(scope, number), shown.region if whole else ""),
        "grain": grain,
        "grains": [(TOTAL, said(msgid("Total"))), *((",".join(names), _title(names)) for names in GRAINS)],
        "labels": [said(BREAKDOWNS[name]) for name in _names(grain)],
        "series": [(name, said(title)) for name, title in TITLES.items()],
        "listing": listing(request, [_row(row) for row in rows]),
        "targets": _computed(scope, number),
        "changes": _changes(request, scope, number),
        "form": form if is_statistician(request, shown.region) else None,
    }
    return render(request, "progress/reading.html", page)


def _whole(scope: Scope, number: int) -> queries.CellShown | None:
    """The cell of the reading's whole region, for who sees all of it."""
    return next(iter(queries.table(scope, number, TOTAL)), None)


def _own(scope: Scope, number: int) -> queries.CellShown | None:
    """For who sees a province, its own cell."""
    cells = queries.table(scope, number, "region")
    return cells[0] if len(cells) == 1 else None


def _four(cell: queries.CellShown | None, region: str) -> dict[str, Any]:
    if cell is None:
        return {}
    whose = region_named(region or cell.labels["region"] or "")
    return {"whose": whose, "total": [(name, count(getattr(cell, name), reader())) for name in SERIES]}


def _names(grain: str) -> tuple[str, ...]:
    return () if grain == TOTAL else tuple(grain.split(","))


def _title(names: tuple[str, ...]) -> str:
    return " × ".join(said(BREAKDOWNS[name]) for name in names)


def _row(cell: queries.CellShown) -> dict[str, Any]:
    labels = [label_of(name, value) for name, value in cell.labels.items()]
    return {
        "labels": labels or [said(msgid("Total"))],
        "counts": [count(getattr(cell, name), reader()) for name in SERIES],
    }


def label_of(name: str, value: str | None) -> str:
    """A cell's label as people read it: regions and levels by their names."""
    if value is None:
        return said(msgid("unknown"))
    if name.startswith("region"):
        return region_named(value)
    levels = node_here().plan.levels
    return told(levels[value]) if name == "level" and value in levels else value


def _file(number: int, grain: str, rows: list[queries.CellShown], form: str) -> HttpResponse:
    names = _names(grain)
    columns = [*(Column(name, said(BREAKDOWNS[name]), "text") for name in names)]
    columns += [Column(name, said(TITLES[name]), "number") for name in SERIES]
    cells = [[*row.labels.values(), *(getattr(row, name) for name in SERIES)] for row in rows]
    return download(f"reading-{number}-{grain.replace(',', '-')}", columns, cells, form)


def _computed(scope: Scope, number: int) -> list[tuple[str, str | None, Amount]]:
    """Each target's name, how it would stand, and its figure."""
    plan = node_here().plan
    targets = {target.target: target for target in plan.targets}
    found = []
    for one in queries.computed_targets(scope, number):
        unit = plan.definitions[one.definition].unit
        shown = amount(Fraction(one.value), cast(Relation, one.relation), unit=unit, plan=plan, language=reader())
        name = told(targets[one.target].name) if one.target in targets else one.target
        found.append((name, one.status, shown))
    return found


def _changes(request: HttpRequest, scope: Scope, number: int) -> dict[str, Any] | None:
    """Since the reading before; the first of a chain has none."""
    try:
        found: Changes = queries.changes(scope, number)
    except NoSuchReading:
        return None
    cells = [
        {
            "grain": _title(_names(one.grain)) or said(msgid("Total")),
            "labels": [label_of(name, value) for name, value in zip(_names(one.grain), one.labels, strict=True)],
            "moves": [
                (said(TITLES[name]), count(after - before, reader()), after > before)
                for name, before, after in zip(SERIES, one.before, one.after, strict=True)
                if before != after
            ],
        }
        for one in found.cells[:MOST_CELLS]
    ]
    causes = [
        (told(REASONS[cause.reason]), cause, [(line, *named(line.subject, scope)) for line in cause.lines])
        for cause in found.causes
    ]
    return {"previous": found.previous, "cells": cells, "more": len(found.cells) - len(cells), "causes": causes}
