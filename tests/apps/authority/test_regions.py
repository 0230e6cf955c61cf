"""Regions as they are read: a dated tree."""

from baigong.apps.authority.regions import region, regions
from baigong.core.scope import NOTHING


def test_the_nation_has_its_provinces_and_the_corps():
    told = regions(NOTHING)

    assert (len(told), told[0].name.en) == (35, "Beijing")
    assert [one.name.zh for one in told if one.code == "660000"] == ["新疆生产建设兵团"]


def test_a_province_has_its_prefectures_and_these_their_counties():
    assert [one.code for one in regions(NOTHING, "330000")][:2] == ["330100", "330200"]
    assert {one.parent for one in regions(NOTHING, "330100")} == {"330100"}


def test_municipalities_have_their_districts_directly():
    assert regions(NOTHING, "110000")[0].name.zh == "东城区"


def test_a_code_of_before_leads_to_where_it_lies_today():
    told = region(NOTHING, "330183")

    assert (told.name.zh, told.now, [(n.name, n.last) for n in told.names]) == (
        "富阳市",
        "330111",
        [("富阳市", "201410")],
    )


def test_what_never_was_a_region_is_none():
    assert [region(NOTHING, code) for code in ("999999", "00", "x", "")] == [None] * 4
