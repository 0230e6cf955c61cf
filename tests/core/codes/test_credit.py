"""Unified social credit codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc

from baigong.core.codes.credit import ALPHABET, check_character, credit_fault, normal_credit_code


# The example of python-stdnum's documentation, and the published codes of Huawei and of Tencent.
@pytest.mark.parametrize("code", ["91110000600037341L", "914403001922038216", "9144030071526726XG"])
def test_published_codes_are_sound(code):
    assert credit_fault(code) is None


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", "credit_code.form"),
        ("91110000600037341", "credit_code.form"),
        ("91110000600037341LL", "credit_code.form"),
        ("9111000060003734IL", "credit_code.form"),
        ("91110000600037341l", "credit_code.form"),
        ("91110000600037342L", "credit_code.check_digit"),
    ],
)
def test_a_wrong_code_is_told_what_is_wrong(code, fault):
    assert credit_fault(code).code == fault


def test_small_letters_are_made_capital():
    assert normal_credit_code("91110000600037341l") == "91110000600037341L"


@given(st.text(ALPHABET, min_size=17, max_size=17))
def test_the_check_character_is_that_of_another_implementation(body):
    assert check_character(body) == uscc.calc_check_digit(body)
