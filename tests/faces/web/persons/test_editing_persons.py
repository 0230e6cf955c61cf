"""Persons corrected on pages: one officer proposes, another one approves."""

from datetime import date

import pytest

from apps.registry.making import AT, number_line, settled_person
from baigong.apps.authority.actions import approve
from baigong.apps.authority.models import Proposal
from baigong.apps.registry.models import Employment, Identifier, Person
from contract.people import credit, resident, with_wrong_check

pytestmark = pytest.mark.django_db
CORRECTION = {"name": "更名", "document": "", "sex": "", "born_on": "", "region": "330106", "left_reason": ""}
WHY = {"reason": "户籍资料更正", "document_number": "杭人社〔2025〕12号"}


@pytest.fixture
def person(node):
    return settled_person()


@pytest.fixture
def wang(person, client_of):
    return client_of("wang")


def told(answer):
    return answer.content.decode()


def approved_by(cast_member):
    """The last proposal, done."""
    return approve(Proposal.objects.latest("pk"), by=cast_member, at=AT).result


def test_the_form_sets_what_is_said_beside_what_shall_be(person, wang):
    page = wang.get(f"/office/persons/{person.pk}/correct")

    pairs = {field.name: (before, field.value()) for field, before in page.context["form"].pairs}
    assert pairs["name"] == ("测试1", "测试1")
    assert pairs["region"] == ("浙江省杭州市西湖区", "330106")


def test_a_correction_becomes_a_proposal_with_only_what_changed(person, wang, cast):
    answer = wang.post(f"/office/persons/{person.pk}/correct", CORRECTION | WHY)

    assert answer["Location"] == f"/office/persons/{person.pk}"
    proposal = Proposal.objects.get()
    assert (proposal.act, proposal.arguments) == ("registry.correct_person", {"cells": {"name": "更名"}})
    assert proposal.reason == "户籍资料更正（文号：杭人社〔2025〕12号）"
    person.refresh_from_db()
    assert person.name == "测试1"
    approved_by(cast.zhao)
    person.refresh_from_db()
    assert person.name == "更名"


def test_what_changes_nothing_is_refused_on_the_form_with_all_that_was_typed(person, wang):
    page = wang.post(f"/office/persons/{person.pk}/correct", CORRECTION | WHY | {"name": "测试1"})

    assert page.status_code == 200
    assert "户籍资料更正" in told(page) and "杭人社〔2025〕12号" in told(page)
    assert page.context["form"].non_field_errors()


def test_a_faulty_cell_is_told_beside_it_and_at_the_top(person, wang):
    page = wang.post(f"/office/persons/{person.pk}/correct", CORRECTION | WHY | {"born_on": "1990-13-01"})

    assert list(page.context["form"].errors) == ["born_on"]
    assert 'value="1990-13-01"' in told(page) and 'href="#id_born_on"' in told(page)


def test_a_cell_cannot_be_emptied_and_its_field_says_so(person, wang):
    page = wang.post(f"/office/persons/{person.pk}/correct", CORRECTION | WHY | {"name": ""})

    assert list(page.context["form"].errors) == ["name"]


def test_a_correction_needs_a_reason(person, wang):
    page = wang.post(f"/office/persons/{person.pk}/correct", CORRECTION)

    assert list(page.context["form"].errors) == ["reason"]
    assert not Proposal.objects.exists()


def test_a_person_is_entered_and_her_number_is_asked_for_once(wang, cast):
    number, bad = resident(9), with_wrong_check(resident(9))
    entry = {"name": "新人", "document": "resident", "keeper": "330106", **WHY}

    faulty = wang.post("/office/persons/enter", entry | {"id_number": number, "reason": ""})
    kept, mask = faulty.context["form"]["kept"].value(), faulty.context["form"].shown

    assert mask == f"33••••••••••••••{number[-2:]}" and number not in told(faulty)
    answer = wang.post("/office/persons/enter", entry | {"kept": kept, "mask": mask})
    assert answer["Location"] == "/office/persons/"
    assert number not in str(Proposal.objects.get().subjects)
    entered = approved_by(cast.zhao)
    assert (entered.name, entered.place) == ("新人", "330106")
    refused = wang.post("/office/persons/enter", entry | {"id_number": bad})
    assert list(refused.context["form"].errors) == ["id_number"] and bad not in told(refused)


def test_a_death_is_proposed(person, wang, cast):
    wang.post(f"/office/persons/{person.pk}/death", {"left_on": "2025-06-01", "cause": "死亡"} | WHY)

    approved_by(cast.zhao)
    person.refresh_from_db()
    assert (person.left_on, person.left_reason) == (date(2025, 6, 1), "死亡")


def test_numbers_are_entered_replaced_and_corrected(person, wang, cast):
    borne = number_line(person)
    at = f"/office/persons/{person.pk}/numbers"

    wang.post(f"{at}/{borne.pk}/correct", {"id_number": resident(2)} | WHY)
    right = approved_by(cast.zhao)
    wang.post(f"{at}/{right.pk}/replace", {"id_number": resident(3), "from_on": "2025-05-01"} | WHY)
    approved_by(cast.zhao)
    wang.post(f"{at}/enter", {"id_number": "E12345678", "document": "passport"} | WHY)
    approved_by(cast.zhao)

    found = Identifier.objects.filter(person=person).order_by("pk")
    assert [(one.ending, one.document) for one in found] == [
        ("corrected", None),
        ("replaced", None),
        (None, None),
        (None, "passport"),
    ]


def test_a_fact_is_entered_and_corrected_at_once(person, wang):
    entry = {"credit_code": credit(1), "from_on": "2024-03-01", "to_on": "", "occupation": ""}
    wang.post(f"/office/persons/{person.pk}/facts/employments/enter", entry)
    fact = Employment.objects.get()

    wang.post(f"/office/persons/{person.pk}/facts/employments/{fact.pk}", {"to_on": "2025-02-28", "occupation": ""})

    fact.refresh_from_db()
    assert (fact.credit_code, fact.to_on) == (credit(1), date(2025, 2, 28))


def test_who_left_long_ago_is_forgotten_and_who_did_not_is_not(person, wang, cast):
    asked = {"ground": "left_long_ago"} | WHY

    refused = wang.post(f"/office/persons/{person.pk}/forget", asked)
    Person.objects.filter(pk=person.pk).update(left_on=date(2010, 1, 1))
    wang.post(f"/office/persons/{person.pk}/forget", asked)

    assert refused.context["form"].non_field_errors()
    approved_by(cast.zhao)
    person.refresh_from_db()
    assert person.name is None


@pytest.mark.parametrize("name", ["zhao", "sun", "statistician", "chen", "li", "lan"])
def test_only_a_handler_of_the_region_proposes(person, client_of, name):
    client = client_of(name)

    for form in ("correct", "death", "forget", "numbers/enter", "certificates/enter"):
        assert client.get(f"/office/persons/{person.pk}/{form}").status_code == 403
