"""What the rows of a person said, from when to when; whom else one finds by which words."""

from datetime import date

import pytest

from apps.registry.making import (
    AT,
    ON,
    by_two,
    settled_employment,
    settled_filing,
    settled_organisation,
    settled_person,
)
from baigong.apps.registry.actions import correct_fact
from baigong.apps.registry.models import Identifier
from baigong.apps.registry.numbers import argument_of, given_number, keyring_here
from baigong.apps.registry.queries import (
    BodiesSought,
    OrganisationsSought,
    Sought,
    Viewing,
    bodies,
    kind_of,
    organisation_at,
    organisations_sought,
    persons_sought,
    states_of,
)
from baigong.apps.registry.queries.persons import NameTooShort
from baigong.core.scope import NOTHING, WHOLE, Scope, of_region
from cast import CHEN_EMPLOYS
from contract.people import credit, resident

pytestmark = pytest.mark.django_db
HERE, ELSEWHERE = of_region("330100"), of_region("110000")


def test_a_row_has_a_state_for_each_time_it_was_amended(node, cast):
    person = settled_person()
    fact = settled_employment(person, CHEN_EMPLOYS)
    by_two(cast, "registry.correct_person", person, cells={"name": "更名"})
    correct_fact(fact, cells={"to_on": "2025-02-28"}, by=cast.wang, at=AT)

    own, employment = states_of(HERE, person.pk)

    assert [(one.cells["name"], one.until) for one in own.states] == [("测试1", AT), ("更名", None)]
    assert [one.cells["to_on"] for one in employment.states] == [None, "2025-02-28"]
    assert employment.states[1].since == AT


def test_states_are_for_those_who_see_all_of_her_record(node):
    person = settled_person()
    settled_employment(person, CHEN_EMPLOYS)

    mine = Scope(persons=frozenset({person.pk}))

    assert len(states_of(mine, person.pk)) == 2
    for scope in (NOTHING, ELSEWHERE, Scope(organisations=frozenset({CHEN_EMPLOYS}))):
        assert states_of(scope, person.pk) == []


def test_no_state_holds_a_number_or_a_key(node):
    person = settled_person()
    settled_employment(person, CHEN_EMPLOYS)

    told = [set(state.cells) for row in states_of(WHOLE, person.pk) for state in row.states]

    assert not any({"id_number", "key", "number", "identifier"} & names for names in told)


def test_names_are_narrowed_by_birth_and_place_and_never_beyond_the_scope(node):
    viewing = Viewing(keyring_here(), ON)
    for serial, born, place in ((1, "19900307", "330106"), (2, "19800101", "330105"), (3, "19900307", "110105")):
        settled_person(serial, born=born, place=place)

    def found(scope, **sought):
        return [one.name for one in persons_sought(scope, Sought("测试", **sought), viewing=viewing, limit=10)]

    assert found(HERE) == ["测试1", "测试2"]
    assert found(HERE, born_on=date(1990, 3, 7)) == ["测试1"]
    assert found(WHOLE, place="110000") == ["测试3"]
    assert found(HERE, place="110000") == []
    with pytest.raises(NameTooShort):
        persons_sought(HERE, Sought("测"), viewing=viewing, limit=10)


def test_a_percent_sign_in_a_name_is_no_wildcard(node):
    settled_person()

    assert persons_sought(HERE, Sought("测%"), viewing=Viewing(keyring_here(), ON), limit=10) == []


def test_organisations_are_found_in_ones_scope(node):
    one, other = settled_organisation(1), settled_organisation(2, place="110105")

    assert [line.id for line in organisations_sought(HERE, OrganisationsSought(), limit=10)] == [one.pk]
    assert [line.id for line in organisations_sought(WHOLE, OrganisationsSought(wanted="位2"), limit=10)] == [other.pk]
    assert organisation_at(HERE, other.pk) is None
    assert organisation_at(Scope(organisations=frozenset({credit(2)})), other.pk) is not None


def test_bodies_are_listed_by_what_they_may_certify_on_a_day(node):
    settled_organisation(1, name="示例中心")
    settled_filing("F1", to_on=date(2024, 12, 31))
    settled_filing("F2", occupation="6-18-01-01", levels="2;1")

    def found(on, **sought):
        return [one.filing for one in bodies(WHOLE, BodiesSought(**sought), on=on, limit=10)]

    assert found(ON) == ["F2"]
    assert found(date(2024, 6, 1)) == ["F2", "F1"]
    assert found(ON, level="3") == []
    assert found(ON, wanted="示例", occupation="6-18-01-01", level="1", region="33") == ["F2"]


def test_a_number_on_record_goes_into_an_act_without_being_opened(node):
    identifier = Identifier.objects.get(person=settled_person())

    assert given_number(argument_of(identifier), on=ON).number == resident(1)
    identifier.number = None
    assert argument_of(identifier) is None


def test_a_record_is_known_by_its_name_in_the_journal():
    assert kind_of("registry.employment/17") == ("employments", 17)
    assert kind_of("certificates.certificate/3") == ("", 3)
