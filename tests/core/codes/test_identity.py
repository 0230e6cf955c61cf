"""Numbers of identity documents."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.core.codes.identity import (
    birth_day,
    check_digit,
    identity_fault,
    is_key,
    masked,
    normal_identity,
    sex,
)


# The worked examples of GB 11643-1999.
@pytest.mark.parametrize("number", ["11010519491231002X", "440524188001010014"])
def test_the_examples_of_the_standard_are_sound(number):
    assert identity_fault(number) is None


def test_a_number_says_birth_and_sex():
    assert (birth_day("11010519491231002X"), sex("11010519491231002X")) == (date(1949, 12, 31), "F")
    assert (birth_day("440524188001010014"), sex("440524188001010014")) == (date(1880, 1, 1), "M")


def test_a_small_x_is_a_large_one():
    assert identity_fault(normal_identity("11010519491231002x")) is None


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("", "identity.form"),
        ("110105491231002", "identity.form"),
        ("1101051949123100201", "identity.form"),
        ("1101051949123100AX", "identity.form"),
        ("11010519490230002X", "identity.birth_date"),
        ("110105194913310020", "identity.birth_date"),
        ("110105104912310021", "identity.birth_date"),
        ("110105194912310021", "identity.check_digit"),
        ("110105194912310029", "identity.check_digit"),
    ],
)
def test_a_wrong_resident_number_is_told_what_is_wrong(number, code):
    assert identity_fault(number).code == code


def test_digits_of_other_scripts_are_no_digits():
    assert identity_fault("٤٤٠٥٢٤١٨٨٠٠١٠١٠٠١٤").code == "identity.form"


def test_a_fault_never_repeats_the_number():
    fault = identity_fault("AB", "passport")

    assert "AB" not in fault.sentence % fault.facts


def test_hmt_permits_follow_the_same_standard():
    body = "81000019800101123"

    assert identity_fault(body + check_digit(body), "hmt") is None
    assert identity_fault(body + "A", "hmt").code == "identity.form"
    assert sex(body + check_digit(body), "hmt") == "M"


@pytest.mark.parametrize(
    ("document", "number"),
    [
        ("passport", "E12345678"),
        ("passport", "PE1234567"),
        ("travel_permit", "H12345678"),
        ("travel_permit", "H1234567890"),
        ("travel_permit", "12345678"),
        ("foreign_pr", "USA310082123456"),
        ("foreign_pr", "931231198001010019"),
        ("military", "军字第1234567号"),
    ],
)
def test_other_documents_are_checked_by_form_only(document, number):
    assert identity_fault(number, document) is None
    assert (birth_day(number, document), sex(number, document)) == (None, None)


@pytest.mark.parametrize(
    ("document", "number"),
    [("passport", "无"), ("passport", "-"), ("travel_permit", "12"), ("foreign_pr", "X"), ("military", "无")],
)
def test_empty_nonsense_is_no_document(document, number):
    assert identity_fault(number, document).code == "identity.document_form"


def test_an_unsound_number_says_nothing():
    assert (birth_day("110105194912310021"), sex("110105194912310021")) == (None, None)


def test_a_masked_number_keeps_its_length_and_hides_the_birth():
    assert masked("11010519491231002X") == "110***********002X"
    assert masked("E12345678") == "E******78"
    assert masked("E12") == "***"


def test_a_key_is_32_small_hexadecimal_digits():
    assert is_key("0123456789abcdef0123456789abcdef")
    assert not is_key("0123456789ABCDEF0123456789ABCDEF")
    assert not is_key("11010519491231002X")


@given(st.text("0123456789", min_size=17, max_size=17), st.integers(0, 16), st.integers(1, 9))
def test_the_check_digit_finds_every_single_slip(body, place, shift):
    slipped = body[:place] + str((int(body[place]) + shift) % 10) + body[place + 1 :]

    assert check_digit(slipped) != check_digit(body)
