"""Occupations of the national classification."""

from datetime import date

import pytest

from baigong.core.codes import tables
from baigong.core.codes.occupation import (
    edition_on,
    is_known_occupation,
    normal_occupation,
    occupation,
    occupations_named,
)

DAY = date(2024, 5, 1)


def test_an_occupation_has_a_name_and_its_groups():
    found = occupation("6-18-04-01")

    assert (found.name, found.kind, found.edition) == ("模具工", "occupation", "2022")
    assert found.parents == ("6-00-00-00", "6-18-00-00", "6-18-04-00")


def test_an_occupation_that_stands_for_its_group_has_the_groups_above():
    assert occupation("6-12-02-00").parents == ("6-00-00-00", "6-12-00-00")


def test_a_minor_group_that_the_source_leaves_out_is_no_parent():
    assert occupation("1-06-01-01").parents == ("1-00-00-00", "1-06-00-00")


def test_marks_are_no_part_of_the_name():
    assert (occupation("6-14-01-02").name, occupation("6-14-01-02").is_green) == ("轮胎翻修工", True)


@pytest.mark.parametrize(
    ("code", "known"), [("6-18-04-01", True), ("6-18-04-00", False), ("2-03-01-00", True), ("6-99-99-99", False)]
)
def test_only_occupations_are_known_as_such(code, known):
    assert is_known_occupation(code) is known


@pytest.mark.parametrize("name", ["模具工", " 模具 工", "模具工（）", "[模具工]"])
def test_a_name_is_matched_spaces_and_brackets_aside(name):
    assert [found.code for found in occupations_named(name, DAY)] == ["6-18-04-01"]


@pytest.mark.parametrize("name", ["模具", "注塑工", "工装工具制造加工人员", ""])
def test_no_other_name_is_matched(name):
    assert occupations_named(name, DAY) == []


def test_a_name_borne_twice_gives_both():
    assert [found.code for found in occupations_named("甘油制造工", DAY)] == ["6-11-08-25", "6-11-08-26"]


def test_a_day_before_all_editions_reads_the_earliest_later_one():
    assert edition_on(date(2019, 1, 1)).name == "2022"
    assert [found.code for found in occupations_named("修鞋工", date(2019, 1, 1))] == ["4-12-04-02"]


@pytest.mark.parametrize(
    "written",
    ["6-18-04-01", "6—18—04—01", "６－１８－０４－０１", "6–18–04–01", "6180401", "6 - 18 - 04 - 01", "6.18.04.01"],
)
def test_a_code_is_read_whatever_stands_between(written):
    assert normal_occupation(written) == "6-18-04-01"


@pytest.mark.parametrize("written", ["模具工", "X2-10-05-01", "6-18-04", "9-18-04-01", ""])
def test_what_is_no_code_stays_as_it_is(written):
    assert normal_occupation(written) == written


def test_declared_and_actual_counts_stand_apart():
    source = tables.sources()["occupations_2022"]
    kinds = [kind for _, kind, _, _ in tables.rows("occupations_2022")]

    assert (source.declared, source.actual) == (1639, 1632)
    assert [kinds.count(kind) for kind in ("major", "middle", "minor", "occupation")] == [8, 72, 335, 1632]


def test_each_code_stands_once():
    codes = [code for code, *_ in tables.rows("occupations_2022")]

    assert len(codes) == len(set(codes))
