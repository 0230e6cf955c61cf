from collections import Counter
from dataclasses import replace
from fractions import Fraction

import pytest

from baigong.core.text import Text
from skillschina import PLAN

# The rows of the plan's list of targets.
TARGETS = [
    "new_skilled",
    "skilled_share",
    "high_share_east",
    "high_share_gain",
    "high_share_2022",
    "skilled_share_2022",
    "subsidised_training",
    "subsidised_training_migrants",
    "certificates_new",
    "certificates_new_high",
    "public_training_bases",
    "technical_enrolment",
    "technical_high_trained",
    "technical_training",
    "quality_colleges",
    "quality_majors",
    "technical_alliances",
    "worldskills_bases",
    "high_skill_bases",
    "master_studios",
    "apprentices_2019_2021",
    "training_2025_2027",
    "training_2026",
    "henan_training",
    "henan_certificates",
    "henan_skilled",
    "henan_holders",
    "zhejiang_skilled",
    "zhejiang_high_share",
    "sichuan_new_skilled",
    "sichuan_skilled_share",
    "sichuan_high_share",
    "chongqing_skilled",
    "chongqing_high",
    "chongqing_high_share",
    "yunnan_skilled",
    "yunnan_high",
]
CUMULATIVE = [
    "new_skilled",
    "subsidised_training",
    "subsidised_training_migrants",
    "certificates_new",
    "certificates_new_high",
    "public_training_bases",
    "technical_high_trained",
    "technical_training",
    "apprentices_2019_2021",
    "training_2025_2027",
    "training_2026",
    "henan_training",
    "henan_certificates",
    "sichuan_new_skilled",
]


def target(name):
    return next(one for one in PLAN.targets if one.target == name)


def test_every_target_is_there_in_order():
    assert [one.target for one in PLAN.targets] == TARGETS


def test_what_is_new_trained_obtained_or_counted_in_person_times_is_cumulative():
    assert [one.target for one in PLAN.targets if one.is_cumulative] == CUMULATIVE


def test_the_goal_without_a_source_is_kept_and_marked():
    assert [one.target for one in PLAN.targets if not one.is_verified] == ["worldskills_bases"]
    assert target("worldskills_bases").goal == 400


def test_every_target_is_counted_by_a_known_definition_from_a_known_document():
    for one in PLAN.targets:
        ratio = (one.ratio.numerator, one.ratio.denominator) if one.ratio else ()
        named = {one.definition, *one.part_definitions, *one.related, *ratio}

        assert (one.target, named - set(PLAN.definitions)) == (one.target, set())
        assert one.document in PLAN.documents
        assert set(one.source.split(";")) <= set(PLAN.sources)


def test_a_range_counts_by_its_lower_end():
    gain = target("high_share_gain")

    assert (gain.goal, gain.goal_to) == (Fraction(2, 100), Fraction(3, 100))


@pytest.mark.parametrize(
    ("name", "years"),
    [
        ("skilled_share", (2021, 2025)),
        ("henan_training", (2021, 2025)),
        ("master_studios", (2022, 2025)),
        ("apprentices_2019_2021", (2019, 2021)),
        ("training_2025_2027", (2025, 2027)),
        ("training_2026", (2026, 2026)),
    ],
)
def test_a_target_belongs_to_the_years_of_its_own_plan(name, years):
    span = target(name).span

    assert (span.first.year, span.last.year) == years


def test_twenty_measures_the_last_of_them_without_a_name():
    assert [one.number for one in PLAN.measures] == list(range(1, 21))
    assert [one.number for one in PLAN.measures if one.name is None] == [20]


def test_four_actions_stand_beside_the_policy_heading():
    assert [(one.action, one.is_action) for one in PLAN.actions] == [
        ("A", False),
        ("B", True),
        ("C", True),
        ("D", True),
        ("E", True),
    ]
    assert Counter(one.action for one in PLAN.measures) == {"A": 4, "B": 4, "C": 4, "D": 4, "E": 4}


def test_measures_name_targets_of_the_plan():
    assert {name for one in PLAN.measures for name in one.targets} - set(TARGETS) == set()


def test_nine_agreements_are_those_of_the_article():
    named = [one.party.zh for one in PLAN.agreements if one.is_named_by_plan]

    assert named == ["河北", "山西", "吉林", "安徽", "河南", "湖北", "云南", "西藏", "新疆"]
    assert [one.party.en for one in PLAN.agreements if not one.is_named_by_plan] == ["Hebei", "Shandong", "Luohe"]


def test_eight_levels_from_low_to_high():
    assert list(PLAN.levels) == ["A", "5", "4", "3", "2", "1", "S", "C"]


def test_ten_eastern_six_central_twelve_western_and_three_north_eastern_provinces():
    assert Counter(one.group for one in PLAN.regions.values() if one.group) == {
        "east": 10,
        "central": 6,
        "west": 12,
        "northeast": 3,
    }


def test_the_north_east_is_judged_nowhere_until_it_is_decided():
    assert [one.region for one in PLAN.undecided_regions] == ["21", "22", "23"]
    assert len(PLAN.judged_regions(target("high_share_east"))) == 10
    assert len(PLAN.judged_regions(target("high_share_gain"))) == 18


@pytest.mark.parametrize(("decided", "east", "rest"), [("east", 13, 18), ("central_west", 10, 21)])
def test_once_decided_the_north_east_is_judged_with_its_group(decided, east, rest):
    plan = replace(PLAN, settings=replace(PLAN.settings, northeast=decided))

    assert len(plan.judged_regions(target("high_share_east"))) == east
    assert len(plan.judged_regions(target("high_share_gain"))) == rest
    assert plan.undecided_regions == ()


def test_what_no_text_of_the_law_says_is_marked():
    assert (PLAN.settings.pass_mark, PLAN.settings.pass_mark_is_verified) == (60, False)
    assert PLAN.settings.apprentice_worker_is_skilled is False


def test_the_statutory_ages_end_at_63_58_and_55():
    ages = [(one.sex, one.months // 12, one.months_in_the_end // 12) for one in PLAN.settings.retirement_ages]

    assert ages == [("M", 60, 63), ("F", 55, 58), ("F", 50, 55)]


def test_every_text_is_complete_in_both_languages():
    texts = [one for definition in PLAN.definitions.values() for one in [definition.text]]
    texts += [text for one in PLAN.targets for text in (one.name, one.clause)]
    texts += [text for one in PLAN.agreements for text in (one.party, one.name, one.signed)]
    texts += [*PLAN.documents.values(), *PLAN.levels.values(), *(one.name for one in PLAN.regions.values())]

    assert [text for text in texts if not isinstance(text, Text) or not text.zh or not text.en] == []
