"""The scoreboard says of every target what judging says of it, for everybody, in both languages, on any day."""

import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.test import Client

from apps.progress.making import cell, kept, officer, settled_observation, settled_publication
from apps.progress.test_publishing import out
from baigong.apps.authority.roles import Role
from baigong.apps.progress.counting import PROOF, WHOLE
from baigong.core.indicators.judging import judge
from baigong.faces.judgements import sentence
from baigong.faces.web.known.asked import Asked, NoSuchDay, asked_of
from baigong.faces.web.known.standing import days_out, figures_out, settled, standings, told_here, vintage
from baigong.faces.web.score.page import SHARE_FIRST, wanted_of
from baigong.faces.web.score.provinces import provinces
from baigong.faces.web.score.rows import Telling, rows_of
from baigong.ground.plan import load_plan

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = date(2026, 11, 26)
DAYS = (date(2021, 12, 31), date(2024, 12, 31), date(2025, 10, 31), TODAY)


@pytest.fixture
def people(cast):
    return tuple(officer(f"{role}00", role, "00") for role in (Role.STATISTICIAN, Role.REVIEWER, Role.APPROVER))


def page(language: str = "en", client: Client | None = None, **asked: str) -> str:
    answer = (client or Client()).get("/", asked, headers={"Accept-Language": language})
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def telling(on: date = TODAY, known: date = TODAY) -> Telling:
    asked = Asked(on, known, TODAY)
    return Telling(load_plan(), "en", asked, vintage(asked, told_here()))


