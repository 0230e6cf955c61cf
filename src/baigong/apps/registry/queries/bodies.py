"""Organisations, and the public register of what evaluation bodies may certify."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from baigong.apps.registry.models import Filing, Organisation
from baigong.apps.registry.scoping import placed_in
from baigong.core.scope import Scope, bare
from baigong.core.text import normalised


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    id: int
    credit_code: str
    name: str | None
    region: str | None
    place: str
    kinds: tuple[str, ...]
    parent: str | None


@dataclass(frozen=True, slots=True)
class FilingLine:
    """What a body may certify, where and from when to when; `name` is the body's, where it is on record."""

    id: int
    filing: str
    credit_code: str
    name: str | None
    body_number: str | None
    occupation: str
    levels: tuple[str, ...]
    from_on: date
    to_on: date | None
    place: str


@dataclass(frozen=True, slots=True)
class OrganisationsSought:
    """A part of the name or a whole credit code, a kind, a region that it lies in; empty: any."""

    wanted: str = ""
    kind: str = ""
    region: str = ""


@dataclass(frozen=True, slots=True)
class BodiesSought:
    """Which evaluation bodies: by a part of the name, what they may certify, and where; empty: any."""

    wanted: str = ""
    occupation: str = ""
    level: str = ""
    region: str = ""


def organisations_sought(scope: Scope, sought: OrganisationsSought, *, limit: int) -> list[OrganisationLine]:
    """In the order of their names, as far as they have one."""
    found = Organisation.objects.filter(placed_in(scope) | Q(credit_code__in=scope.organisations))
    words = normalised(sought.wanted)
    if words:
        found = found.filter(Q(name__contains=words) | Q(credit_code=words.upper()))
    if sought.kind:
        found = found.filter(kinds__contains=sought.kind)
    if sought.region:
        found = found.filter(place__startswith=bare(sought.region))
    return [_organisation(row) for row in found.order_by("name", "id")[:limit]]


def organisation_at(scope: Scope, id: int) -> OrganisationLine | None:
    row = Organisation.objects.filter(placed_in(scope) | Q(credit_code__in=scope.organisations), pk=id).first()
    return _organisation(row) if row else None


def bodies(scope: Scope, sought: BodiesSought, *, on: date, limit: int) -> list[FilingLine]:
    """Who may certify what on a day: a public register; in the order of the bodies' codes."""
    found = Filing.objects.filter(placed_in(scope), Q(to_on=None) | Q(to_on__gte=on), from_on__lte=on)
    if sought.wanted:
        named = Organisation.objects.filter(name__contains=normalised(sought.wanted)).values("credit_code")
        found = found.filter(Q(credit_code__in=named) | Q(credit_code=normalised(sought.wanted).upper()))
    if sought.occupation:
        found = found.filter(occupation=sought.occupation)
    if sought.level:
        found = found.filter(levels__contains=sought.level)
    if sought.region:
        found = found.filter(place__startswith=bare(sought.region))
    return _filings(list(found.order_by("credit_code", "occupation", "id")[:limit]))


def organisations(
    scope: Scope, *, name: str = "", kind: str = "", after: int | None = None, limit: int = 50
) -> list[OrganisationLine]:
    found = Organisation.objects.filter(placed_in(scope) | Q(credit_code__in=scope.organisations), pk__gt=after or 0)
    if name:
        found = found.filter(name__startswith=normalised(name))
    if kind:
        found = found.filter(kinds__contains=kind)
    return [_organisation(row) for row in found.order_by("id")[:limit]]


def organisation(scope: Scope, credit_code: str) -> OrganisationLine | None:
    seen = placed_in(scope) | Q(credit_code__in=scope.organisations)
    row = Organisation.objects.filter(seen, credit_code=credit_code.upper()).first()
    return _organisation(row) if row else None


def filings(
    scope: Scope,
    *,
    on: date | None = None,
    credit_code: str = "",
    occupation: str = "",
    after: int | None = None,
    limit: int = 50,
) -> list[FilingLine]:
    """The register of bodies is public; `on` keeps what is in force on a day."""
    found = Filing.objects.filter(placed_in(scope), pk__gt=after or 0)
    if on:
        found = found.filter(Q(to_on=None) | Q(to_on__gte=on), from_on__lte=on)
    if credit_code:
        found = found.filter(credit_code=credit_code.upper())
    if occupation:
        found = found.filter(occupation=occupation)
    return _filings(list(found.order_by("id")[:limit]))


def _filings(rows: list[Filing]) -> list[FilingLine]:
    codes = {row.credit_code for row in rows}
    names = dict(Organisation.objects.filter(credit_code__in=codes).values_list("credit_code", "name"))
    return [_filing(row, names.get(row.credit_code)) for row in rows]


def _organisation(row: Organisation) -> OrganisationLine:
    return OrganisationLine(row.pk, row.credit_code, row.name, row.region, row.place, _list(row.kinds), row.parent)


def _filing(row: Filing, name: str | None) -> FilingLine:
    told = (row.body_number, row.occupation, _list(row.levels), row.from_on, row.to_on, row.place)
    return FilingLine(row.pk, row.filing, row.credit_code, name, *told)


def _list(cell: str | None) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
