"""Regions: each province against its own goals, its peers and its past; what is not known is said."""

import csv
import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from apps.progress.making import AT, cell, kept, officer, settled_publication
from apps.progress.test_publishing import out
from baigong.apps.authority.roles import Role
from baigong.apps.progress.actions import answer_finding
from baigong.apps.progress.counting import PROOF, PROOF_BY_PREFECTURE, PROOF_BY_REGION, WHOLE
from baigong.core.indicators.judging import judge
from baigong.faces.judgements import sentence
from baigong.faces.web.design import kept as keeping
from baigong.faces.web.design.tiles import PLACES
from baigong.faces.web.known import standing
from baigong.ground.plan import load_plan

pytestmark = pytest.mark.django_db(transaction=True)
ON = date(2025, 10, 31)


@pytest.fixture(autouse=True)
def nothing_kept():
    keeping._parts.clear()
    for name in ("_figures", "standings", "_vintage", "cells_out", "_readings"):
        getattr(standing, name).cache_clear()


@pytest.fixture
def people(cast):
    return tuple(officer(f"{role}00", role, "00") for role in (Role.STATISTICIAN, Role.REVIEWER, Role.APPROVER))


def page(address: str, language: str = "en") -> str:
    answer = Client().get(address, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def published(people):
    cells = [cell(grain=WHOLE, events=9, stock=50), cell("33", events=9, stock=40, stock_high=10)]
    quarters = [cell("33", f"2025Q{number}", grain="region,quarter", stock=30 + number) for number in (1, 2)]
    prefectures = [cell("3301", grain="region4", events=7, stock=31, stock_high=8)]
    proof = [cell(step, grain=PROOF, events=1, stock=25) for step in ("number", "result")]
    proof += [cell("33", step, grain=PROOF_BY_REGION, events=3, stock=20) for step in ("number", "filed", "result")]
    proof += [cell("3301", "filed", grain=PROOF_BY_PREFECTURE, events=6, stock=1)]
    proof += [cell("3301", "logged", grain=PROOF_BY_PREFECTURE, events=1, stock=3)]
    publication = settled_publication(kept([*cells, *quarters, *prefectures, *proof], on=date(2025, 6, 30)))
    for place in range(len(publication.findings)):
        answer_finding(publication, finding=place, answer="as it was reported", by=people[0], at=AT)
    return out(people, publication)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_province_is_in_the_list_and_has_a_page(node, language):
    told = page("/regions/", language)

    assert all(f'href="/regions/{region}"' in told for region in PLACES)
    assert all(Client().get(f"/regions/{region}").status_code == 200 for region in ("11", "21", "66"))


def test_the_list_is_filtered_by_name_and_group_and_taken_away(node):
    rows = Client().get("/regions/?group=northeast&format=csv", headers={"Accept-Language": "en"})

    told = list(csv.reader(rows.content.decode("utf-8-sig").splitlines()))
    assert [row[0] for row in told[1:]] == ["21", "22", "23"]
    assert "No province fits" in page("/regions/?name=atlantis")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_province_stands_against_its_own_goals_as_it_is_judged(node, language):
    plan = load_plan()
    judged = [
        judge(target, plan.figures, region="33", on=ON)
        for target in plan.targets
        if "33" in plan.judged_regions(target)
    ]

    told = page(f"/regions/33?known={ON}", language)

    assert len(judged) == 3
    assert all(sentence(one, plan, language) in told for one in judged)


def test_where_the_plan_does_not_say_which_goal_holds_none_is_judged(node):
    assert "how the north-east is treated was not found" in page("/regions/21")


def test_the_peers_are_those_of_its_group_by_code_and_nobody_is_ranked(node):
    plan = load_plan()
    east = [region.name.en for region in plan.regions.values() if region.group == "east"]

    told = page("/regions/33").partition('id="peers"')[2]

    places = [told.index(f">{name}<") for name in east]
    assert places == sorted(places)
    assert "nobody is ranked" in told


def test_an_agreement_is_shown_where_there_is_one(node):
    agreement = next(one for one in load_plan().agreements if one.region == "34")

    assert agreement.name.en in page("/regions/34")
    assert "No agreement between the ministry and this province was found" in page("/regions/33")


def test_without_a_reading_nothing_is_computed(node):
    told = plain(page("/regions/33"))

    assert "no reading is out" in told
    assert "No figures of its prefectures are out" in told


def test_a_reading_that_is_out_stands_apart_from_what_was_published(node, people):
    published(people)

    told = page("/regions/33")

    assert 'href="/figures/stock@2025-06-30/region=33"' in told
    assert 'href="/figures/published:skilled@2025-08-31/region=33"' in told
    assert 'href="/figures/stock@2025-06-30/region4=3301"' in told
    assert "2025Q2" in told


def test_a_province_that_did_not_report_is_not_nought(node, people):
    published(people)

    assert "no records reported" in page("/regions/44")


def test_the_prefecture_shows_its_cells_and_the_county_says_who_knows_more(node, people):
    published(people)

    assert 'href="/figures/stock@2025-06-30/region4=3301"' in page("/regions/3301")
    assert "Readings are published down to prefectures" in page("/regions/330102")
    assert "whether it has reported is not known" in page("/regions/3302")


@pytest.mark.parametrize(("table", "rows"), [("targets", 3), ("prefectures", 1)])
def test_a_provinces_tables_are_taken_away(node, people, table, rows):
    published(people)

    answer = Client().get(f"/regions/33?format=csv&table={table}")

    assert len(list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))) == rows + 1


