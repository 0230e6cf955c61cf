"""Shares, requests and lists for tests."""

import os
from datetime import timedelta
from itertools import count
from typing import Any

from apps.certificates.making import settled_certificate
from apps.registry.making import AT, HANGZHOU_COUNTY, ON, settled_person
from baigong.apps.passports.items import Item
from baigong.apps.passports.links import digest_of
from baigong.apps.passports.listing import Row, sealed_rows
from baigong.apps.passports.models import ConsentRequest, Listed, Share, Workforce
from baigong.apps.registry.models import Person
from baigong.apps.registry.numbers import keyring_here
from cast import CHEN_EMPLOYS

SERIALS = count(7_000)
SECRET = "S3cr3t-of-a-share-that-is-long"
PURPOSE = "应聘钳工"


def holder(place: str = HANGZHOU_COUNTY) -> Person:
    return settled_person(next(SERIALS), place=place)


def held(person: Person, **cells: Any) -> Any:
    return settled_certificate(next(SERIALS), person, place=person.place, **cells)


def settled_share(person: Person, *certificates: Any, secret: str = SECRET, **cells: Any) -> Share:
    items = [Item(one.pk, ("number", "name")).plain() for one in certificates or (held(person),)]
    told = {"purpose": PURPOSE, "made_at": AT, "ends_on": ON + timedelta(days=30), "line": 0, **cells}
    return Share.objects.create(person=person, digest=digest_of(secret), items=items, **told)


def settled_request(person: Person, organisation: str = CHEN_EMPLOYS, **cells: Any) -> ConsentRequest:
    told = {"kinds": ["certificates"], "purpose": PURPOSE, "to_on": ON + timedelta(days=60), "asked_at": AT, "line": 0}
    return ConsentRequest.objects.create(person=person, organisation=organisation, **{**told, **cells})


def settled_workforce(organisation: str, *certificates: Any) -> Workforce:
    rows, mark = [Row(one.number, one.name) for one in certificates], os.urandom(16)
    content = sealed_rows(rows, mark, keyring_here(), os.urandom)
    told = {"mark": mark, "content": content, "rows": len(rows), "kept_at": AT, "line": 0}
    kept = Workforce.objects.create(organisation=organisation, **told)
    for one in certificates:
        Listed.objects.create(workforce=kept, certificate=one, line=0)
    return kept
