"""Officer Li of Beijing holds every role of an office, and sees nothing of what Hangzhou keeps, on no page."""

import re

import pytest
from django.urls import URLPattern, get_resolver

from apps.certificates.making import settled_certificate
from apps.registry.making import (
    number_line,
    settled_candidate,
    settled_dispute,
    settled_employment,
    settled_filing,
    settled_merge,
    settled_organisation,
    settled_person,
)
from baigong.apps.registry.models import Organisation
from baigong.faces.web.disputes import urls as disputes
from baigong.faces.web.merges import urls as merges
from baigong.faces.web.organisations import urls as organisations
from baigong.faces.web.persons import urls as persons
from baigong.faces.web.record import urls as record
from contract.people import credit

pytestmark = pytest.mark.django_db
ROOMS = (persons, merges, disputes, organisations, record)
LISTS = {"persons", "merges", "disputes", "organisations", "bodies"}
OPEN = LISTS | {"find_person", "enter_person", "enter_organisation"}  # to whoever has such work somewhere


@pytest.fixture
def hangzhou(node):
    """Something in every room, and where it is found: by a pattern's name, what stands in its address."""
    person, other, third = settled_person(1), settled_person(2), settled_person(3)
    held = settled_certificate(1, person)
    employment = settled_employment(person, credit(1))
    organisation, filing = settled_organisation(1, name="杭州示例中心"), settled_filing("F1")
    candidate, merge = settled_candidate(person, other), settled_merge(third, person)
    dispute = settled_dispute(held)
    borne = number_line(person).pk
    of_her, of_held = {"number": person.pk}, {"number": held.pk}
    at = {name: of_her for name in _named(persons, merges)}
    at |= {name: of_her | {"borne": borne} for name in ("show_number", "replace_number", "correct_number")}
    at |= {
        "enter_fact": of_her | {"table": "employments"},
        "correct_fact": of_her | {"table": "employments", "fact": employment.pk},
        "certificate": of_held,
        "correct_certificate": of_held,
        "end_certificate": of_held | {"verb": "void"},
        "merge": {"number": candidate.pk},
        "undo_merge": of_her | {"joined": merge.pk},
        "dispute": {"number": dispute.pk},
        "withdraw_dispute": {"number": dispute.pk},
        "correct_filing": {"number": filing.pk},
        "withdraw_filing": {"number": filing.pk},
        "wrong": {"table": "certificates", "number": held.pk},
        "my_record": {},
    }
    for name in ("organisation", "correct_organisation", "enter_filing"):
        at[name] = {"number": organisation.pk}
    return {name: at[name] for name in _named(*ROOMS) if name not in OPEN}


def test_every_page_and_every_form_of_these_rooms_refuses_her(hangzhou, client_of):
    li = client_of("li")
    addresses = {name: _address(name, words) for name, words in hangzhou.items()}

    read = {name: li.get(at).status_code for name, at in addresses.items()}
    sent = {name: li.post(at, {"reason": "查看", "answer": "查看"}).status_code for name, at in addresses.items()}

    assert {name for name, status in read.items() if status not in (403, 405)} == set()
    assert {name for name, status in sent.items() if status not in (403, 405)} == set()
    assert {name for name in addresses if read[name] == sent[name] == 405} == set()


def test_an_official_of_the_place_opens_the_same_pages(hangzhou, client_of):
    """Or the refusals above would tell nothing."""
    wang = client_of("wang")
    own_affairs = {"my_record", "wrong", "person_journal"}

    read = {name: wang.get(_address(name, words)).status_code for name, words in hangzhou.items()}

    assert {name for name, status in read.items() if status not in (200, 302, 405)} == own_affairs


def test_her_lists_are_empty(hangzhou, client_of):
    li = client_of("li")

    pages = [li.get(f"/office/{room}/").context["rows"].rows for room in ("merges", "disputes", "organisations")]

    assert pages == [[], [], []]
    assert li.get("/office/persons/?name=测试&place=33").context["found"].rows == []
    assert Organisation.objects.get().name not in li.get("/office/organisations/?format=csv").content.decode()


def test_she_enters_nothing_for_another_region(hangzhou, client_of):
    told = {"name": "新单位", "region": "330106", "keeper": "330106", "credit_code": credit(9), "reason": "录入"}

    assert client_of("li").post("/office/organisations/enter", told).status_code == 403
    assert not Organisation.objects.filter(credit_code=credit(9)).exists()


def _named(*rooms):
    return [pattern.name for room in rooms for pattern in room.urlpatterns]


def _address(name, words):
    from_root = get_resolver().reverse(name, **words)
    assert isinstance(from_root, str) and re.fullmatch(r"[\w/-]*", from_root)
    return f"/{from_root}"


def test_these_rooms_have_plain_patterns_only():
    assert {type(pattern) for room in ROOMS for pattern in room.urlpatterns} == {URLPattern}
