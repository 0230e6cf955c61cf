from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.faces.numbers import people_figure, people_number, percent, points


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (734_390_000, "7.3439亿", "734.39 million"),
        (44_000_000, "4400万", "44 million"),
        (5_412_800, "541.28万", "5.4128 million"),
        (302_000, "30.2万", "302 thousand"),
        (9_758, "9758", "9,758"),
        (0, "0", "0"),
    ],
)
def test_units_follow_the_language(value, zh, en):
    assert (people_number(value, "zh"), people_number(value, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("relation", "zh", "en"),
    [
        (">", "超过123.45万", "more than 1.2345 million"),
        ("<=", "不超过123.46万", "at most 1.2346 million"),
        ("~", "约123.46万", "about 1.2346 million"),
        ("=", "123.46万", "1.2346 million"),
    ],
)
def test_floors_are_rounded_down_and_ceilings_up(relation, zh, en):
    assert (people_figure(1_234_555, relation, "zh"), people_figure(1_234_555, relation, "en")) == (zh, en)


def test_a_share_of_floors_is_at_least():
    share = Fraction(220_000_000, 734_390_000)

    assert (percent(share, ">", "zh"), percent(share, ">", "en")) == ("不低于29.95%", "at least 29.95%")


def test_an_exact_share_has_no_idle_zeros():
    assert percent(Fraction("0.352"), "=", "en") == "35.2%"


def test_a_gain_is_in_points():
    assert (points(Fraction("0.02"), "=", "zh"), points(Fraction("0.02"), "=", "en")) == (
        "2个百分点",
        "2 percentage points",
    )


@given(st.integers(0, 10**10))
def test_a_floor_in_words_never_claims_more(value):
    number, _, word = people_number(value, "en", relation=">").partition(" ")

    assert Fraction(number.replace(",", "")) * {"million": 10**6, "thousand": 10**3, "": 1}[word] <= value
