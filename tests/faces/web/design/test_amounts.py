"""A figure is set with its sign and unit, in the reader's language, and a floor is never rounded up."""

from fractions import Fraction

from baigong.faces.web.design.amounts import Amount, amount, count
from skillschina import PLAN


def test_a_floor_keeps_its_sign_and_its_unit():
    assert amount(Fraction(220_000_000), ">", unit="persons", plan=PLAN, language="zh") == Amount(">", "2.2", "亿人")
    assert amount(Fraction(220_000_000), ">", unit="persons", plan=PLAN, language="en") == Amount(
        ">", "220", " million people"
    )


def test_a_ratio_of_bounds_is_rounded_down_and_claims_no_strictness():
    share = Fraction(220_000_000, 734_390_000)
    assert amount(share, ">", unit="ratio", plan=PLAN, language="zh") == Amount("≥", "29.95", "%")


def test_a_quotient_of_two_floors_is_about():
    found = amount(Fraction(327, 1000), "?", unit="ratio", plan=PLAN, language="en")
    assert (found, found.is_approximate) == (Amount("about ", "32.7", "%"), True)


def test_a_difference_of_shares_is_told_in_points():
    assert str(amount(Fraction(21, 1000), "=", unit="points", plan=PLAN, language="zh")) == "2.1个百分点"
    assert str(amount(Fraction(21, 1000), "=", unit="points", plan=PLAN, language="en")) == "2.1 points"


def test_a_count_of_records_is_told_to_the_last_digit():
    assert str(count(1234567, "en")) == "1,234,567"
