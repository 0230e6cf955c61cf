"""Persons found: by number, which is sent and never part of an address; by name with birth or place, in a list."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from baigong.apps.authority.actor import Actor
from baigong.apps.certificates import queries as certificates
from baigong.apps.passports.actions import looked
from baigong.apps.passports.permissions import looker
from baigong.apps.passports.seen import Seen
from baigong.apps.registry import queries
from baigong.apps.registry.queries import PersonLine, Sought
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.clock import instant, today
from baigong.faces.web.callers import caller
from baigong.faces.web.design.listing import Listing, listing
from baigong.faces.web.doing import sentence_of
from baigong.faces.web.persons.forms import NameSearch, NumberSearch
from baigong.faces.web.persons.naming import dotted, place_named, value
from baigong.faces.web.persons.seeing import MAKERS, refuse_outsiders, scope_of, viewing
from baigong.faces.web.words import said
from baigong.ground.lake.schema.tables import PERSONS

MOST = 200
NOBODY_FOUND = msgid("No person whose record is open to you bears this number. Check it, and which region keeps her.")
NO_CERTIFICATE = msgid("No certificate that is open to you has this number. Check it, and which region keeps it.")
SORTS = {
    "name": lambda one: one["line"].name,
    "born_on": lambda one: one["line"].born_on,
    "place": lambda one: one["line"].place,
    "sex": lambda one: one["line"].sex,
}


@login_required
@require_safe
def persons(request: HttpRequest) -> HttpResponse:
    by = refuse_outsiders(request)
    form = NameSearch(request.GET) if "name" in request.GET else NameSearch()
    found = _found(request, form) if form.is_bound and form.is_valid() else None
    return _page(request, by, NumberSearch(), form, found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def find_person(request: HttpRequest) -> HttpResponse:
    """Whom a number leads to; the same sentence whether she is on record elsewhere or not at all."""
    by = refuse_outsiders(request)
    if request.method != "POST":  # its page loaded anew
        return redirect("persons")
    form = NumberSearch(request.POST)
    if form.is_valid():
        found = _numbered(request, form)
        if found:
            return redirect(*found)
    shown = NumberSearch(initial={"certificate": form.data.get("certificate", "")})
    shown.said = _sentence(form)  # type: ignore[attr-defined]
    return _page(request, by, shown, NameSearch(), None)


def _numbered(request: HttpRequest, form: NumberSearch) -> tuple[str, int] | None:
    """A certificate is shown also where its holder lives elsewhere and her own record is another region's."""
    scope, number = scope_of(request), form.cleaned_data["id_number"]
    if number:
        line = queries.person_by_number(scope, number, viewing=viewing(request))
        return ("person", line.id) if line else None
    numbered = form.cleaned_data["certificate"]
    held = certificates.certificate_numbered(scope, numbered, on=today(request)) if numbered else None
    return ("certificate", held.id) if held else None


def _sentence(form: NumberSearch) -> str:
    return said(NO_CERTIFICATE if form.data.get("certificate") and not form.data.get("id_number") else NOBODY_FOUND)


def _found(request: HttpRequest, form: NameSearch) -> list[PersonLine] | None:
    told = form.cleaned_data
    sought = Sought(told["name"], told["born_on"], told["place"])
    scope = scope_of(request)
    try:
        lines = queries.persons_sought(scope, sought, viewing=viewing(request), limit=MOST + 1)
        if scope.organisations:  # what offices see in lists is their own register; whose page they open, a line says
            seen = [Seen("record", person=line.id) for line in lines]
            looked(seen, by=looker(caller(request)), at=instant(request))
        return lines
    except Refusal as refusal:
        form.add_error("name", sentence_of(refusal))
        return None


def _page(
    request: HttpRequest, by: Actor, numbers: NumberSearch, names: NameSearch, found: list[PersonLine] | None
) -> HttpResponse:
    too_many = found is not None and len(found) > MOST
    shown: Listing | None = None
    if found is not None and not too_many:
        shown = listing(request, [_told(line) for line in found], sorts=SORTS, sort="name")
    page = {"numbers": numbers, "names": names, "found": shown, "too_many": too_many, "most": MOST}
    return render(request, "persons/persons.html", {**page, "may_enter": by.may_as(MAKERS)})


def _told(line: PersonLine) -> dict[str, object]:
    return {
        "line": line,
        "number": dotted(line.number),
        "sex": value(PERSONS.by_name["sex"], line.sex) if line.sex else "",
        "place": place_named(line.place),
    }
