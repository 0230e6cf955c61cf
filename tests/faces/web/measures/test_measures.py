"""The measures: what the plan says, what it does not, the tasks that everybody may count and officials may read."""

import csv
from html import unescape

import pytest
from django.test import Client

from apps.catalogue.subjects import settled_task
from baigong.faces.web.design import kept as keeping
from baigong.ground.plan import load_plan
from cast import BEIJING, HANGZHOU

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_kept():
    keeping._parts.clear()


def page(address: str, language: str = "en", client: Client | None = None) -> str:
    answer = (client or Client()).get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_measure_and_every_heading_of_the_plan_is_listed(node, language):
    plan = load_plan()

    told = page("/measures/", language)

    assert all(action.name[language] in told for action in plan.actions)
    assert all(measure.name[language] in told for measure in plan.measures if measure.name)
    assert all(f'href="/measures/{measure.number}"' in told for measure in plan.measures)


def test_the_twentieth_has_no_name_and_says_so(node):
    assert "could not be verified, so it stands here without one" in page("/measures/20")
    assert "第20项的名称无法核实" in page("/measures/20", "zh")
    assert Client().get("/measures/21").status_code == 404


def test_a_measure_shows_its_rule_its_sources_and_the_targets_it_serves(node):
    plan = load_plan()
    measure = next(one for one in plan.measures if one.number == 5)
    served = [one.name.zh for one in plan.targets if one.target in measure.targets]

    told = page("/measures/5", "zh")

    assert measure.rule is not None
    assert measure.rule.zh in told
    assert "S07" in told and "S01" in told
    assert len(served) == 2 and all(name in told for name in served)
    assert "中文表述为我们所拟" in told


def test_everybody_sees_how_many_tasks_there_are_and_no_single_one(node, cast):
    settled_task(HANGZHOU, title_en="Make the list", due_on="2020-01-01")
    settled_task(BEIJING, "done", title_en="Print the forms")

    told = page("/measures/1")

    assert "planned" in told and "done" in told
    assert "Make the list" not in told and "Print the forms" not in told


def test_an_official_reads_the_tasks_of_her_region_only(node, client_of):
    settled_task(HANGZHOU, title_en="Make the list")
    settled_task(BEIJING, title_en="Print the forms")

    wang, li = page("/measures/1", client=client_of("wang")), page("/measures/1", client=client_of("li"))

    assert ("Make the list" in wang, "Print the forms" in wang) == (True, False)
    assert ("Make the list" in li, "Print the forms" in li) == (False, True)


def test_all_agreements_are_listed_with_what_is_known_of_them(node):
    plan = load_plan()

    told = page("/measures/agreements")

    assert all(one.name.en in told and one.signed.en in told for one in plan.agreements)
    assert told.count("named by the plan") - 1 == sum(one.is_named_by_plan for one in plan.agreements)


@pytest.mark.parametrize(("address", "rows"), [("/measures/", 20), ("/measures/agreements", 12)])
def test_the_lists_are_taken_away(node, address, rows):
    answer = Client().get(f"{address}?format=csv")

    assert len(list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))) == rows + 1
