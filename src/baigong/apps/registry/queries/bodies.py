"""Organisations, and the public register of what evaluation bodies may certify."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from baigong.apps.registry.models import Filing, Organisation
from baigong.apps.registry.scoping import placed_in
from baigong.core.scope import Scope
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
    rows = list(found.order_by("id")[:limit])
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
