"""Candidates for merging: the list, two rows side by side with the effect on every figure, and what is decided."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baigong.apps.authority.acts import NotAllowed
from baigong.apps.certificates.effects import effect_of_merging
from baigong.apps.registry import queries
from baigong.apps.registry.queries import CandidateLine, PersonLine, SideBySide
from baigong.apps.registry.states import CANDIDATE
from baigong.core.periods import Span
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.clock import instant, today
from baigong.faces.here import node_here
from baigong.faces.numbers import people_number
from baigong.faces.web.callers import caller
from baigong.faces.web.design.listing import listing
from baigong.faces.web.doing import act_on
from baigong.faces.web.merges.comparing import Effect, compared, effects_told, likelihood, reasons
from baigong.faces.web.merges.forms import MergeForm, UndoForm
from baigong.faces.web.persons.changing import change_page, why_of
from baigong.faces.web.persons.editing import of_her
from baigong.faces.web.persons.fields import ActForm
from baigong.faces.web.persons.forms import ReasonForm
from baigong.faces.web.persons.naming import place_named
from baigong.faces.web.persons.seeing import (
    NotYours,
    is_keeper,
    is_maker,
    refuse_outsiders,
    refuse_unless_maker,
    row,
    scope_of,
    viewing,
    yours,
)
from baigong.faces.web.persons.views import found
from baigong.faces.web.persons.whole import Whole, gathered
from baigong.faces.web.words import reader, told

MOST = 1000
SORTS = {"weight": lambda one: one["line"].weight, "found_at": lambda one: one["line"].found_at}
STATES = tuple(state for state, _ in CANDIDATE.states)


@login_required
@require_safe
def merges(request: HttpRequest) -> HttpResponse:
    refuse_outsiders(request)
    scope, asked = scope_of(request), request.GET.get("state", "")
    state = asked if asked in STATES else "open"
    lines = queries.candidates(scope, state=state, limit=MOST)
    ids = {person for line in lines for person in (line.first, line.second)}
    people = queries.lines_of(scope, sorted(ids), viewing=viewing(request))
    rows = [_told(line, people) for line in lines]
    page = {"rows": listing(request, rows, sorts=SORTS, sort="-weight"), "state": state, "states": _states()}
    return render(request, "merges/merges.html", page)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, number: int) -> HttpResponse:
    both = yours(queries.candidate(scope_of(request), number, viewing=viewing(request)))
    is_merging = request.POST.get("decision") == "merge"
    merging = MergeForm(request.POST if is_merging else None)
    parting = ReasonForm(request.POST if request.method == "POST" and not is_merging else None)
    form = merging if is_merging else parting
    if request.method == "POST" and form.is_valid() and _decided(request, both, form):
        return redirect("merge", number)
    return render(request, "merges/merge.html", _page(request, both) | {"merging": merging, "parting": parting})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: HttpRequest, number: int, joined: int) -> HttpResponse:
    detail, act = found(request, number), "registry.undo_merge"
    refuse_unless_maker(request, act, detail.line.place)
    if joined not in {one.id for one in detail.merges}:
        raise NotYours
    kept = row(request, "merges", joined)
    change = of_her(
        number,
        act=act,
        heading=msgid("Undo a merge"),
        subjects=lambda form: (kept,),
        arguments=lambda form: {"reason": form.cleaned_data["reason"]},
        button=msgid("Propose to undo it"),
        told=msgid("From now on they are two persons again; as known in between they stay one."),
    )
    return change_page(request, change, UndoForm(request.POST or None))


def _decided(request: HttpRequest, both: SideBySide, form: ActForm) -> bool:
    """Whether it was done or proposed; a refusal stands on the form."""
    try:
        if isinstance(form, MergeForm):
            _merged(request, both, form)
        else:
            candidate = row(request, "candidates", both.line.id)
            reason = form.cleaned_data["reason"]
            act_on(request, "registry.keep_apart", candidate, done=msgid("They stay two persons."), reason=reason)
        return True
    except (NotAllowed, NotYours):
        raise
    except Refusal as refusal:
        form.refuse(refusal)
        return False


def _merged(request: HttpRequest, both: SideBySide, form: MergeForm) -> None:
    pair = (both.line.first, both.line.second)
    ordered = pair if form.cleaned_data["into"] == "second" else pair[::-1]
    rows = [row(request, "persons", one) for one in ordered]
    told = {"reason": form.cleaned_data["reason"], "why": why_of(form)}
    act_on(request, "registry.merge_persons", *rows, done=msgid("They are one person from now on."), **told)


def _page(request: HttpRequest, both: SideBySide) -> dict[str, Any]:
    """Where one of the two lives elsewhere, only the other is shown, and nothing can be decided."""
    line, by = both.line, caller(request)
    page = _told(line, {})
    if both.first is None or both.second is None:
        return page | {"both": both, "is_partial": True}
    wholes = [gathered(scope_of(request), one, viewing=viewing(request)) for one in (both.first, both.second)]
    places = [one.line.place for one in (both.first, both.second)]
    return page | {
        "both": both,
        "rows": compared(wholes[0], wholes[1], (_cells(request, wholes[0]), _cells(request, wholes[1]))),
        "effects": _effects(request, line),
        "may_merge": all(is_maker(by, place) for place in places) and line.state != "merged",
        "may_part": is_keeper(by, places[0]) and line.state == "open",
        "undoing": _undoing(both) if is_maker(by, places[0]) else None,
    }


def _effects(request: HttpRequest, line: CandidateLine) -> list[Effect]:
    if line.state == "merged":
        return []
    span = Span(node_here().plan.first_day, today(request))
    return effects_told(effect_of_merging(line.first, line.second, span=span, on=today(request), at=instant(request)))


def _cells(request: HttpRequest, whole: Whole) -> dict[str, str | None]:
    own = queries.states_of(scope_of(request), whole.detail.line.id)
    return dict(own[0].states[-1].cells) if own else {}


def _undoing(both: SideBySide) -> tuple[int, int] | None:
    """The merge in force between the two, by the page that undoes it."""
    pair = {both.line.first, both.line.second}
    merges = both.first.merges if both.first else ()
    return next(((one.person, one.id) for one in merges if one.is_in_force and {one.person, one.into} == pair), None)


def _told(line: CandidateLine, people: dict[int, PersonLine]) -> dict[str, Any]:
    return {
        "line": line,
        "first": people.get(line.first),
        "second": people.get(line.second),
        "times": people_number(likelihood(line.weight), reader()),
        "why": reasons(line.why),
        "place": place_named(people[line.first].place) if line.first in people else "",
        "state_title": told(dict(CANDIDATE.states)[line.state]),
    }


def _states() -> list[tuple[str, str]]:
    return [(state, told(title)) for state, title in CANDIDATE.states]
