"""What is declared for a whole file."""

from typing import Any

import pytest

from baigong.core.refusal import Refusal


def without(row: dict[str, object], *columns: str) -> dict[str, object]:
    return {name: cell for name, cell in row.items() if name not in columns}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("channel", "职业技能等级认定"),
        ("region", "330106"),
        ("occupation", "6180204"),
        ("level", "高级工"),
        ("batch", "B1"),
    ],
)
def test_a_declared_value_stands_in_for_a_missing_column(read: Any, certificate: Any, column: str, value: str) -> None:
    told = read(certificates=[without(certificate(), column)], declared={column: value})

    expected = certificate(batch="B1")[column]
    assert (told.counts(), [row[column] for row in told.state()]) == ((1, 1, 0, 0, 0), [expected])


def test_a_declared_credit_code_is_read_in_small_letters(read: Any, certificate: Any) -> None:
    row = certificate(credit_code="")

    told = read(certificates=[row], declared={"credit_code": "91110000600037341l"})

    assert [row["credit_code"] for row in told.state()] == ["91110000600037341L"]


def test_a_declared_value_fills_empty_cells_and_another_value_is_quarantined(read: Any, certificate: Any) -> None:
    rows = [certificate(1, region=""), certificate(2, region="330106"), certificate(3, region="330102")]

    told = read(certificates=rows, declared={"region": "330106"})

    assert told.quarantined() == {3: ["declared.differs"]}
    assert [row["region"] for row in told.state()] == ["330106", "330106"]


def test_values_are_compared_as_read_not_as_written(read: Any, certificate: Any) -> None:
    rows = [certificate(1, level="三级"), certificate(2, level="3"), certificate(3, level="高级工")]

    told = read(certificates=rows, declared={"level": "3", "occupation": "6-18-02-04"})

    assert told.counts() == (3, 3, 0, 0, 0)


def test_a_declared_channel_goes_before_what_the_number_tells(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(channel="")], declared={"channel": "military"})

    assert [row["channel"] for row in told.state()] == ["military"]
    assert "channel.derived" not in told.once()


def test_ability_certificates_may_be_declared_so_and_need_no_level(read: Any, certificate: Any) -> None:
    rows = [without(certificate(number="专项-1"), "channel", "level")]

    told = read(certificates=rows, declared={"channel": "ability"})

    assert [(row["channel"], row["level"]) for row in told.state()] == [("ability", "0")]


def test_another_channel_than_the_declared_ability_is_quarantined(read: Any, certificate: Any) -> None:
    rows = [
        without(certificate(number=f"专项-{place}", channel=channel), "level")
        for place, channel in enumerate(["", "military"])
    ]

    told = read(certificates=rows, declared={"channel": "ability"})

    assert (told.counts(), list(told.quarantined())) == ((2, 1, 0, 0, 1), [2])


def test_what_is_declared_speaks_of_the_certificates_of_a_package(
    read: Any, certificate: Any, resident: Any, body: Any
) -> None:
    told = read(
        persons=[{"id_number": resident(), "region": "320106"}],
        organisations=[{"credit_code": body(1), "region": ""}],
        certificates=[certificate(region="")],
        declared={"region": "330106"},
    )

    assert [told.state(name)[0]["region"] for name in ("persons", "organisations", "certificates")] == [
        "320106", None, "330106",
    ]  # fmt: skip


def test_a_file_of_another_table_takes_declarations_as_well(read: Any, resident: Any) -> None:
    months = [{"id_number": resident(), "from_month": "2025-01"}]

    told = read(insurance=months, declared={"credit_code": "91110000600037341L"})

    assert told.counts("insurance") == (1, 1, 0, 0, 0)


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ({"number": "1"}, "declared.column"),
        ({"colour": "red"}, "declared.column"),
        ({"channel": "exam"}, "declared.value"),
        ({"level": "高级"}, "declared.value"),
        ({"credit_code": "1"}, "declared.value"),
        ({"region": " "}, "declared.value"),
    ],
)
def test_what_cannot_be_declared_is_refused(read: Any, certificate: Any, declared: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(certificates=[certificate()], declared=declared)

    assert refused.value.code == code
