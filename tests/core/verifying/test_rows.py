"""A row of a list says whose certificate it is; the certificate says so too, or the row is wrong."""

import pytest

from baigong.core.verifying.rows import held_against
from baigong.core.verifying.verifying import answered
from ground.trust.packing import AT, LAN, printed, wallet


@pytest.fixture
def answer(world):
    world.grow(LAN)
    return answered(printed(LAN), world.trust(), AT, None)


def row_check(answer):
    return answer.checks[7].name, answer.checks[7].holds


@pytest.mark.parametrize(
    "row",
    [
        {"name": "蓝小兰", "number": LAN.number, "document": "330106199001011234"},
        {"name": " 蓝　小兰 ", "number": LAN.number.lower()},
        {"number": "Ｓ000133010001263000017"},
    ],
)
def test_a_row_that_says_the_same_changes_nothing(answer, row):
    held = held_against(answer, row)

    assert (held.verdict, row_check(held)) == ("valid", ("row", True))
    assert held.checks[:7] == answer.checks


@pytest.mark.parametrize(
    "row",
    [
        {"name": "王五"},
        {"name": "蓝小兰", "number": "S000133010001263000018"},
        {"document": "330106199001011235"},
        {"document": "33010619900101123"},
    ],
)
def test_a_row_of_somebody_else_is_altered(answer, row):
    held = held_against(answer, row)

    assert (held.verdict, row_check(held)) == ("altered", ("row", False))


def test_what_is_withheld_or_not_told_is_not_compared(world, answer):
    hidden = answered(wallet(LAN, names=("number",)), world.trust(), AT, None)

    assert held_against(hidden, {"name": "王五"}).verdict == "valid"
    assert row_check(held_against(answer, {})) == ("row", None)


def test_what_is_not_proven_is_not_compared(world):
    world.grow(LAN)
    broken = answered(printed(LAN)[:-3] + b"AAA", world.trust(), AT, None)
    held = held_against(broken, {"name": "王五"})

    assert (held.verdict, held.sentence, row_check(held)) == ("altered", broken.sentence, ("row", None))
