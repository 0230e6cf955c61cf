"""Which rows may be one person, and how much speaks for it."""

from collections import Counter
from dataclasses import replace

from baigong.apps.registry.matching import Known, likenesses
from baigong.core.codes.identity import check_digit
from contract.people import resident

NUMBER = resident(3)


def numbered(body: str) -> str:
    return body + check_digit(body)


def known(id, number=NUMBER, **cells):
    told = {"name": "欧阳兰", "born_on": "1990-03-07", "sex": "M", "place": "330106", "document": None, **cells}
    return Known(id=id, number=number, **told)


def found(*others, least=0.0):
    """What is found beside a hundred strangers."""
    strangers = [
        known(1000 + n, resident(n, born="19750615"), name=f"陌生{n}", born_on="1975-06-15", place="110101")
        for n in range(100)
    ]
    people = [known(1), *others, *strangers]
    counts = Counter(person.name for person in people)
    told = [replace(person, namesakes=counts[person.name]) for person in people]
    return likenesses(told, register=len(people), least=least)


def test_one_digit_mistyped_under_one_name_is_found():
    slipped = NUMBER[:15] + str((int(NUMBER[15]) + 1) % 10) + NUMBER[16]

    likeness = found(known(2, numbered(slipped)))[0]

    assert (likeness.first, likeness.second) == (1, 2)
    assert likeness.why == ("same_name", "same_birth", "number_one_digit", "same_sex", "same_prefecture")
    assert likeness.weight > 10


def test_two_digits_swapped_are_found():
    swapped = NUMBER[:4] + NUMBER[5] + NUMBER[4] + NUMBER[6:17]

    assert "number_two_swapped" in found(known(2, numbered(swapped)))[0].why


def test_a_day_of_birth_mistyped_in_the_number_is_found():
    other = numbered(NUMBER[:13] + "8" + NUMBER[14:17])

    likeness = found(known(2, other, born_on="1990-03-08"))[0]

    assert {"birth_mistyped", "number_one_digit"} <= set(likeness.why)


def test_a_number_of_fifteen_digits_is_known_as_the_one_of_eighteen():
    old = NUMBER[:6] + NUMBER[8:17]

    assert "number_same_but_check_digit" in found(known(2, old))[0].why


def test_one_name_and_one_birth_are_found_with_another_document():
    likeness = found(known(2, "E12345678", document="passport"))[0]

    assert likeness.why == ("same_name", "same_birth", "same_sex", "same_prefecture")


def test_who_is_known_by_a_key_only_is_compared_by_the_rest():
    assert found(known(2, None))[0].why == ("same_name", "same_birth", "same_sex", "same_prefecture")


def test_a_number_alike_under_another_name_is_nothing():
    slipped = NUMBER[:15] + str((int(NUMBER[15]) + 1) % 10) + NUMBER[16]

    assert found(known(2, numbered(slipped), name="王伟")) == []


def test_a_common_name_weighs_less_than_a_rare_one():
    other = known(2, numbered("510106" + NUMBER[6:14] + "888"), place="510106")
    namesakes = [known(100 + n, resident(n, born="19600101"), born_on="1960-01-01") for n in range(40)]

    rare = found(other, least=-30.0)[0].weight
    common = next(one.weight for one in found(other, *namesakes, least=-30.0) if (one.first, one.second) == (1, 2))

    assert rare > common


def test_nobody_is_like_herself_and_one_alone_like_nobody():
    assert likenesses([known(1)], register=1) == []
    assert found() == []