def test_how_far_figures_can_be_proved_stands_by_province_and_by_prefecture_with_what_the_parts_say(node, people):
    published(people)

    nation, province, prefecture = (page(f"/regions/{code}") for code in ("", "33", "3301"))

    listed = plain(nation.partition('id="evidence"')[2])
    assert "all records of the reading" in listed
    assert "Zhejiang" in listed
    inside = plain(province.partition('id="evidence"')[2])
    assert "杭州市" in inside
    assert "the issuer is filed 25% signed and in the public log 75%" in inside
    assert "signed and in the public log 75%" in plain(prefecture)
    assert all('id="parts"' in told for told in (nation, province))
    assert "四级各说明什么" in page("/regions/33", "zh")


@pytest.mark.parametrize(("address", "regions"), [("/regions/", ["00", "33"]), ("/regions/33", ["33", "3301"])])
def test_the_parts_are_taken_away_as_columns_and_add_up_to_the_certificates(node, people, address, regions):
    published(people)

    rows = Client().get(f"{address}?table=evidence&format=json").json()["rows"]

    parts = ("number", "filed", "result", "logged")
    assert [row["certificates"] for row in rows] == [sum(row[f"provable_{step}"] for step in parts) for row in rows]
    assert [row["region"] for row in rows if row["series"] == "stock"] == regions
    assert {row["region"]: row["certificates"] for row in rows if row["series"] == "stock"} == {
        region: {"00": 50, "33": 60, "3301": 4}[region] for region in regions
    }


def test_a_reading_that_kept_no_evidence_has_no_bars(node, people):
    out(people, settled_publication(kept([cell(grain=WHOLE, events=9), cell("33", events=9)], on=date(2025, 6, 30))))

    assert "No evidence of it is kept" in page("/regions/33")


def test_longer_codes_lead_to_the_one_page_and_no_region_is_no_page(node):
    assert Client().get("/regions/330000")["Location"] == "/regions/33"
    assert Client().get("/regions/00")["Location"] == "/"
    assert [Client().get(f"/regions/{code}").status_code for code in ("99", "abc", "3", "33000")] == [404] * 4


def test_four_clicks_lead_from_the_scoreboard_to_the_records_of_a_province(node, people):
    """Scoreboard, province, its figure, records."""
    published(people)

    assert 'href="/regions/33"' in page("/")
    assert 'href="/figures/stock@2025-06-30/region=33"' in page("/regions/33")
    answer = Client().get("/figures/stock@2025-06-30/region=33?show=records")
    assert answer.status_code == 403
