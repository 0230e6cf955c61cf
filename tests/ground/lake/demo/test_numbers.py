"""Numbers made by the million satisfy the same checks as numbers read one by one."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from baigong.core.codes.credit import credit_fault
from baigong.core.codes.identity import birth_day, identity_fault, sex
from baigong.ground.lake.demo.numbers import SEQUENCES, credit_codes, identity_numbers
from baigong.ground.lake.demo.texts import column, digits, letters

BIRTHS = st.integers(int(np.datetime64("1930-01-01").astype(int)), int(np.datetime64("2012-12-31").astype(int)))


@settings(max_examples=60, deadline=None)
@given(born=BIRTHS, sequence=st.integers(0, SEQUENCES - 1), is_male=st.booleans())
def test_identity_numbers_are_sound_and_say_their_birth_and_sex(born, sequence, is_male):
    matrix = identity_numbers(letters(["330102"]), np.array([born]), np.array([sequence]), np.array([is_male]))

    [number] = column(matrix).to_pylist()

    assert identity_fault(number) is None
    assert birth_day(number) == np.datetime64(born, "D").astype(object)
    assert sex(number) == ("M" if is_male else "F")


@settings(max_examples=60, deadline=None)
@given(serials=st.lists(st.integers(0, 99_999_999), min_size=1, max_size=20, unique=True))
def test_credit_codes_are_sound_and_differ_where_serials_do(serials):
    count = len(serials)

    codes = column(credit_codes(letters(["91"] * count), letters(["330102"] * count), np.array(serials))).to_pylist()

    assert [credit_fault(code) for code in codes] == [None] * count
    assert len(set(codes)) == count


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 999_999), min_size=1, max_size=20))
def test_digits_are_the_numbers_with_leading_noughts(values):
    written = column(digits(np.array(values), 6)).to_pylist()

    assert written == [f"{value:06}" for value in values]
