"""Skill levels as real files write them."""

import pytest

from baigong.core.codes.level import LEVELS, parse_level


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("5", "5"),
        ("c", "C"),
        ("０", "0"),
        ("五级", "5"),
        ("初级工", "5"),
        ("五级/初级工", "5"),
        ("初级工/五级", "5"),
        ("三级（高级工）", "3"),
        ("高级工(三级)", "3"),
        ("三 级", "3"),
        ("职业技能等级三级", "3"),
        ("国家职业资格三级", "3"),
        ("国家职业资格三级（高级工级）", "3"),
        ("高级（国家职业资格三级）", "3"),
        ("初级技能", "5"),
        ("中级技能", "4"),
        ("高级技能", "3"),
        ("3级", "3"),
        ("技师", "2"),
        ("二级/技师", "2"),
        ("高级技师", "1"),
        ("一级（高级技师）", "1"),
        ("特级技师", "S"),
        ("首席技师", "C"),
        ("学徒工", "A"),
        ("junior worker (level 5)", "5"),
        ("Senior Technician", "1"),
    ],
)
def test_a_level_is_read_however_it_is_written(text, code):
    assert parse_level(text) == code


@pytest.mark.parametrize("text", ["初级", "中级", "高级", "（高级）"])
def test_a_bare_word_may_be_a_title(text):
    assert parse_level(text).code == "level.ambiguous"


@pytest.mark.parametrize("text", ["三级/技师", "初级工（四级）", "level 2 senior worker"])
def test_two_levels_in_one_cell_contradict(text):
    assert parse_level(text).code == "level.contradictory"


@pytest.mark.parametrize("text", ["", "级", "六级", "副高级", "高级工程师", "工程师", "33", "11010519491231002X"])
def test_anything_else_is_no_level(text):
    assert parse_level(text).code == "level.unknown"


def test_every_title_reads_back_in_both_languages():
    titles = [(level.title[language], code) for code, level in LEVELS.items() for language in ("zh", "en")]

    assert [(title, parse_level(title)) for title, _ in titles] == titles


def test_the_ladder_runs_from_no_level_to_chief_technician():
    assert "".join(sorted(LEVELS, key=lambda code: LEVELS[code].rank)) == "0A54321SC"
    assert {code for code, level in LEVELS.items() if level.is_levelled} == set("54321SC")
    assert {code for code, level in LEVELS.items() if level.is_high_skilled} == set("321SC")
