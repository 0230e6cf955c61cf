from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from baigong.core.indicators.figure import Figure, as_floor, gain, is_chainable, quotient, rounded, together

RELATIONS = st.sampled_from(["=", "~", ">", ">=", "<", "<=", "?"])


def figure(value, relation="=", *, last=date(2025, 8, 31), definition="skilled", source="S1", **more):
    return Figure(Fraction(value), relation, last, definition, source, **more)


def test_a_floor_over_an_exact_value_is_a_floor_on_the_day_of_its_numerator():
    skilled = figure(220_000_000, ">", source="S88", published_on=date(2025, 9, 28))
    employed = figure(734_390_000, last=date(2024, 12, 31), definition="employed", source="S86")

    share = quotient(skilled, employed, definition="skilled_share")

    assert (share.value, share.relation, share.last) == (Fraction(22000, 73439), ">", date(2025, 8, 31))
    assert (share.source, share.published_on, share.parts) == ("S88;S86", date(2025, 9, 28), (skilled, employed))


def test_a_quotient_of_two_floors_is_undetermined():
    assert quotient(figure(72, ">"), figure(220, ">"), definition="share").relation == "?"


def test_an_exact_value_over_a_floor_is_a_ceiling():
    assert quotient(figure(58), figure(200, ">"), definition="share").relation == "<"


def test_a_ceiling_over_a_floor_is_a_ceiling():
    assert quotient(figure(58, "<="), figure(200, ">="), definition="share").relation == "<="


def test_a_gain_over_an_exact_base_keeps_the_relation_of_the_later_share():
    base, later = figure("0.31", last=date(2020, 12, 31)), figure("0.335", ">=")

    grown = gain(later, base, definition="share")

    assert (grown.value, grown.relation) == (Fraction("0.025"), ">=")


def test_a_gain_over_a_floor_is_a_ceiling():
    assert gain(figure("0.335"), figure("0.31", ">"), definition="share").relation == "<"


def test_a_part_that_is_exact_is_a_floor_of_the_whole():
    assert [as_floor(figure(1, relation)).relation for relation in ("=", ">", "~")] == [">=", ">", "~"]


def test_nothing_is_chained_over_a_definition_a_break_or_a_border():
    one = figure(1, series="before", region="44")

    others = [
        figure(1, series="before", region="44"),
        figure(1, series="after", region="44"),
        figure(1, series="before", region="33"),
        figure(1, series="before", region="44", definition="skilled_certificate_based"),
    ]

    assert [is_chainable(one, other) for other in others] == [True, False, False, False]


def test_where_a_publication_has_no_date_a_figure_is_seen_from_its_own():
    assert figure(1).seen_on == date(2025, 8, 31)


@given(RELATIONS, RELATIONS)
def test_two_bounds_make_the_same_bound_in_either_order(one, other):
    assert together(one, other) == together(other, one)


@given(RELATIONS)
def test_an_exact_value_changes_no_relation(relation):
    assert together(relation, "=") == relation


@given(st.fractions(min_value=-5, max_value=5), st.integers(0, 6))
def test_a_rounded_floor_is_never_above_and_a_rounded_ceiling_never_below(value, places):
    down, up = rounded(value, ">", places=places), rounded(value, "<=", places=places)

    assert Fraction(down) <= value <= Fraction(up)
    assert up - down in (Decimal(0), Decimal(1).scaleb(-places))
    assert rounded(value, "=", places=places) in (down, up)
