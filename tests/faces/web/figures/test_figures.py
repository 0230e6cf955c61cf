"""A figure's page: what it shows equals what judging, publications and records say; who sees what behind it."""

import csv
import json
import re
from datetime import date
from html import unescape

import pytest
from django.test import Client

from apps.progress.making import cell, kept, officer, settled_publication
from apps.progress.test_publishing import out
from baigong.apps.authority.roles import Role
from baigong.apps.progress.counting import WHOLE
from baigong.core.indicators.judging import judge
from baigong.faces.counting import COUNTS
from baigong.faces.judgements import sentence
from baigong.faces.web.design import kept as keeping
from baigong.faces.web.known import standing
from baigong.ground.plan import load_plan
from contract.nasty import nasty
from contract.packages import write_package
from contract.program import asked

pytestmark = pytest.mark.django_db(transaction=True)
SHARE = "/figures/target:skilled_share@2025-10-31/region=00"
STOCK = "/figures/stock@2025-06-30/region=33"


@pytest.fixture(autouse=True)
def nothing_kept():
    """What processes keep is told apart by lines of the journal, which every test begins anew."""
    keeping._parts.clear()
    for name in ("_figures", "standings", "_vintage", "cells_out", "_readings"):
        getattr(standing, name).cache_clear()


@pytest.fixture
def people(cast):
    return tuple(officer(f"{role}00", role, "00") for role in (Role.STATISTICIAN, Role.REVIEWER, Role.APPROVER))


@pytest.fixture
def loaded(node, tmp_path):
    package = write_package(tmp_path / "p", nasty(4, people=30), created="2026-01-31T12:00:00+08:00")
    asked("load", package)
    return package


def page(address: str, language: str = "en", client: Client | None = None, status: int = 200) -> str:
    answer = (client or Client()).get(address, headers={"Accept-Language": language})
    assert answer.status_code == status
    return unescape(answer.content.decode())


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text))


def published(people, *, on: date = date(2025, 6, 30), **counts: int):
    """A reading of the nation that is out, with one province."""
    cells = [cell(grain=WHOLE, **counts), cell("33", **counts)]
    return out(people, settled_publication(kept(cells, on=on)))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_target_says_what_judging_says_in_the_readers_language(node, language):
    plan = load_plan()
    target = next(one for one in plan.targets if one.target == "skilled_share")
    judgement = judge(target, plan.figures, region="00", on=date(2025, 10, 31))

    told = page(SHARE, language)

    assert sentence(judgement, plan, language) in told
    assert plan.definitions["skilled_share"].text[language] in told
    assert "29.95" in told


def test_a_ratio_shows_its_parts_each_with_its_day_source_and_page(node):
    told = page(SHARE)

    assert 'href="/figures/published:skilled@2025-08-31/region=00,series=plan_2020"' in told
    assert 'href="/figures/published:employed@2024-12-31/region=00,series=from_2020_census"' in told
    assert "Skilled workers, 2025-08-31" in plain(told).replace(" ,", ",")
    assert "The denominator is 8 months older" in told


def test_the_picker_leads_to_the_vintages_before_and_after_and_says_what_changed(node):
    told = page(SHARE)

    assert 'href="/figures/target:skilled_share@2025-09-28/region=00"' in told
    assert "published on 2025-09-28, of 2025-08-31" in told
    assert "+3.17 points" in told


def test_a_vintage_asked_for_apart_is_judged_on_the_day_by_what_was_known(node):
    told = page("/figures/target:skilled_share@2025-12-31/region=00?known=2025-07-04")

    assert "as known on 2025-07-04, judged on 2025-12-31" in told
    assert "26.79" in told


def test_the_command_gives_what_the_page_says(node):
    command = re.search(r"baigong explain '([^']+)'", page(SHARE))

    assert command is not None
    told = asked("explain", command[1]).json
    assert told["target"]["status"] == "not_shown"
    assert told["target"]["en"] in page(SHARE) if "en" in told["target"] else told["value"]


def test_a_published_figure_names_its_source_and_day_and_those_of_its_definition(node):
    told = plain(page("/figures/published:skilled@2025-08-31/region=00"))

    assert "S87" in told and "S88" in told
    assert "Published on 2025-09-28" in told
    assert "2020-12-31" in told and "2024-09-30" in told


def test_figures_of_another_series_stand_apart(node):
    told = page("/figures/published:high_skilled@2025-08-31/region=00")

    assert "another definition, span or series" in told


