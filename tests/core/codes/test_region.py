"""Regions with their history."""

from datetime import date

import pytest

from baigong.core.codes import tables
from baigong.core.codes.region import (
    Region,
    is_known_code,
    parent_of,
    places_now,
    province_of,
    provinces,
    region,
    region_name,
    region_now,
    same_or_within,
)


@pytest.mark.parametrize(
    ("written", "today", "what"),
    [
        ("330111", "330111", "富阳区 is valid"),
        ("330000", "330000", "so is a province"),
        ("441900", "441900", "and a city without counties"),
        ("659001", "659001", "and a city directly under its region"),
        ("330183", "330111", "富阳市 became a district"),
        ("330181", "330109", "萧山市 became a district"),
        ("330621", "330603", "绍兴县 became 柯桥区"),
        ("332501", "331102", "丽水市 became 莲都区"),
        ("332500", "331100", "丽水地区 became a city"),
        ("330104", "330102", "江干区 was merged into 上城区 in 2021"),
        ("330103", "330105", "下城区 was merged into 拱墅区 in 2021"),
        ("110103", "110101", "崇文区 was merged"),
        ("110104", "110102", "宣武区 was merged"),
        ("110223", "110112", "通县 became 通州区"),
        ("120107", "120116", "塘沽区 went into 滨海新区"),
        ("310103", "310101", "卢湾区 was merged"),
        ("310108", "310106", "闸北区 was merged"),
        ("310119", "310115", "南汇区 was merged"),
        ("310225", "310115", "南汇县 became 南汇区, which was merged"),
        ("440102", "440104", "东山区 was merged"),
        ("350204", "350203", "开元区 was merged"),
        ("512301", "500102", "涪陵市 left Sichuan with Chongqing"),
        ("512222", "500154", "开县 left Sichuan, and is 开州区"),
        ("510200", "500000", "重庆市 became a municipality"),
        ("442121", "460107", "琼山县 left Guangdong with Hainan, and is a district of 海口"),
        ("441100", "460200", "三亚市 left Guangdong with Hainan"),
        ("341402", "340181", "居巢区 became 巢湖市"),
        ("371202", "370116", "莱城区 became 莱芜区 of 济南"),
        ("610221", "610204", "耀县 became 耀州区"),
        ("652303", "650109", "米泉市 went into 米东区"),
        ("372122", "370614", "蓬莱县 is a district of 烟台"),
        ("449005", "445302", "云浮市 became 云城区, and 雷州 came in the same year"),
        ("332401", "330700", "金华市 became a city of districts, not the county beside it"),
        ("139001", "130682", "定州市 bore it last, 武安市 before"),
        ("342101", "341200", "the districts of 阜阳 share what was one city"),
        ("330101", "330100", "市辖区 is a heading of the city"),
        ("419000", "410000", "so is 省直辖县级行政区划 of the province"),
        ("130171", "130100", "a development zone lies in its city"),
    ],
)
def test_a_code_as_written_resolves_to_where_it_lies_today(written, today, what):
    assert region_now(written) == today, what


@pytest.mark.parametrize("code", ["999999", "339999", "", "33O101", "640103", "130103"])
def test_a_code_that_is_none_or_was_split_resolves_nowhere(code):
    assert region_now(code) is None


def test_what_resolves_nowhere_keeps_its_own_digits():
    assert places_now(["330183", "999999", "640103"]) == ["330111", "999999", "640103"]


def test_the_corps_keeps_its_codes():
    assert region_now("660100") == "660100"
    assert is_known_code("660100")
    assert region_name("66", "en") == "Xinjiang Production and Construction Corps"
    assert region_now("66A100") is None


def test_98_of_100_codes_ever_valid_resolve_today():
    ever = {code for code, *_ in tables.rows("regions")}
    resolved = [code for code in ever if region_now(code)]

    assert (len(ever), len(resolved)) == (7108, 6972)


def test_every_successor_is_valid_today():
    today = {code for code, _, _, last in tables.rows("regions") if not last}

    assert {successor for _, successor, _ in tables.rows("region_successors")} - today == set()


def test_what_the_sources_declare_is_what_is_here():
    declared = {name: (source.declared, source.actual) for name, source in tables.sources().items()}

    assert declared["regions_today"] == (3212, 3212)
    assert declared["region_editions"] == (82, 82)
    assert sum(not last for *_, last in tables.rows("regions")) == 3212


@pytest.mark.parametrize(
    ("code", "on", "known"),
    [
        ("330183", None, True),
        ("330183", date(2000, 1, 1), True),
        ("330183", date(2020, 1, 1), False),
        ("330111", date(2000, 1, 1), False),
        ("330111", date(2026, 1, 1), True),
        ("330113", date(2019, 1, 1), False),
        ("330113", date(2026, 1, 1), True),
        ("110101", date(1970, 1, 1), True),
        ("999999", None, False),
    ],
)
def test_a_code_is_known_in_its_editions(code, on, known):
    assert is_known_code(code, on) is known


# From 160 key counties of 2021: one of each province whose list could be read.
@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("150422", "巴林左旗"),
        ("150524", "库伦旗"),
        ("150723", "鄂伦春自治旗"),
        ("150922", "化德县"),
        ("500229", "城口县"),
    ],
)
def test_key_counties_are_known(code, name):
    assert (region_name(code, "zh"), is_known_code(code), region_now(code)) == (name, True, code)


def test_a_region_knows_its_level_and_what_it_lies_in():
    assert region("330111") == Region("330111", "富阳区", "county", "330100")
    assert region("330183") == Region("330183", "富阳市", "county", "330100")
    assert region("3301") == Region("330100", "杭州市", "prefecture", "330000")
    assert region("33") == Region("330000", "浙江省", "province", None)
    assert region("999999") is None


@pytest.mark.parametrize(("code", "parent"), [("110101", "110000"), ("419001", "410000"), ("659001", "650000")])
def test_what_stands_directly_under_its_province_has_it_as_parent(code, parent):
    assert parent_of(code) == parent


def test_there_are_31_provinces_the_corps_and_three_more():
    assert len(provinces()) == 35
    assert (provinces()["61"].en, provinces()["14"].en, provinces()["15"].en) == ("Shaanxi", "Shanxi", "Inner Mongolia")


def test_the_provinces_are_called_as_in_the_table():
    names = {code: text.zh for code, text in provinces().items() if code != "66"}

    assert names == {
        code[:2]: name for code, name, _, last in tables.rows("regions") if code[2:] == "0000" and not last
    }


def test_a_name_is_english_where_there_is_one():
    assert (region_name("330000", "en"), region_name("330111", "en"), region_name("99", "zh")) == (
        "Zhejiang",
        "富阳区",
        None,
    )


def test_a_province_is_its_first_two_digits():
    assert (province_of("330111"), province_of("660100"), province_of("990000")) == ("33", "66", None)


@pytest.mark.parametrize(
    ("code", "prefix", "within"),
    [
        ("330111", "33", True),
        ("330111", "330000", True),
        ("330111", "3301", True),
        ("330111", "330100", True),
        ("330111", "330111", True),
        ("330100", "330111", False),
        ("330111", "3302", False),
        ("440000", "44", True),
    ],
)
def test_a_prefix_holds_what_lies_in_it(code, prefix, within):
    assert same_or_within(code, prefix) is within
