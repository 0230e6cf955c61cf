"""Persons looked up on pages."""

import re

import pytest

from apps.certificates.making import settled_certificate
from apps.registry.making import settled_employment, settled_person
from cast import CHEN_EMPLOYS
from contract.people import identification, resident

pytestmark = pytest.mark.django_db
BEIJING_COUNTY = "110105"


@pytest.fixture
def wang(node, client_of):
    return client_of("wang")


def told(answer):
    return answer.content.decode()


def test_a_number_leads_to_its_bearer_and_stands_in_no_address(wang):
    person = settled_person()

    answer = wang.post("/office/persons/find", {"id_number": resident(1)})

    assert (answer.status_code, answer["Location"]) == (302, f"/office/persons/{person.pk}")
    assert resident(1) not in answer["Location"]


def test_a_number_in_an_address_finds_nobody(wang):
    settled_person()

    assert wang.get(f"/office/persons/?name={resident(1)}").status_code == 400
    assert wang.get("/office/persons/find")["Location"] == "/office/persons/"


def test_the_same_sentence_whether_she_is_elsewhere_or_nowhere(wang):
    settled_person(2, place=BEIJING_COUNTY)

    elsewhere = told(wang.post("/office/persons/find", {"id_number": resident(2)}))
    nowhere = told(wang.post("/office/persons/find", {"id_number": resident(3)}))

    assert _without_token(elsewhere) == _without_token(nowhere)
    assert "您有权查看的人员中没有此号码" in elsewhere
    assert resident(2) not in elsewhere


def test_a_certificate_is_found_by_its_number(wang):
    held = settled_certificate(1, settled_person())

    answer = wang.post("/office/persons/find", {"certificate": identification(1)})

    assert answer["Location"] == f"/office/persons/certificates/{held.pk}"


def test_a_name_needs_a_birth_or_a_place_beside_it(wang):
    settled_person()

    assert "除姓名外，请填写出生日期或所在地" in told(wang.get("/office/persons/?name=测试"))


def test_names_are_found_in_ones_region_with_their_numbers_masked(wang):
    for serial, place in ((1, "330106"), (2, "330105"), (3, BEIJING_COUNTY)):
        settled_person(serial, place=place)

    page = wang.get("/office/persons/?name=测试&place=330100")

    names = [one["line"].name for one in page.context["found"].rows]
    assert names == ["测试1", "测试2"]
    assert "33••••••••••••••" in told(page)
    assert not [one for one in (resident(1), resident(2)) if one in told(page)]


def test_the_list_is_narrowed_by_birth_and_sorted(wang):
    for serial, born in ((1, "19800101"), (2, "19900307"), (3, "19900307")):
        settled_person(serial, born=born)

    page = wang.get("/office/persons/?name=测试&born_on=1990-03-07&sort=-name")

    assert [one["line"].name for one in page.context["found"].rows] == ["测试3", "测试2"]


def test_too_many_are_not_listed(wang, monkeypatch):
    monkeypatch.setattr("baigong.faces.web.persons.finding.MOST", 1)
    for serial in (1, 2):
        settled_person(serial)

    page = wang.get("/office/persons/?name=测试&place=33")

    assert page.context["found"] is None
    assert "符合条件的超过1人" in told(page)


def test_an_employer_finds_her_own_staff_only(node, client_of):
    settled_person(5)
    person = settled_person(6)
    settled_employment(person, CHEN_EMPLOYS)
    chen = client_of("chen")

    assert "您有权查看的人员中没有此号码" in told(chen.post("/office/persons/find", {"id_number": resident(5)}))
    answer = chen.post("/office/persons/find", {"id_number": resident(6)})
    assert answer["Location"] == f"/office/persons/{person.pk}"


@pytest.mark.parametrize("name", ["lan", "security", "system", "audit", "nobody"])
def test_whoever_has_no_business_with_persons_is_refused(node, client_of, name):
    assert client_of(name).get("/office/persons/").status_code == 403


def _without_token(page):
    return re.sub(r'csrfmiddlewaretoken" value="[^"]+"', "", page)