def published(people, *, events: int = 12, stock: int = 8):
    """A reading of the nation that is out: half of the stock in Zhejiang is high-skilled."""
    share = {"stock": stock, "stock_high": stock // 2}
    cells = [cell(grain=WHOLE, events=events, holders=events, **share), cell("33", events=events, **share)]
    proof = [cell(step, grain=PROOF, events=count, stock=count) for step, count in (("filed", 4), ("result", 8))]
    quarters = [cell(f"2025Q{number}", grain="quarter", events=number, stock=number) for number in (1, 2, 3)]
    return out(people, settled_publication(kept([*cells, *proof, *quarters], on=date(2025, 9, 30))))


@pytest.mark.parametrize("day", DAYS)
def test_every_target_stands_as_it_is_judged_on_that_day(node, day: date):
    plan = load_plan()

    shown = {
        (row.target, one.region): (one.status, one.why)
        for row in rows_of(standings(day, day, told_here()), telling(day, day))
        for one in (row.members or [row.judged])
    }

    judged = [
        judge(one, plan.figures, region=region, on=day) for one in plan.targets for region in plan.judged_regions(one)
    ]
    assert shown == {(one.target.target, one.region): (one.status, sentence(one, plan, "en")) for one in judged}


def test_what_was_published_after_the_day_it_is_known_on_is_not_used(node):
    on, known = date(2025, 12, 31), date(2025, 6, 30)

    (standing,) = (one for one in standings(on, known, told_here()) if one.target.target == "certificates_new")

    assert standing.judgements[0].published is None or standing.judgements[0].published.seen_on <= known


def test_goals_of_people_that_are_not_shown_come_first_and_what_is_not_judged_last(node):
    rows = rows_of(standings(TODAY, TODAY, told_here()), telling())

    assert (rows[0].target, rows[0].status, rows[-1].status) == ("new_skilled", "not_shown", None)


def test_a_group_is_summed_up_by_how_its_provinces_stand(node):
    rows = rows_of(standings(TODAY, TODAY, told_here()), telling())

    (east,) = (row for row in rows if row.target == "high_share_east")
    assert (east.reached, len(east.members), east.status) == (1, 10, "not_shown")
    assert dict(east.counts) == {"met": 1, "not_shown": 2, "no_data": 7}
    assert east.judged.why == "Shown to reach the goal: 1 of 10 provinces (Zhejiang)."


def test_the_first_sentence_says_how_many_are_shown_to_be_reached(node):
    rows = [row for row in rows_of(standings(TODAY, TODAY, told_here()), telling()) if row.status]
    national = [row for row in rows if row.members or row.judged.region == "00"]

    met = sum(row.status == "met" for row in national)
    assert f"Shown to be reached: {met} of {len(national)} goals." in page()


@pytest.mark.parametrize(
    ("language", "says"), [("zh-hans", "哪些目标能证明已经达到"), ("en", "Which goals are shown to be reached")]
)
def test_it_speaks_the_readers_language(node, language: str, says: str):
    assert f"<h1>{says}</h1>" in page(language)


def test_no_english_is_left_on_the_chinese_page(node, people):
    published(people)

    body = page("zh-hans").split('<div class="head">')[1].split('<section class="printed-only')[0]

    words = re.sub(r"<script.*?</script>|<[^>]*>", " ", body, flags=re.DOTALL)
    assert set(re.findall(r"[A-Za-z]{4,}", words)) == {"SDMX", "XLSX", "JSON"}


def test_computed_figures_stand_beside_the_published_ones_with_their_badges(node, people):
    assert "no reading is out" in page()

    published(people)

    shown = page()
    assert "The computed row is reading 1 of the records of the nation." in shown
    assert "no reading is out" not in shown
    (zhejiang,) = (
        row for row in provinces(standings(TODAY, TODAY, told_here()), telling(), told_here()) if row.region == "33"
    )
    assert (str(zhejiang.computed_shown), str(zhejiang.share_shown)) == ("50.0%", "35.2%")


def test_a_reading_is_not_shown_as_known_on_a_day_before_it_was_published(node, people):
    publication = published(people)
    day = publication.published_at.date() - timedelta(days=1)

    assert vintage(Asked(TODAY, day, TODAY), told_here()) is None
    assert vintage(Asked(TODAY, TODAY, TODAY), told_here()).told.number == 1


def test_the_evidence_says_how_many_of_the_records_can_be_proved(node, people):
    published(people)

    shown = page()

    assert 'class="filed" x="0.0" y=".5" width="33.33"' in shown


def test_quarters_stand_in_a_table_whether_a_chart_is_drawn_or_not(node, people):
    published(people)

    shown = page()

    assert re.search(r'<details id="trend-table" open>', shown)
    assert all(f'<th scope="row">2025Q{number}' in shown for number in (1, 2, 3))


def test_the_day_before_is_one_on_which_something_was_published(node, people):
    publication = published(people)
    days = days_out(Asked(TODAY, TODAY, TODAY), told_here())

    assert publication.published_at.date() in days
    assert date(2025, 12, 31) not in days or any(one.seen_on == date(2025, 12, 31) for one in load_plan().figures)
    assert f"known={[day for day in days if day < date(2025, 10, 31)][-1]}" in page(known="2025-10-31")


def test_a_figure_on_record_changes_what_is_shown_at_once(node):
    before = page(known="2025-10-31")

    settled_observation(
        region="00", indicator="technician_high_trained", definition="technician_high_trained", unit="persons",
        period="2021-01-01/2025-08-31", value=2_500_000.0, relation="=", published_on=date(2025, 10, 1), line=77,
    )  # fmt: skip

    assert page(known="2025-10-31") != before


def test_what_changed_since_the_day_before_tells_figures_and_statuses(node):
    day = next(one.seen_on for one in load_plan().figures if one.definition == "certificates_identification")

    shown = page(known=str(day), on="2025-12-31", compare="1")

    table = shown.split('id="changes"')[1].split("</table>")[0]
    assert "Certificates newly obtained" in table
    assert "More than" not in table and ">44" in re.sub(r"<[^>]*>", "", table).replace(" ", "")


def test_provinces_are_filtered_and_all_are_shown_on_demand(node):
    east, everybody = page(group="east"), page(all="1")

    rows = re.findall(r'<tr id="p(\d\d)"', east)
    assert set(rows) == {code for code, one in load_plan().regions.items() if one.group == "east"}
    assert len(re.findall(r'<tr id="p\d\d"', everybody)) == 32


def test_goals_that_provinces_set_for_themselves_are_shown_on_demand(node):
    own = [one.target for one in load_plan().targets if one.scope not in ("00", "east", "central_west")]

    assert [name for name in own if f'id="{name}"' in page()] == []
    assert [name for name in own if f'id="{name}"' not in page(own="1")] == []


def test_parts_are_kept_only_as_long_as_nothing_else_is_known(node):
    days = [date(2025, 8, 1) + timedelta(days=number) for number in range(150)]

    for day in days:
        settled_day = settled(Asked(day, day, TODAY), told_here())
        assert figures_at(settled_day) == figures_at(Asked(day, day, TODAY))


def figures_at(asked: Asked) -> set[object]:
    found = (figure for figures in figures_out(told_here()).values() for figure in figures)
    return {one for one in found if one.seen_on <= asked.known and one.last <= asked.on}


def test_whatever_an_address_names_that_is_not_there_is_passed_over():
    wanted = wanted_of({"sort": "x", "group": "north", "status": "x"}, Asked(TODAY, TODAY, TODAY), "en", "")

    assert (wanted.sort, wanted.group, wanted.status) == (SHARE_FIRST, "", "")


@pytest.mark.parametrize("written", ["2999-01-01", "yesterday", "2025-13-01"])
def test_a_day_that_is_none_is_refused(written: str):
    with pytest.raises(NoSuchDay):
        asked_of({"known": written}, today=TODAY)


def test_one_day_that_is_named_is_both():
    named = asked_of({"known": "2025-10-31"}, today=TODAY)

    assert (named.on, named.known, named.query) == (date(2025, 10, 31), date(2025, 10, 31), "known=2025-10-31")


def test_who_is_signed_in_sees_the_same_targets(node, client_of):
    def targets(shown: str) -> str:
        return shown.split("goals-panel")[1].split("</section>")[0]

    assert targets(page(client=client_of("wang"))) == targets(page())


def test_the_page_names_its_feed_and_its_files(node):
    shown = page()

    assert '<link rel="alternate" type="application/atom+xml" href="/data/feed.atom"' in shown
    assert 'href="/data/targets.sdmx.csv"' in shown


def test_printed_figures_have_their_sources_and_addresses_at_the_end(node):
    shown = page(known="2025-10-31")

    printed = shown.split('class="printed-only sources"')[1]
    goals = re.sub(
        r'<tr class="members">.*?</details></td></tr>', "", shown.split('class="own-link"')[0], flags=re.DOTALL
    )
    numbered = re.findall(r'<a href="(/figures/[^"]*)" class="figure', goals)
    assert re.findall(r"http://testserver(/figures/[^<]*)", printed) == numbered != []


def test_the_measure_whose_name_is_unknown_is_told_of(node):
    assert "The name of measure 20 could not be verified and is left blank." in page()
