"""Persons as each may see them."""

from datetime import date

import pytest

from apps.registry.making import (
    HANGZHOU_COUNTY,
    ON,
    number_line,
    settled_employment,
    settled_filing,
    settled_merge,
    settled_number,
    settled_organisation,
    settled_person,
)
from baigong.apps.registry.models import Identifier, Insurance
from baigong.apps.registry.numbers import keyring_here
from baigong.apps.registry.queries import (
    Viewing,
    facts_of,
    filings,
    organisation,
    organisations,
    person,
    person_by_number,
    persons,
    to_act_on,
)
from baigong.apps.registry.queries.persons import NameTooShort
from baigong.core.scope import NOTHING, WHOLE, Scope, of_region
from contract.people import credit, resident

pytestmark = pytest.mark.django_db
HANGZHOU, BEIJING = of_region("330100"), of_region("110000")
EMPLOYER = credit(9)
OF_EMPLOYER = Scope(organisations=frozenset({EMPLOYER}))


@pytest.fixture
def viewing(db):
    return Viewing(keyring_here(), ON)


def ids(lines):
    return [line.id for line in lines]


class TestByNumber:
    def test_she_is_found_however_the_number_is_written_and_it_stays_masked(self, viewing):
        one = settled_person()
        settled_person(2)

        for written in (resident(1), resident(1).lower(), f" {resident(1)} "):
            found = person_by_number(HANGZHOU, written, viewing=viewing)
            assert (found.id, found.number) == (one.pk, "3301**********" + resident(1)[-4:])

    def test_elsewhere_she_is_not_there(self, viewing):
        settled_person()

        assert person_by_number(BEIJING, resident(1), viewing=viewing) is None
        assert person_by_number(NOTHING, resident(1), viewing=viewing) is None

    def test_a_number_of_before_finds_her_too(self, viewing):
        one = settled_person()
        settled_number(one, resident(5))

        found = person_by_number(WHOLE, resident(1), viewing=viewing)

        assert (found.id, found.number[-4:]) == (one.pk, resident(5)[-4:])

    def test_of_a_key_no_number_is_shown(self, viewing):
        settled_person()
        Identifier.objects.update(number=None)

        assert person_by_number(WHOLE, resident(1), viewing=viewing).number is None


class TestLists:
    def test_a_list_goes_on_after_its_cursor(self, viewing):
        here = [settled_person(serial).pk for serial in (1, 2, 3)]
        settled_person(4, place="110101")

        first = persons(HANGZHOU, viewing=viewing, limit=2)
        second = persons(HANGZHOU, viewing=viewing, after=first[-1].id, limit=2)

        assert ids(first) + ids(second) == here

    def test_names_are_found_whole_or_by_their_beginning_and_mean_themselves(self, viewing):
        whole, longer = settled_person(1, name="欧阳兰"), settled_person(2, name="欧阳兰芳")
        settled_person(3, name="王兰")
        odd = settled_person(4, name="欧%_阳")

        assert ids(persons(WHOLE, viewing=viewing, name="欧阳兰")) == [whole.pk, longer.pk]
        assert ids(persons(WHOLE, viewing=viewing, name="欧阳兰", is_whole_name=True)) == [whole.pk]
        assert ids(persons(WHOLE, viewing=viewing, name="欧%_")) == [odd.pk]
        with pytest.raises(NameTooShort):
            persons(WHOLE, viewing=viewing, name="欧")

    def test_an_employer_sees_todays_staff_without_their_numbers(self, viewing):
        employed, gone, insured, stranger = (settled_person(serial) for serial in (1, 2, 3, 4))
        settled_employment(employed, EMPLOYER)
        settled_employment(gone, EMPLOYER, to_on=date(2025, 6, 30))
        Insurance.objects.create(
            identifier=number_line(insured), credit_code=EMPLOYER, from_month=date(2025, 1, 1), line=0
        )
        settled_employment(stranger, credit(8))

        lines = persons(OF_EMPLOYER, viewing=viewing)

        assert ids(lines) == [employed.pk, insured.pk]
        assert [line.number for line in lines] == [None, None]
        assert person(OF_EMPLOYER, gone.pk, viewing=viewing) is None

    def test_a_worker_sees_herself(self, viewing):
        one, _ = settled_person(1), settled_person(2)
        own = Scope(persons=frozenset({one.pk}))

        lines = persons(own, viewing=viewing)

        assert ids(lines) == [one.pk]
        assert lines[0].number == "3301**********" + resident(1)[-4:]


class TestOne:
    def test_with_numbers_and_merges(self, viewing):
        one, other = settled_person(1), settled_person(2)
        merge = settled_merge(one, other)

        found = person(HANGZHOU, one.pk, viewing=viewing)

        assert found.line.merged_into == other.pk
        assert [number.id for number in found.numbers] == [number_line(one).pk]
        assert [(told.id, told.person, told.into) for told in found.merges] == [(merge.pk, one.pk, other.pk)]

    def test_facts_in_the_order_of_their_days_and_an_employer_its_own_only(self, viewing):
        one = settled_person()
        later = settled_employment(one, EMPLOYER)
        earlier = settled_employment(one, credit(8), from_on=date(2020, 1, 1), to_on=date(2023, 1, 1))

        assert [fact.id for fact in facts_of(HANGZHOU, one.pk, on=ON)] == [earlier.pk, later.pk]
        assert [fact.id for fact in facts_of(OF_EMPLOYER, one.pk, on=ON)] == [later.pk]
        assert facts_of(BEIJING, one.pk, on=ON) == []


class TestBodies:
    def test_the_register_of_bodies_on_a_day(self, db):
        settled_organisation(1, name="甲机构")
        old = settled_filing("F1", to_on=date(2024, 12, 31))
        new = settled_filing("F2", from_on=date(2025, 1, 1))
        settled_filing("F3", place="110101")

        assert [line.filing for line in filings(of_region("330000"), on=date(2024, 6, 1))] == ["F1"]
        assert [line.filing for line in filings(WHOLE, on=ON)] == ["F2", "F3"]
        assert [line.id for line in filings(HANGZHOU)] == [old.pk, new.pk]
        assert filings(HANGZHOU)[0].name == "甲机构"

    def test_organisations_by_scope_name_and_kind(self, db):
        school = settled_organisation(1, name="杭州技师学院", kinds="school;evaluation")
        settled_organisation(2, name="北京某厂", place="110101")

        assert ids(organisations(HANGZHOU)) == [school.pk]
        assert ids(organisations(WHOLE, name="杭州", kind="evaluation")) == [school.pk]
        assert ids(organisations(WHOLE, kind="training")) == []
        assert organisation(BEIJING, credit(1)) is None


def test_rows_to_act_on_are_found_where_they_may_be_seen(db):
    one = settled_person(place=HANGZHOU_COUNTY)
    fact = settled_employment(one, EMPLOYER)

    assert to_act_on(HANGZHOU, "persons", one.pk) == one
    assert to_act_on(BEIJING, "persons", one.pk) is None
    assert to_act_on(OF_EMPLOYER, "employments", fact.pk) == fact
    assert to_act_on(Scope(persons=frozenset({one.pk})), "employments", fact.pk) == fact
    assert to_act_on(WHOLE, "persons", one.pk + 999) is None
