"""Persons by resident number, by other documents, and by key."""

from typing import Any

import pytest

KEY = "0123456789abcdef" * 2


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("33010619900307", "identity.form"),
        ("3301061990030700011", "identity.form"),
        ("33010619900307000A", "identity.form"),
        ("330106199002300013", "identity.birth_date"),
        ("330106199013010013", "identity.birth_date"),
        ("110105194912310021", "identity.check_digit"),
    ],
)
def test_a_number_that_is_no_resident_number_is_quarantined(read: Any, resident: Any, number: str, code: str) -> None:
    told = read(persons=[{"id_number": number}, {"id_number": resident()}])

    assert told.quarantined("persons") == {1: [code]}


def test_a_birth_after_the_package_was_made_is_impossible(read: Any, resident: Any) -> None:
    told = read(persons=[{"id_number": resident(born="20260201")}, {"id_number": resident(born="20260131")}])

    assert told.quarantined("persons") == {1: ["identity.birth_date"]}


def test_a_small_x_and_full_width_digits_are_read(read: Any) -> None:
    told = read(persons=[{"id_number": "11010519491231002x"}, {"id_number": "１１０１０５１９４９１２３１００２Ｘ"}])

    assert told.counts("persons") == (2, 1, 0, 1, 0)
    assert [row["id_number"] for row in told.state("persons")] == ["11010519491231002X"]


def test_the_rows_own_document_decides(read: Any, certificate: Any) -> None:
    rows = [
        certificate(1, id_number="E12345678", document="passport"),
        certificate(2, id_number="E12345678", document="护照"),
        certificate(3, id_number="E12345678", document=""),
        certificate(4, id_number="E12345678", document="居民身份证"),
        certificate(5, id_number="E12345678", document="会员卡"),
    ]

    told = read(certificates=rows)

    assert sorted(told.quarantined()) == [3, 4, 5]
    assert told.quarantined()[3] == told.quarantined()[4] == ["identity.form"]
    assert "value.outside_list" in told.quarantined()[5]


def test_the_persons_row_decides_where_the_row_does_not_say(read: Any, certificate: Any) -> None:
    persons = [
        {"id_number": "E12345678", "document": "passport"},
        {"id_number": "军字第1234567号", "document": "军官证"},
    ]

    told = read(
        persons=persons,
        certificates=[certificate(1, id_number="e12345678"), certificate(2, id_number="军字第1234567号")],
        results=[{"session": "S", "id_number": "E12345678"}, {"session": "S", "id_number": "E99999999"}],
    )

    assert told.quarantined("persons") == {}
    assert told.quarantined() == {}
    assert told.quarantined("results") == {2: ["identity.form"]}


def test_a_persons_row_that_was_quarantined_decides_nothing(read: Any, certificate: Any) -> None:
    persons = [{"id_number": "E12345678", "document": "passport", "left_on": "2024-02-30"}]

    told = read(persons=persons, certificates=[certificate(1, id_number="E12345678")])

    assert told.quarantined() == {1: ["identity.form"]}


def test_a_later_persons_row_need_not_repeat_the_document(read: Any) -> None:
    persons = [
        {"id_number": "E12345678", "document": "passport", "name": ""},
        {"id_number": "E12345678", "document": "", "name": "测试"},
    ]

    told = read(persons=persons)

    assert told.counts("persons") == (2, 1, 1, 0, 0)


def test_a_permit_of_hong_kong_macao_and_taiwan_residents_keeps_the_same_rules(read: Any) -> None:
    persons = [
        {"id_number": "11010519491231002X", "document": "hmt", "sex": "M"},
        {"id_number": "110105194912310021", "document": "hmt", "sex": ""},
    ]

    told = read(persons=persons)

    assert told.quarantined("persons") == {2: ["identity.check_digit"]}
    assert told.noted("persons") == {1: ["person.sex_differs"]}


def test_a_passport_that_is_not_even_one_by_its_form_is_quarantined(read: Any) -> None:
    told = read(persons=[{"id_number": "?", "document": "passport"}])

    assert told.quarantined("persons") == {1: ["identity.document_form"]}


def keyed(write: Any, **tables: Any) -> Any:
    return write("keyed", descriptor={"identity": "keyed", "key_id": "k1"}, **tables)


def test_a_keyed_package_names_persons_by_keys_everywhere(
    write: Any, read_paths: Any, certificate: Any, resident: Any
) -> None:
    told = read_paths(
        keyed(
            write,
            persons=[
                {"id_number": KEY},
                {"id_number": resident()},
                {"id_number": KEY.upper()},
                {"id_number": KEY[:31]},
            ],
            certificates=[certificate(1, id_number=KEY), certificate(2)],
            session_staff=[{"session": "S", "id_number": resident(), "role": "assessor"}],
        )
    )

    assert told.quarantined("persons") == {row: ["identity.not_a_key"] for row in (2, 3, 4)}
    assert told.quarantined() == {2: ["identity.not_a_key"]}
    assert told.quarantined("session_staff") == {1: ["identity.not_a_key"]}


def test_a_birth_in_a_keyed_package_is_a_month_reckoned_from_its_first_day(
    write: Any, read_paths: Any, certificate: Any
) -> None:
    other = "f" * 32
    told = read_paths(
        keyed(
            write,
            persons=[{"id_number": KEY, "born_on": "2008-05"}, {"id_number": other, "born_on": "2008-06"}],
            certificates=[certificate(1, id_number=KEY), certificate(2, id_number=other)],
        )
    )

    assert [str(row["born_on"]) for row in told.state("persons")] == ["2008-05-01", "2008-06-01"]
    assert told.noted() == {2: ["certificate.under_16"]}


def test_no_finding_repeats_a_number(read: Any, certificate: Any) -> None:
    number = "110105194912310021"

    told = read(persons=[{"id_number": number}], certificates=[certificate(level=number, id_number=number)])

    assert told.quarantined() != {}
    assert all(number not in str(one) for one in told.reading.findings)
