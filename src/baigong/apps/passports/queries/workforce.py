"""The certificates of an employer's staff: those on its list, and those that workers let it see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from baigong.apps.certificates.models import Certificate, SignedCopy
from baigong.apps.certificates.standing import Standing, State, state_of
from baigong.apps.passports.listing import Row, opened_rows, paired
from baigong.apps.passports.models import Listed, Workforce
from baigong.apps.registry.joined import joined
from baigong.apps.registry.queries.facts import consents_on
from baigong.core.scope import Scope
from baigong.ground.vault.keyring import Keyring

NOT_HERE = Standing(State.NOT_HERE)


@dataclass(frozen=True, slots=True)
class WorkforceLine:
    id: int
    organisation: str
    rows: int
    kept_at: datetime


@dataclass(frozen=True, slots=True)
class Staff:
    """A row of the table. Of a pair that is not on record only what the list itself says is known."""

    number: str
    name: str
    certificate: int | None
    person: int | None
    occupation: str
    occupation_name: str | None
    level: str
    issued_on: date | None
    valid_until: date | None
    standing: Standing
    answer: str  # what its credential was judged when the list was sent
    is_listed: bool
    by_consent: bool


def workforce(scope: Scope, organisation: str) -> WorkforceLine | None:
    row = workforce_to_act_on(scope, organisation)
    return WorkforceLine(row.pk, row.organisation, row.rows, row.kept_at) if row else None


def workforce_to_act_on(scope: Scope, organisation: str) -> Workforce | None:
    """Nobody but the employer's own people: not its region's offices either."""
    if organisation not in scope.organisations:
        return None
    return Workforce.objects.filter(organisation=organisation).first()


def staff(scope: Scope, organisation: str, keyring: Keyring, *, on: date) -> list[Staff]:
    """As they stand on the day."""
    if organisation not in scope.organisations:
        return []
    kept = Workforce.objects.filter(organisation=organisation).first()
    rows = opened_rows(kept.content, bytes(kept.mark), keyring) if kept else []
    consented = {row.pk: row for row in _consented(organisation, on)}
    pairs = list(paired(rows))
    kinds = _kinds({found.pk for _, found in pairs if found} | consented.keys())
    listed = [_staff(row, found, kinds, on, consented.keys()) for row, found in pairs]
    known = {one.certificate for one in listed}
    others = [row for key, row in sorted(consented.items()) if key not in known]
    return listed + [_staff(None, row, kinds, on, consented.keys()) for row in others]


def watching(scope: Scope, certificate: int, *, on: date) -> frozenset[str]:
    """Employers that have it on their list, or see it by consent; for the node, which tells them of its end."""
    if not scope.is_whole:
        return frozenset()
    lists = Listed.objects.filter(certificate=certificate).values_list("workforce__organisation", flat=True)
    holder = Certificate.objects.filter(pk=certificate).values_list("holder__person", flat=True)
    given = consents_on(on).filter(person__in=joined(holder), kinds__contains="certificates").exclude(organisation="")
    return frozenset(lists) | frozenset(given.values_list("organisation", flat=True))


def expiring(scope: Scope, *, on: date, last: date) -> list[tuple[Certificate, frozenset[str]]]:
    """What ends by itself until a day, with the employers that list it or see it by consent; for the node."""
    if not scope.is_whole:
        return []
    given = consents_on(on).filter(kinds__contains="certificates").exclude(organisation="")
    is_seen = Q(holder__person__in=joined(given.values_list("person", flat=True)))
    is_listed = Q(pk__in=Listed.objects.values("certificate"))
    rows = Certificate.objects.filter(is_seen | is_listed, ending=None, valid_until__range=(on, last)).order_by("id")
    return [(row, watching(scope, row.pk, on=on)) for row in rows]


def _consented(organisation: str, on: date) -> Iterable[Certificate]:
    given = consents_on(on).filter(organisation=organisation, kinds__contains="certificates")
    persons = given.values_list("person", flat=True)
    return Certificate.objects.filter(holder__person__in=list(persons)).select_related("holder__person")


def _kinds(keys: Iterable[int]) -> dict[int, str]:
    return dict(SignedCopy.objects.filter(certificate__in=list(keys)).values_list("certificate", "kind"))


def _staff(row: Row | None, found: Certificate | None, kinds: dict[int, str], on: date, given: Iterable[int]) -> Staff:
    if found is None:
        assert row is not None
        return Staff(row.number, row.name, None, None, "", None, "", None, None, NOT_HERE, row.answer, True, False)
    state, since = state_of(found.ending, found.ended_on, found.valid_until, on=on)
    return Staff(
        number=found.number,
        name=row.name if row else found.name or found.holder.person.name or "",
        certificate=found.pk,
        person=found.bearer,
        occupation=found.occupation,
        occupation_name=found.occupation_name,
        level=found.level,
        issued_on=found.issued_on,
        valid_until=found.valid_until,
        standing=Standing(state, since, kinds.get(found.pk)),
        answer=row.answer if row else "",
        is_listed=row is not None,
        by_consent=found.pk in given,
    )
