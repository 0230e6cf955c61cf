"""The table of an employer's staff: what stands, what ends soon, what was revoked or declared void."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.rows import NotFound
from baigong.apps.certificates.standing import State
from baigong.apps.passports import queries
from baigong.apps.passports.actions import looked
from baigong.apps.passports.permissions import EMPLOYERS, looker
from baigong.apps.passports.queries import Staff
from baigong.apps.passports.seen import Seen
from baigong.core.refusal import Refusal
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.faces.clock import instant, today
from baigong.faces.gate.given import Judge, paired
from baigong.faces.gate.trust import own_trust
from baigong.faces.gate.words import ANSWERS
from baigong.faces.here import node_here
from baigong.faces.web.callers import caller
from baigong.faces.web.data.files import Column, download
from baigong.faces.web.design.listing import listing
from baigong.faces.web.doing import act_on, sentence_of
from baigong.faces.web.gate.receiving import in_memory
from baigong.faces.web.passport.telling import standing_shown, title_of
from baigong.faces.web.words import said
from baigong.faces.web.workforce.forms import ListForm
from baigong.faces.web.workforce.reading import rows_in

SOON = timedelta(days=90)
ENDED = (State.REVOKED, State.VOID)
SHOWS = {
    "": msgid("all"),
    "ending": msgid("ending within 90 days"),
    "ended": msgid("revoked or void"),
    "not_here": msgid("not on record here"),
}
SORTS = {
    "name": lambda row: row["line"].name,
    "state": lambda row: row["standing"].word,
    "until": lambda row: row["line"].valid_until,
    "issued": lambda row: row["line"].issued_on,
}
KEPT = msgid("The list is kept; it is sealed, and only your people see it.")


def employer(request: HttpRequest) -> tuple[Scope, str]:
    """Of whoever is signed in; she may work for one only at a time."""
    scope = caller(request).scope_as(EMPLOYERS)
    if not scope.organisations or scope.is_whole:
        raise NotAllowed(act="passports.keep_workforce")
    return Scope(organisations=scope.organisations), min(scope.organisations)


@login_required
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    return _page(request, ListForm())


@login_required
@require_POST
@in_memory
def send(request: HttpRequest) -> HttpResponseBase:
    """In place of the list that is there; files are read in memory and go."""
    _, organisation = employer(request)
    form = ListForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            files = {one.name: one.read() for one in form.cleaned_data["files"]}
            rows = rows_in(paired(files), lambda: Judge(own_trust().trust, instant(request)))
            told = {"organisation": organisation, "random": node_here().random}
            act_on(request, "passports.keep_workforce", rows, done=KEPT, **told)
            return redirect("workforce")
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.add_error(None, sentence_of(refusal))
    return _page(request, form, status=422)


@login_required
@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    scope, organisation = employer(request)
    kept = queries.workforce_to_act_on(scope, organisation)
    if kept is None:
        raise NotFound
    act_on(request, "passports.drop_workforce", kept, done=msgid("The list is deleted."))
    return redirect("workforce")


def _page(request: HttpRequest, form: ListForm, *, status: int = 200) -> HttpResponse:
    scope, organisation = employer(request)
    on, shows = today(request), request.GET.get("show", "")
    every = queries.staff(scope, organisation, node_here().keyring, on=on)
    _look(request, every)
    rows = [_told(line) for line in every if _is_wanted(line, shows, on)]
    if kind := request.GET.get("format", ""):
        return download("workforce", *_table(rows), kind)
    page = {
        "listing": listing(request, rows, sorts=SORTS, sort="name"),
        "kept": queries.workforce(scope, organisation),
        "form": form,
        "shows": [(key, said(title), _count(every, key, on)) for key, title in SHOWS.items()],
        "show": shows if shows in SHOWS else "",
    }
    return render(request, "workforce/workforce.html", page, status=status)


def _look(request: HttpRequest, rows: Sequence[Staff]) -> None:
    """Each of them reads that her employer looked: a line a day."""
    seen = [Seen("list", person=one.person, certificate=one.certificate) for one in rows if one.person is not None]
    if seen:
        looked(seen, by=looker(caller(request)), at=instant(request))


def _is_wanted(line: Staff, shows: str, on: date) -> bool:
    if shows == "ending":
        is_soon = line.valid_until is not None and on <= line.valid_until <= on + SOON
        return is_soon and line.standing.state is State.IN_FORCE
    if shows == "ended":
        return line.standing.state in ENDED
    return shows != "not_here" or line.standing.state is State.NOT_HERE


def _count(rows: Sequence[Staff], shows: str, on: date) -> int:
    return sum(_is_wanted(line, shows, on) for line in rows)


def _told(line: Staff) -> dict[str, Any]:
    return {
        "line": line,
        "title": title_of(line.occupation, line.occupation_name, line.level) if line.level else "",
        "standing": standing_shown(line.standing),
        "answer": said(ANSWERS[line.answer]) if line.answer in ANSWERS else "",  # type: ignore[index]
    }


def _table(rows: Sequence[dict[str, Any]]) -> tuple[list[Column], list[list[object]]]:
    columns = [
        Column("name", said(msgid("Name"))),
        Column("number", said(msgid("Certificate number")), "code"),
        Column("title", said(msgid("Occupation and level"))),
        Column("state", said(msgid("State"))),
        Column("since", said(msgid("Since")), "code"),
        Column("issued_on", said(msgid("Issued on")), "day"),
        Column("valid_until", said(msgid("Valid until")), "day"),
        Column("kind", said(msgid("Kind of record"))),
        Column("credential", said(msgid("Credential"))),
    ]
    return columns, [_cells(row) for row in rows]


def _cells(row: dict[str, Any]) -> list[object]:
    line, standing = row["line"], row["standing"]
    dates = [line.issued_on, line.valid_until]
    return [
        line.name,
        line.number,
        row["title"],
        standing.word,
        standing.since,
        *dates,
        standing.kind,
        row["answer"],
    ]
