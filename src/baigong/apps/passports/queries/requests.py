"""Requests for consent: those made to a person, those of an organisation or office."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from baigong.apps.certificates.models import Certificate
from baigong.apps.certificates.standing import is_named
from baigong.apps.passports.models import ConsentRequest
from baigong.apps.registry.models import Organisation, Person
from baigong.apps.registry.queries.facts import consents_on
from baigong.apps.registry.scoping import placed_in
from baigong.core.codes.certificate import normal_certificate_number
from baigong.core.scope import Scope
from baigong.core.text import normalised


@dataclass(frozen=True, slots=True)
class Granted:
    """What she granted, which may be less than was asked, and whether she has taken it back."""

    kinds: tuple[str, ...]
    to_on: date | None
    is_withdrawn: bool

    def is_open(self, on: date) -> bool:
        return not self.is_withdrawn and (self.to_on is None or on <= self.to_on)


@dataclass(frozen=True, slots=True)
class RequestLine:
    """`asker` is the organisation's or office's name; `person_name` is told to the asker who named her."""

    id: int
    person: int
    person_name: str | None
    organisation: str
    region: str
    asker: str
    kinds: tuple[str, ...]
    purpose: str
    to_on: date
    asked_at: datetime
    state: str
    answered_at: datetime | None
    consent: int | None
    granted: Granted | None


def requests(scope: Scope, *, after: int | None = None, limit: int = 50) -> list[RequestLine]:
    """Made to her, the newest first."""
    return _lines(ConsentRequest.objects.filter(person__in=scope.persons), after, limit)


def requests_by(scope: Scope, *, after: int | None = None, limit: int = 50) -> list[RequestLine]:
    """Made by one's organisation or office, the newest first."""
    return _lines(ConsentRequest.objects.filter(_asked_by(scope)), after, limit)


def request_to_act_on(scope: Scope, id: int) -> ConsentRequest | None:
    own = Q(person__in=scope.persons) | _asked_by(scope)
    return ConsentRequest.objects.select_related("person").filter(own, pk=id).first()


def person_of_pair(scope: Scope, number: str, name: str) -> Person | None:
    """Whom a certificate's number and name together mean, for whoever asks her: the truth of the pair and no more."""
    wanted = normal_certificate_number("".join(normalised(number).split()))
    found = Certificate.objects.select_related("holder__person").filter(number=wanted).first()
    return found.holder.person if found is not None and is_named(found, name) else None


def granted_purposes(scope: Scope, persons: Collection[int], *, on: date) -> dict[int, str]:
    """What for each of the persons lets the asker see records of hers, as long as she does."""
    rows = ConsentRequest.objects.filter(_asked_by(scope), person__in=persons, consent__in=consents_on(on))
    return dict(rows.order_by("id").values_list("person", "purpose"))


def _granted(row: ConsentRequest) -> Granted | None:
    one = row.consent
    return Granted(tuple(one.kinds), one.to_on, bool(one.withdrawn_at)) if one else None


def _asked_by(scope: Scope) -> Q:
    return Q(organisation__in=scope.organisations) | (placed_in(scope, "region") & ~Q(region=""))


def _lines(rows: QuerySet[ConsentRequest], after: int | None, limit: int) -> list[RequestLine]:
    found = rows.filter(pk__lt=after) if after is not None else rows
    told = list(found.select_related("person", "consent").order_by("-id")[:limit])
    codes = {row.organisation for row in told if row.organisation}
    names = dict(Organisation.objects.filter(credit_code__in=codes).values_list("credit_code", "name"))
    return [
        RequestLine(
            id=row.pk,
            person=row.person_id,
            person_name=row.person.name,
            organisation=row.organisation,
            region=row.region,
            asker=row.office or names.get(row.organisation) or row.organisation,
            kinds=tuple(row.kinds),
            purpose=row.purpose,
            to_on=row.to_on,
            asked_at=row.asked_at,
            state=row.state,
            answered_at=row.answered_at,
            consent=row.consent_id,
            granted=_granted(row),
        )
        for row in told
    ]
