"""Records for tests, and acts of two people done in one go."""

import os
from base64 import b64decode
from datetime import UTC, date, datetime
from typing import Any

from baigong.apps.authority.actions import approve, propose
from baigong.apps.certificates import actions as certificates
from baigong.apps.registry import actions as registry
from baigong.apps.registry.models import (
    Consent,
    Dispute,
    Employment,
    Filing,
    Identifier,
    Licence,
    Merge,
    MergeCandidate,
    Organisation,
    Person,
)
from baigong.apps.registry.numbers import keyring_here, sealed_argument
from baigong.core.codes.identity import RESIDENT, birth_day, sex
from contract.people import body_number, credit, resident

AT = datetime(2025, 7, 1, 1, tzinfo=UTC)
ON = date(2025, 7, 1)
HANGZHOU_COUNTY = "330106"


def sealed_number(number: str) -> str:
    return sealed_argument(number, keyring_here(), os.urandom)


def settled_person(serial: int = 1, *, place: str = HANGZHOU_COUNTY, **cells: Any) -> Person:
    """As loaded: described, with one resident number."""
    number = resident(serial, born=cells.pop("born", "19900307"))
    person = Person.objects.create(
        **{"name": f"测试{serial}", "region": place, "place": place, "is_described": True, "line": 0, **cells}
    )
    settled_number(person, number)
    return person


def settled_number(person: Person, number: str, document: str = RESIDENT) -> Identifier:
    key, _, value = sealed_number(number).partition(".")
    return Identifier.objects.create(
        person=person,
        key=bytes.fromhex(key),
        number=b64decode(value),
        sex=sex(number, document),
        born_on=birth_day(number, document),
        document=None if document == RESIDENT else document,
        line=0,
    )


def settled_organisation(serial: int, *, place: str = HANGZHOU_COUNTY, **cells: Any) -> Organisation:
    told = {"name": f"单位{serial}", "kinds": "enterprise", **cells}
    return Organisation.objects.create(credit_code=credit(serial), region=place, place=place, line=0, **told)


def settled_filing(filing: str, *, place: str = HANGZHOU_COUNTY, **cells: Any) -> Filing:
    told = {
        "credit_code": credit(1),
        "body_number": body_number(),
        "occupation": "6-18-02-04",
        "levels": "5;4;3",
        "from_on": date(2020, 1, 1),
        **cells,
    }
    return Filing.objects.create(filing=filing, region=place, place=place, line=0, **told)


def settled_licence(organisation: Organisation) -> Licence:
    told = {"kind": "training", "from_on": date(2021, 1, 1), "line": 0}
    return Licence.objects.create(credit_code=organisation.credit_code, **told)


def settled_employment(person: Person, credit_code: str, **cells: Any) -> Employment:
    told = {"from_on": date(2024, 3, 1), "line": 0, **cells}
    return Employment.objects.create(identifier=number_line(person), credit_code=credit_code, **told)


def settled_merge(person: Person, into: Person) -> Merge:
    return Merge.objects.create(identifier=number_line(person), into=number_line(into), recorded_at=AT, line=0)


def settled_candidate(one: Person, other: Person, **cells: Any) -> MergeCandidate:
    first, second = sorted((one, other), key=lambda person: person.pk)
    told = {"weight": 9.5, "why": ["same_name"], "place": first.place, "found_at": AT, "line": 0, **cells}
    return MergeCandidate.objects.create(first=first, second=second, **told)


def settled_dispute(record: Any, **cells: Any) -> Dispute:
    told = {
        "record": f"{record._meta.label_lower}/{record.pk}",
        "says": "起始日期不对",
        "person_id": record.bearer,
        "place": record.place,
        "filed_at": AT,
        "due_on": date(2025, 7, 29),
        "line": 0,
        **cells,
    }
    return Dispute.objects.create(**told)


def settled_consent(person: Person, organisation: str, **cells: Any) -> Consent:
    told = {"kinds": ["certificates"], "from_on": date(2025, 1, 1), "given_at": AT, "line": 0, **cells}
    return Consent.objects.create(person=person, organisation=organisation, **told)


def number_line(person: Person) -> Identifier:
    return Identifier.objects.select_related("person").get(person=person)


def by_two(cast: Any, act: str, *subjects: Any, at: datetime = AT, **arguments: Any) -> Any:
    """Wang proposes, Zhao approves; what the act gave back."""
    proposal = propose(act, subjects, arguments, by=cast.wang, at=at)
    return approve(proposal, by=cast.zhao, at=at).result


# Acts are known once their modules are loaded.
APPS = (certificates, registry)
