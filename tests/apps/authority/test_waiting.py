"""Proposals that wait for somebody, and what one would write, tried and undone."""

from datetime import UTC, datetime

import pytest

from apps.registry.making import settled_person
from baigong.apps.authority import queries
from baigong.apps.authority.actions import approve, propose
from baigong.apps.authority.acts import ChangedMeanwhile
from baigong.apps.authority.rehearsing import Cell, rehearsed
from baigong.apps.journal.models import Line
from baigong.apps.registry.models import Person
from baigong.core.scope import NOTHING, of_region
from cast import BEIJING, HANGZHOU

pytestmark = pytest.mark.django_db
AT = datetime(2026, 2, 1, 9, tzinfo=UTC)
HERE = of_region(HANGZHOU)


@pytest.fixture
def person(node):
    return settled_person()


@pytest.fixture
def made(person, cast):
    cells = {"name": "王五"}
    return propose("registry.correct_person", (person,), {"cells": cells}, reason="更名", by=cast.wang, at=AT)


def test_a_proposal_waits_for_the_role_of_its_next_step_in_its_region(made, cast):
    waiting = {name: queries.proposals_waiting(HERE, by=actor) for name, actor in cast.named().items()}

    assert {name for name, found in waiting.items() if found} == {"zhao"}
    assert queries.proposals_waiting(of_region(BEIJING), by=cast.li) == []


def test_who_took_a_step_is_not_asked_again(made, cast):
    assert [one.id for one in queries.proposals_of(HERE, by=cast.wang)] == [made.pk]

    approve(made, by=cast.zhao, at=AT)

    assert queries.proposals_waiting(HERE, by=cast.zhao) == []
    assert queries.proposals_of(HERE, by=cast.wang) == []


def test_those_about_a_record_are_found_by_its_name(made, person):
    record = f"registry.person/{person.pk}"

    assert [one.id for one in queries.proposals_about(HERE, record)] == [made.pk]
    assert queries.proposals_about(HERE, f"{record}0") == []
    assert queries.proposals_about(of_region(BEIJING), record) == []
    assert queries.records_proposed(HERE, made.act) == {record}
    assert queries.records_proposed(HERE, "registry.merge_persons") == frozenset()
    assert queries.records_proposed(of_region(BEIJING), made.act) == frozenset()


def test_people_are_named_to_whoever_sees_a_region(made, cast):
    assert queries.named_people(HERE, [cast.wang.name, "operator/x"]) == {cast.wang.name: "Wang"}
    assert queries.named_people(NOTHING, [cast.wang.name]) == {}


def test_it_is_tried_and_undone(made, person, cast):
    lines = Line.objects.count()

    found = rehearsed(HERE, made.pk, by=cast.zhao, at=AT)

    changed = [cell for cell in found.cells if cell.before != cell.after]
    assert (changed, found.refusal) == ([Cell("name", person.name, "王五")], None)
    assert (Line.objects.count(), Person.objects.get(pk=person.pk).name) == (lines, person.name)


def test_who_only_looks_on_sees_the_same(made, cast):
    told = [rehearsed(HERE, made.pk, by=actor, at=AT) for actor in (cast.zhao, cast.sun, cast.audit)]

    assert told[0] == told[1] == told[2]


def test_where_the_record_has_changed_it_says_why_it_cannot_be_done(made, person, cast):
    Person.objects.filter(pk=person.pk).update(line=person.line + 1)

    found = rehearsed(HERE, made.pk, by=cast.zhao, at=AT)

    assert found.refusal is not None and found.refusal.code == ChangedMeanwhile.code


def test_after_the_decision_it_tells_what_was_written(made, cast):
    approve(made, by=cast.zhao, at=AT)

    assert "name" in [cell.name for cell in rehearsed(HERE, made.pk, by=cast.zhao, at=AT).cells]


def test_outside_ones_scope_nothing_is_told(made, cast):
    assert rehearsed(of_region(BEIJING), made.pk, by=cast.li, at=AT).cells == ()
