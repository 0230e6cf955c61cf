"""Certificate numbers."""

from datetime import date

import pytest

from baigong.core.codes.certificate import (
    NumberForm,
    body_number,
    certificate_number_fault,
    channel_of,
    form_of,
    normal_certificate_number,
    parts,
)

# The published pattern Y 0001 23 XXXXXX 19 5 000001.
PUBLISHED = "Y000123000007195000001"


def fault(number=PUBLISHED, *, channel="identification", level="5", region="230103", issued_on=date(2019, 7, 1)):
    found = certificate_number_fault(number, channel=channel, level=level, region=region, issued_on=issued_on)
    return found.code if found else None


@pytest.mark.parametrize(
    ("number", "form", "channel"),
    [
        (PUBLISHED, NumberForm.LEVEL, "identification"),
        ("S000033000001241000123", NumberForm.LEVEL, "identification"),
        ("Y00012300000719T000001", NumberForm.POST, "identification"),
        ("YT00012300000719000001", NumberForm.POST, "identification"),
        ("1933010112345678", NumberForm.QUALIFICATION, "qualification"),
        ("193301011234567", NumberForm.OTHER, None),
        ("Y000123000007190000001", NumberForm.OTHER, None),
        ("X000123000007195000001", NumberForm.OTHER, None),
        ("浙能2021-001", NumberForm.OTHER, None),
    ],
)
def test_a_number_tells_its_form_and_channel(number, form, channel):
    assert (form_of(number), channel_of(number)) == (form, channel)


def test_the_parts_of_a_skill_level_number():
    found = parts(PUBLISHED)

    assert (found.body_type, found.ministry_code, found.province, found.body_serial) == ("Y", "0001", "23", "000007")
    assert (found.year, found.level, found.serial) == ("19", "5", "000001")
    assert body_number(PUBLISHED) == "Y000123000007"


def test_the_parts_of_a_qualification_number():
    found = parts("1033010001312345")

    assert (found.year, found.issuer, found.prefecture, found.body_type) == ("10", "33", "01", "0")
    assert (found.body_serial, found.level, found.serial) == ("001", "3", "12345")
    assert found.body_number is None


def test_parts_that_are_not_published_are_not_made_up():
    assert parts("YT00012300000719000001") is None
    assert body_number("1033010001312345") is None


def test_a_number_that_agrees_with_its_row_is_sound():
    assert fault() is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": "Y000123000007195"}, "certificate_number.form"),
        ({"number": PUBLISHED.lower()}, "certificate_number.form"),
        ({"number": "YT00012300000719000001"}, "certificate_number.form"),
        ({"region": "330103"}, "certificate_number.province_mismatch"),
        ({"region": "660100"}, "certificate_number.province_mismatch"),
        ({"issued_on": date(2020, 1, 1)}, "certificate_number.year_mismatch"),
        ({"level": "4"}, "certificate_number.level_mismatch"),
    ],
)
def test_a_number_that_contradicts_its_row_is_told_where(changes, code):
    assert fault(**changes) == code


@pytest.mark.parametrize("changes", [{"region": None}, {"issued_on": None}])
def test_an_empty_cell_is_not_compared(changes):
    assert fault(**changes) is None


@pytest.mark.parametrize("changes", [{"level": "S"}, {"level": "C"}, {"channel": "qualification"}, {"channel": None}])
def test_only_levels_of_identification_are_held_to_the_form(changes):
    assert fault("anything at all", **changes) is None


@pytest.mark.parametrize("region", ["650100", "659001", "660100"])
def test_the_corps_goes_with_xinjiang_and_with_itself(region):
    assert fault("Y000166000007195000001", region=region) is None


def test_a_fault_is_one_object_for_all_rows_that_share_it():
    cells = {"channel": "identification", "level": "4", "region": "230103", "issued_on": date(2019, 7, 1)}

    assert certificate_number_fault(PUBLISHED, **cells) is certificate_number_fault(PUBLISHED, **cells)


def test_letters_are_made_capital():
    assert normal_certificate_number("y000123000007195000001") == PUBLISHED
