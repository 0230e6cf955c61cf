"""Organisations as offices see them, and the list of evaluation bodies that everybody may read."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from baigong.apps.certificates.queries import Issued, issued_by
from baigong.apps.registry import queries
from baigong.apps.registry.queries import BodiesSought, FilingLine, OrganisationLine, OrganisationsSought
from baigong.core.codes.credit import credit_fault
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.clock import today
from baigong.faces.web.callers import caller
from baigong.faces.web.data.files import Column, download
from baigong.faces.web.design.listing import listing
from baigong.faces.web.organisations.forms import BodySearch, OrganisationSearch
from baigong.faces.web.persons.naming import level_short, occupation_named, place_named, value
from baigong.faces.web.persons.seeing import MAKERS, is_keeper, is_maker, refuse_outsiders, scope_of, yours
from baigong.faces.web.persons.whole import names_of
from baigong.faces.web.words import reader, said
from baigong.ground.lake.schema.tables import ORGANISATIONS

MOST = 2000  # on a page; a file holds more
MOST_IN_A_FILE = 200_000
SORTS = {
    "name": lambda one: one["line"].name,
    "credit_code": lambda one: one["line"].credit_code,
    "place": lambda one: one["line"].place,
}
BODY_SORTS = SORTS | {
    "occupation": lambda one: one["line"].occupation,
    "from_on": lambda one: one["line"].from_on,
    "to_on": lambda one: one["line"].to_on,
}
LEVELS = "54321SCA0"  # as they rise


@login_required
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    by = refuse_outsiders(request)
    form = OrganisationSearch(request.GET)
    sought = _sought(form, OrganisationsSought)
    if request.GET.get("format"):
        found = queries.organisations_sought(scope_of(request), sought, limit=MOST_IN_A_FILE)
        return download("organisations", organisation_columns(), map(organisation_row, found), request.GET["format"])
    lines = queries.organisations_sought(scope_of(request), sought, limit=MOST + 1)
    rows = listing(request, [organisation_told(line) for line in lines[:MOST]], sorts=SORTS, sort="name")
    page = {"form": form, "rows": rows, "is_cut": len(lines) > MOST, "most": MOST, "may_enter": by.may_as(MAKERS)}
    return render(request, "organisations/organisations.html", page)


@login_required
@require_safe
def organisation(request: HttpRequest, number: int) -> HttpResponse:
    refuse_outsiders(request)
    line = yours(queries.organisation_at(scope_of(request), number))
    by, on = caller(request), today(request)
    filings = queries.filings(WHOLE, credit_code=line.credit_code, limit=MOST)
    page = {
        "told": organisation_told(line),
        "line": line,
        "code_holds": credit_fault(line.credit_code) is None,
        "parent": names_of({line.parent}).get(line.parent or "", line.parent),
        "filings": [filing_told(one) | {"is_open": _is_open(one, on)} for one in filings],
        "issued": issued_told(issued_by(scope_of(request), line.credit_code, on=on)),
        "is_maker": is_maker(by, line.place),
        "is_keeper": is_keeper(by, line.place),
        "is_own": line.credit_code in scope_of(request).organisations,
    }
    return render(request, "organisations/organisation.html", page)


@require_safe
def bodies(request: HttpRequest) -> HttpResponse:
    """Who may certify what today: for everybody."""
    form = BodySearch(request.GET)
    sought, on = _sought(form, BodiesSought), today(request)
    if request.GET.get("format"):
        found = queries.bodies(WHOLE, sought, on=on, limit=MOST_IN_A_FILE)
        return download("bodies", body_columns(), map(body_row, found), request.GET["format"])
    lines = queries.bodies(WHOLE, sought, on=on, limit=MOST + 1)
    rows = listing(request, [filing_told(line) for line in lines[:MOST]], sorts=BODY_SORTS, sort="name")
    page = {"form": form, "rows": rows, "is_cut": len(lines) > MOST, "most": MOST, "on": on}
    return render(request, "organisations/bodies.html", page)


def _sought(form: Any, of: type[Any]) -> Any:
    """What is given faultily is not asked for; the form says so."""
    form.is_valid()
    return of(**{name: cell for name, cell in form.cleaned_data.items() if cell})


def organisation_told(line: OrganisationLine) -> dict[str, Any]:
    column = ORGANISATIONS.by_name["kinds"]
    return {
        "line": line,
        "kinds": _listed(value(column, kind) for kind in line.kinds),
        "place": place_named(line.place),
    }


def filing_told(line: FilingLine) -> dict[str, Any]:
    return {
        "line": line,
        "occupation": occupation_named(line.occupation),
        "levels": _listed(level_short(level) for level in line.levels),
        "place": place_named(line.place),
    }


def issued_told(found: Sequence[Issued]) -> dict[str, Any]:
    """A row a year, a column a level, with what was declared void beside."""
    levels = sorted({one.level for one in found}, key=LEVELS.index)
    years = sorted({one.year for one in found}, reverse=True)
    counts = {(one.year, one.level): one for one in found}
    rows = []
    for year in years:
        of_year = [counts.get((year, level)) for level in levels]
        kept = [one for one in of_year if one]
        rows.append(
            {
                "year": year,
                "counts": [one.count if one else 0 for one in of_year],
                "all": sum(one.count for one in kept),
                "void": sum(one.void for one in kept),
            }
        )
    return {"levels": [level_short(level) for level in levels], "rows": rows}


def _is_open(line: FilingLine, on: Any) -> bool:
    return line.from_on <= on and (line.to_on is None or line.to_on >= on)


def _listed(parts: Iterator[str]) -> str:
    return ("、" if reader() == "zh" else ", ").join(parts)


def organisation_columns() -> list[Column]:
    return [
        Column("credit_code", said(msgid("Credit code")), "code"),
        Column("name", said(msgid("Name"))),
        Column("kinds", said(msgid("Kinds"))),
        Column("place", said(msgid("Region code")), "code"),
        Column("region", said(msgid("Region"))),
        Column("parent", said(msgid("Parent organisation")), "code"),
    ]


def organisation_row(line: OrganisationLine) -> list[object]:
    told = organisation_told(line)
    return [line.credit_code, line.name, told["kinds"], line.place, told["place"], line.parent]


def body_columns() -> list[Column]:
    return [
        Column("credit_code", said(msgid("Credit code")), "code"),
        Column("name", said(msgid("Name"))),
        Column("filing", said(msgid("Filing number")), "code"),
        Column("place", said(msgid("Region code")), "code"),
        Column("region", said(msgid("Region"))),
        Column("occupation", said(msgid("Occupation"))),
        Column("levels", said(msgid("Levels"))),
        Column("from_on", said(msgid("From")), "day"),
        Column("to_on", said(msgid("To")), "day"),
    ]


def body_row(line: FilingLine) -> list[object]:
    told = filing_told(line)
    place = [line.place, told["place"]]
    return [
        line.credit_code,
        line.name,
        line.filing,
        *place,
        told["occupation"],
        told["levels"],
        line.from_on,
        line.to_on,
    ]
