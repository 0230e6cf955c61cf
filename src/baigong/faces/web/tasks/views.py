"""The list of tasks, and one task: entered, corrected, started, finished with its evidence, or given up."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from baigong.apps.authority.queries import offices
from baigong.apps.authority.roles import OF_AN_OFFICE
from baigong.apps.catalogue import queries
from baigong.apps.catalogue.permissions import DECIDERS, KEEPERS
from baigong.apps.catalogue.queries import TaskShown
from baigong.apps.catalogue.states import OPEN, TASK
from baigong.core.scope import Scope
from baigong.core.text import Msgid, msgid
from baigong.faces.clock import today
from baigong.faces.web.callers import caller
from baigong.faces.web.data.files import Column, download
from baigong.faces.web.design.listing import listing
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.doing import act_on
from baigong.faces.web.filling import done
from baigong.faces.web.known.standing import plan_here
from baigong.faces.web.measures.content import short_name
from baigong.faces.web.tasks.forms import Correction, Entry, Evidence, Reason
from baigong.faces.web.words import reader, said, told

MOST = 2_000
ENTERED = msgid("The task is entered.")
CORRECTED = msgid("The task is corrected.")
STARTED = msgid("The task is under way.")
FINISHED = msgid("The task is done; its evidence stands beside it.")
DROPPED = msgid("The task is given up; the reason stands beside it.")
SORTS: Mapping[str, Callable[[TaskShown], Any]] = {
    "measure": lambda row: row.measure,
    "title": lambda row: row.title[reader()],
    "office": lambda row: row.office_name,
    "due": lambda row: row.due_on,
    "state": lambda row: [state for state, _ in TASK.states].index(row.state),
    "region": lambda row: row.region,
}
WHICH = ("mine", "overdue", "open")


@login_required
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    scope = _seen_by(request)
    rows = _chosen(request, queries.tasks(scope, on=today(request), limit=MOST))
    if form := request.GET.get("format", ""):
        return download("tasks", *_table(rows), form)
    page = {
        "listing": listing(request, rows, sorts=SORTS, sort="due"),
        "overdue": sum(row.is_overdue for row in rows),
        "states": [(state, told(title)) for state, title in TASK.states],
        "measures": [(one.number, short_name(one)) for one in plan_here().measures],
        "wanted": {name: request.GET.get(name, "")[:20] for name in ("state", "measure", "which")},
        "may_enter": caller(request).may_as(KEEPERS),
    }
    return render(request, "tasks/tasks.html", page)


@login_required
@require_safe
def task(request: HttpRequest, number: int) -> HttpResponse:
    return _page(request, number)


@login_required
@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    if not caller(request).may_as(KEEPERS):
        raise PermissionDenied
    initial = {"measure": request.GET.get("measure", ""), "region": caller(request).region}
    form = Entry(request.POST or None, offices=_offices(request), initial=initial)

    def entered(given: dict[str, Any]) -> object:
        measure, region = given["measure"], given["region"]
        return act_on(request, "catalogue.enter_task", measure, cells=form.cells(), region=region, done=ENTERED)

    if request.method == "POST" and done(form, entered):
        return redirect("tasks")
    return render(request, "tasks/enter.html", {"form": form})


@login_required
@require_POST
def start(request: HttpRequest, number: int) -> HttpResponse:
    act_on(request, "catalogue.start_task", _row(request, number), done=STARTED)
    return redirect("task", number)


@login_required
@require_POST
def finish(request: HttpRequest, number: int) -> HttpResponse:
    return _acted(request, number, Evidence(request.POST), "catalogue.finish_task", FINISHED)


@login_required
@require_POST
def drop(request: HttpRequest, number: int) -> HttpResponse:
    return _acted(request, number, Reason(request.POST), "catalogue.drop_task", DROPPED)


@login_required
@require_POST
def correct(request: HttpRequest, number: int) -> HttpResponse:
    row, form = _row(request, number), Correction(request.POST, offices=_offices(request))
    if done(form, lambda _: act_on(request, "catalogue.correct_task", row, cells=form.cells(), done=CORRECTED)):
        return redirect("task", number)
    return _page(request, number, correcting=form)


def _acted(request: HttpRequest, number: int, form: forms.Form, act: str, sentence: Msgid) -> HttpResponse:
    """A refusal is said over the form that was sent, and nothing typed is lost."""
    row = _row(request, number)
    if done(form, lambda given: act_on(request, act, row, **given, done=sentence)):
        return redirect("task", number)
    return _page(request, number, **{"finishing" if isinstance(form, Evidence) else "dropping": form})


def _page(request: HttpRequest, number: int, **given: forms.Form) -> HttpResponse:
    scope, by = _seen_by(request), caller(request)
    shown = queries.task(scope, number, on=today(request))
    if shown is None:
        raise Http404
    keeps, is_open = by.may_as(KEEPERS, region=shown.region), shown.state in OPEN
    measure = next((one for one in plan_here().measures if one.number == shown.measure), None)
    page: dict[str, Any] = {
        "task": shown,
        "measure": short_name(measure) if measure else "—",
        "may_start": keeps and shown.state == "planned",
        "finishing": given.get("finishing", Evidence()) if keeps and shown.state == "under_way" else None,
        "dropping": given.get("dropping", Reason()) if is_open and by.may_as(DECIDERS, region=shown.region) else None,
        "correcting": given.get("correcting", _correction(request, shown)) if keeps and is_open else None,
    }
    return render(request, "tasks/task.html", page)


def _correction(request: HttpRequest, shown: TaskShown) -> Correction:
    initial = {
        "title_zh": shown.title.zh,
        "title_en": shown.title.en,
        "office": shown.office,
        "due_on": shown.due_on,
        "clause": shown.clause,
    }
    return Correction(offices=_offices(request), initial=initial)


def _seen_by(request: HttpRequest) -> Scope:
    scope = caller(request).scope_as(OF_AN_OFFICE)
    if not scope.regions:
        raise PermissionDenied
    return scope


def _row(request: HttpRequest, number: int):  # type: ignore[no-untyped-def]  # a row, which faces do not name
    row = queries.task_to_act_on(_seen_by(request), number)
    if row is None:
        raise Http404
    return row


def _offices(request: HttpRequest) -> list[tuple[int, str]]:
    """Those that lie in a region she keeps tasks for."""
    scope = caller(request).scope_as(KEEPERS)
    found = [one for one in offices(scope, limit=MOST) if scope.holds_region(one.region)]
    return [(one.id, one.name_zh if reader() == "zh" else one.name_en or one.name_zh) for one in found]


def _chosen(request: HttpRequest, rows: Sequence[TaskShown]) -> list[TaskShown]:
    state, measure, which = (request.GET.get(name, "") for name in ("state", "measure", "which"))
    office = caller(request).office
    return [
        row
        for row in rows
        if state in ("", row.state)
        and measure in ("", str(row.measure))
        and (which != "mine" or row.office_name == office)
        and (which != "overdue" or row.is_overdue)
        and (which != "open" or row.state in OPEN)
    ]


def _table(rows: Sequence[TaskShown]) -> tuple[Sequence[Column], list[tuple[object, ...]]]:
    columns = (
        Column("task", said(msgid("Number of the task")), "number"),
        Column("measure", said(msgid("Measure")), "number"),
        Column("title", said(msgid("Task"))),
        Column("region", said(msgid("Region"))),
        Column("office", said(msgid("Office in charge"))),
        Column("due_on", said(msgid("Due on")), "day"),
        Column("state", said(msgid("State"))),
        Column("overdue", said(msgid("Overdue")), "code"),
        Column("clause", said(msgid("Clause"))),
        Column("evidence", said(msgid("Evidence"))),
    )
    return columns, [_cells(row) for row in rows]


def _cells(row: TaskShown) -> tuple[object, ...]:
    overdue = said(msgid("overdue")) if row.is_overdue else ""
    due: date | None = row.due_on
    state, place = told(row.state_title), region_named(row.region)
    return (row.id, row.measure, told(row.title), place, row.office_name, due, state, overdue, row.clause, row.evidence)
