"""One person: who she is, the line of her life, all that is on record of her, and a number shown for a reason."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baigong.apps.authority.actions.reading import read_journal
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.roles import WATCHERS
from baigong.apps.certificates import queries as certificates
from baigong.apps.journal.queries import Asked
from baigong.apps.passports.actions import looked
from baigong.apps.passports.permissions import looker
from baigong.apps.passports.seen import Seen
from baigong.apps.registry import queries
from baigong.apps.registry.actions import show_number
from baigong.apps.registry.queries import PersonDetail, RowStates
from baigong.core.periods import parse_day
from baigong.core.refusal import Refusal
from baigong.faces.clock import instant, today
from baigong.faces.web.callers import caller
from baigong.faces.web.persons.forms import ReasonForm
from baigong.faces.web.persons.history import changes, known_on
from baigong.faces.web.persons.naming import cell, dotted, level_sign, place_named, titled, value
from baigong.faces.web.persons.seeing import NotYours, is_keeper, is_maker, row, scope_of, viewing, yours
from baigong.faces.web.persons.telling import disputes_told
from baigong.faces.web.persons.whole import Whole, certificate_title, disputes_of, gathered, life, title_of
from baigong.ground.lake.schema.tables import PERSONS, TABLES

FACTS = ("employments", "insurance", "benefits", "statuses")
LINES = 200


@login_required
@require_safe
def person(request: HttpRequest, number: int) -> HttpResponse:
    detail = found(request, number)
    looked([Seen("record", person=detail.line.id)], by=looker(caller(request)), at=instant(request))
    return render(request, "persons/person.html", shown_of(request, detail))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest, number: int, borne: int) -> HttpResponse:
    """The answer to this one request holds the number; nothing keeps it, and the page's address never knew it."""
    detail = found(request, number)
    if borne not in {one.id for one in detail.numbers}:
        raise NotYours
    if request.method != "POST":  # whoever loads the page anew, or switches its language, goes back to the person
        return redirect("person", number)
    form, in_clear = ReasonForm(request.POST), ""
    if form.is_valid():
        by, at = caller(request), instant(request)
        try:
            in_clear = show_number(row(request, "identifiers", borne), reason=form.cleaned_data["reason"], by=by, at=at)
        except NotAllowed:
            raise
        except Refusal as refusal:
            form.refuse(refusal)
    page = shown_of(request, detail) | {"in_clear": in_clear, "showing": borne, "reason_form": form}
    return render(request, "persons/person.html", page)


@login_required
@require_safe
def journal(request: HttpRequest, number: int) -> HttpResponse:
    """Lines about her own row; reading them is itself in the journal."""
    detail, by = found(request, number), caller(request)
    asked = Asked(subject=f"registry.person/{number}")
    lines = read_journal(region=detail.line.place, asked=asked, limit=LINES, by=by, at=instant(request))
    return render(request, "persons/journal.html", {"lines": lines, "detail": detail})


def found(request: HttpRequest, number: int) -> PersonDetail:
    return yours(queries.person(scope_of(request), number, viewing=viewing(request)))


def shown_of(request: HttpRequest, detail: PersonDetail) -> dict[str, Any]:
    """What the page tells; cells that the reader may not see are not among it."""
    scope, on = scope_of(request), today(request)
    whole = gathered(scope, detail, viewing=viewing(request))
    place, by = detail.line.place, caller(request)
    return {
        "detail": detail,
        "line": detail.line,
        "told": identity(detail),
        "numbers": [(one, dotted(one.number), document_of(detail, one.document)) for one in detail.numbers],
        "life": life(whole, on=on),
        "certificates": certificates_told(whole),
        "facts": facts_told(whole, on),
        "disputes": disputes_told(disputes_of(scope, whole, on=on)),
        "merges": detail.merges,
        **_earlier(request, states(request, whole)),
        "is_maker": is_maker(by, place),
        "is_keeper": is_keeper(by, place),
        "is_watcher": by.may_as(WATCHERS, region=place),
        "reason_form": ReasonForm(),
        "on": on,
    }


def states(request: HttpRequest, whole: Whole) -> list[RowStates]:
    scope, on = scope_of(request), today(request)
    rows = [one for row in whole.rows for one in queries.states_of(scope, row)]
    return rows + [one for row in whole.rows for one in certificates.states_of(scope, row, on=on)]


def _earlier(request: HttpRequest, rows: list[RowStates]) -> dict[str, Any]:
    """Every change; with a day in the address, the record as known on it."""
    day = parse_day(request.GET.get("known", ""))
    return {"changes": changes(rows), "known": day, "known_rows": known_on(rows, day) if day else []}


def identity(detail: PersonDetail) -> dict[str, str]:
    line = detail.line
    return {
        "number": dotted(line.number),
        "document": document_of(detail, line.document),
        "sex": cell(PERSONS.by_name["sex"], line.sex),
        "place": place_named(line.place),
    }


def document_of(detail: PersonDetail, document: str | None) -> str:
    return value(PERSONS.by_name["document"], document or detail.line.document or "resident")


def certificates_told(whole: Whole) -> list[dict[str, Any]]:
    """Newest first."""
    lines = sorted(whole.certificates, key=lambda line: (line.issued_on, line.id), reverse=True)
    channel = TABLES["certificates"].by_name["channel"]
    return [
        {
            "line": line,
            "title": certificate_title(line),
            "sign": level_sign(line.level),
            "channel": value(channel, line.channel),
            "body": whole.body(line.credit_code) or line.issuer_name or "",
        }
        for line in lines
    ]


def facts_told(whole: Whole, on: date) -> list[dict[str, Any]]:
    """A table of facts each, those that there are."""
    return [
        {"table": table, "title": titled(table), "rows": [_fact(whole, fact, on) for fact in whole.facts_in(table)]}
        for table in FACTS
        if whole.facts_in(table)
    ]


def _fact(whole: Whole, fact: Any, on: date) -> dict[str, Any]:
    form = "%Y-%m" if fact.table in ("insurance", "benefits") else "%Y-%m-%d"
    return {
        "fact": fact,
        "title": title_of(whole, fact),
        "from_on": f"{fact.from_on:{form}}",
        "to_on": f"{fact.to_on:{form}}" if fact.to_on else "",
        "is_open": fact.to_on is None or fact.to_on >= on,
    }