def test_an_unverified_goal_is_not_told(node):
    target = next(one for one in load_plan().targets if not one.is_verified)

    told = plain(page(f"/figures/target:{target.target}@2025-12-31/region=00"))

    assert "Goal:" not in told
    assert "not judged" in told


@pytest.mark.parametrize(
    ("address", "near"),
    [
        ("/figures/target:skiled_share@2025-12-31/region=00", "target:skilled_share@"),
        ("/figures/target:zhejiang_skilled@2025-12-31/region=41", "target:zhejiang_skilled@"),
        ("/figures/published:skilled@2025-08-30/region=00", "published:skilled@2025-08-31"),
    ],
)
def test_where_nothing_is_the_nearest_that_there_is_is_named(node, address, near):
    told = page(address, status=404)

    assert "There is no such figure" in told
    assert f'href="/figures/{near}' in told


def test_a_day_to_come_is_refused_in_a_sentence_in_both_languages(node):
    assert "is still to come" in page("/figures/stock@2099-01-01", status=404)
    assert "尚未到来" in page("/figures/stock@2099-01-01", "zh", status=404)


def test_a_count_is_shown_to_everybody_once_a_reading_with_it_is_out(node, people):
    before = page(STOCK, status=404)
    published(people, stock=1234, events=20)

    after = plain(page(STOCK))

    assert "1,234" not in before
    assert "1,234" in after and "reading 1" in after
    assert "open to officials of Zhejiang" in after


def test_zero_is_told_from_what_nobody_reported(node, people):
    published(people, stock=5)

    assert "has no record of it" in page("/figures/stock@2025-06-30/region=44")
    assert page("/figures/events@2025-06-30/region=33").count("has no record of it") == 0


def test_a_later_reading_says_what_changed_and_how_many_records_did(node, people):
    published(people, on=date(2025, 3, 31), stock=5)
    published(people, stock=9)

    told = plain(page(STOCK))

    assert "+4" in told
    assert "another day: certificates were issued and expired in between" in told


def test_records_are_not_open_to_the_public_nor_to_another_region(loaded, people, client_of):
    published(people, stock=5)
    address = f"{STOCK}?show=records"

    assert "These records are not open to you" in page(address, status=403)
    assert "These records are not open to you" in page(address, client=client_of("li"), status=403)
    assert "These records are not open to you" in page(address, client=client_of("wang"), status=403)
    assert client_of("li").get(f"{address}&format=csv").status_code == 403


def test_an_official_counts_now_and_sees_masked_records(loaded, client_of):
    of_command = asked("explain", loaded, "stock@2025-06-30/region=33").json
    ministry = client_of("statistician")

    told = page(STOCK, client=ministry)
    records = page(f"{STOCK}?show=records", client=ministry)

    assert f"{of_command['value']:,}" in plain(told)
    assert f"Behind it stand {of_command['records']:,} certificates" in told
    assert all(one["certificate"] not in records for one in of_command["sample"])
    assert records.count('<th scope="row"><code>') == min(of_command["records"], 50)


def test_the_line_list_is_exported_as_it_is_shown(loaded, client_of):
    of_command = asked("explain", loaded, "stock@2025-06-30/region=33").json

    answer = client_of("statistician").get(f"{STOCK}?show=records&format=csv", headers={"Accept-Language": "en"})

    rows = list(csv.reader(answer.content.decode("utf-8-sig").splitlines()))
    assert len(rows) == of_command["records"] + 1
    assert all("•" in row[0] for row in rows[1:])


def test_a_count_that_takes_too_long_comes_back_by_itself(loaded, client_of, monkeypatch):
    monkeypatch.setattr(COUNTS, "patience", 0.0)

    answer = client_of("statistician").get(STOCK)

    assert (answer.status_code, answer["Refresh"]) == (503, "10")


@pytest.mark.parametrize("form", ["csv", "xlsx", "sdmx-csv", "json"])
def test_a_figure_is_taken_away_in_every_form(node, form):
    answer = Client().get(f"{SHARE}?format={form}", headers={"Accept-Language": "en"})

    assert answer.status_code == 200
    assert "attachment" in answer["Content-Disposition"]
    if form == "json":
        rows = json.loads(answer.content)["rows"]
        assert (rows[0]["relation"], rows[0]["value"]) == ("≥", "29.95%")


def test_what_is_kept_for_everybody_holds_nothing_of_whoever_asked_first(loaded, people, client_of):
    published(people, stock=4321)
    page(STOCK, client=client_of("statistician"))

    told = page(STOCK)

    assert "4,321" in plain(told)
    assert "Statistician" not in told
