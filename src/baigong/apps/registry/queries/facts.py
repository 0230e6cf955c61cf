"""Facts of a person: employments, months insured, benefits, statuses; and who has let whom see them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from baigong.apps.registry.models import Consent, Person
from baigong.apps.registry.scoping import placed_in
from baigong.apps.registry.tables import FACTS
from baigong.core.scope import Scope


@dataclass(frozen=True, slots=True)
class FactLine:
    """`table` is the package's; months are told by their first day."""

    table: str
    id: int
    credit_code: str | None
    group: str | None
    occupation: str | None
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """Given to an organisation, or to the offices of a region."""

    id: int
    person: int
    organisation: str
    region: str
    kinds: tuple[str, ...]
    from_on: date
    to_on: date | None
    is_withdrawn: bool


def facts_of(scope: Scope, person: int, *, on: date) -> list[FactLine]:
    """In the order of their days; an organisation sees those that name it and the kinds it was allowed to see."""
    place = Person.objects.filter(pk=person).values_list("place", flat=True).first()
    sees_all = place is not None and (scope.holds_region(place) or person in scope.persons)
    found = []
    for table, adapter in FACTS.items():
        rows = adapter.model._default_manager.filter(identifier__person=person)
        if not sees_all and not may_see(scope, person, table, on=on):
            rows = (
                rows.filter(credit_code__in=scope.organisations)
                if "credit_code" in adapter.table.by_name
                else rows.none()
            )
        found += [_line(table, row) for row in rows]
    return sorted(found, key=lambda line: (line.from_on, line.table, line.id))


def may_see(scope: Scope, person: int, kind: str, *, on: date) -> bool:
    """Whether the person has let one of the organisations or regions see this kind of records, on the day."""
    if not (scope.organisations or scope.regions):
        return False
    return bool(consents_on(on).filter(given_to(scope), person=person, kinds__contains=kind).exists())


def who_lets_see(scope: Scope, kind: str, *, on: date) -> Q:
    """As a condition on a holder's person."""
    return Q(pk__in=consents_on(on).filter(given_to(scope), kinds__contains=kind).values("person"))


def given_to(scope: Scope) -> Q:
    """As a condition on consents: to one of the organisations, or to offices of one of the regions."""
    return Q(organisation__in=scope.organisations) | (placed_in(scope, "region") & ~Q(region=""))


def who_lets_region_see(scope: Scope, kind: str, *, on: date) -> list[int]:
    """Persons who let the offices of one of the scope's regions see a kind of records, or any; mostly there are none.

    Asked before their records are, so that a list of a region's own is found as fast as if there were no consents.
    """
    if scope.is_whole or not scope.regions:
        return []
    given = consents_on(on).filter(placed_in(scope, "region")).exclude(region="")
    return list((given.filter(kinds__contains=kind) if kind else given).values_list("person", flat=True).distinct())


def consents_on(on: date) -> Any:
    """Those in force on a day."""
    is_open = Q(to_on=None) | Q(to_on__gte=on)
    return Consent.objects.filter(is_open, from_on__lte=on, withdrawn_at=None)


def consents(scope: Scope, *, after: int | None = None, limit: int = 50) -> list[ConsentLine]:
    """Hers, or those given to one's organisation or region."""
    told = Consent.objects.filter(Q(person__in=scope.persons) | given_to(scope))
    return [
        ConsentLine(
            one.pk,
            one.person_id,
            one.organisation,
            one.region,
            tuple(one.kinds),
            one.from_on,
            one.to_on,
            bool(one.withdrawn_at),
        )
        for one in told.filter(pk__gt=after or 0).order_by("id")[:limit]
    ]


def _line(table: str, row: Any) -> FactLine:
    begin, end = ("from_month", "to_month") if hasattr(row, "from_month") else ("from_on", "to_on")
    return FactLine(
        table,
        row.pk,
        credit_code=getattr(row, "credit_code", None),
        group=getattr(row, "group", None),
        occupation=getattr(row, "occupation", None),
        from_on=getattr(row, begin),
        to_on=getattr(row, end),
    )
