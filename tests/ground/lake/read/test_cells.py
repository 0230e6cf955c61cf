"""One cell of each kind."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from baigong.core.refusal import Fault
from baigong.ground.lake.read.cells import parser
from baigong.ground.lake.schema.columns import Column, Kind
from baigong.ground.lake.schema.tables import CERTIFICATES, CLAIMS, PERSONS, TABLES

DAYS = ("2025-06-03", "2025-6-3", "2025/6/3", "2025.6.3", "20250603", "2025年6月3日")
NO_DAYS = ("2025-02-29", "2025-13-01", "2025-06", "06-03-2025", "45000", "0")


def read(kind: Kind, text: str, *, is_keyed: bool = False) -> object:
    return parser(Column("cell", "格", kind), is_keyed=is_keyed)(text)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        *((Kind.DAY, day, date(2025, 6, 3)) for day in DAYS),
        *((Kind.MONTH, month, date(2025, 6, 1)) for month in ("2025-06", "202506", "2025年6月")),
        (Kind.BIRTH, "1990-03-07", date(1990, 3, 7)),
        (Kind.INSTANT, "2025-06-03T09:00:00+08:00", datetime(2025, 6, 3, 1, tzinfo=UTC)),
        (Kind.INSTANT, "2025-06-03T01:00:00Z", datetime(2025, 6, 3, 1, tzinfo=UTC)),
        (Kind.LEVEL, "高级工", "3"),
        (Kind.LEVELS, "五级; 四级;3", "5;4;3"),
        (Kind.OCCUPATION, "6180204", "6-18-02-04"),
        (Kind.OCCUPATIONS, "6180204;4-03-02-01", "6-18-02-04;4-03-02-01"),
        (Kind.PERIOD, "2021-01-01/2025-08-31", "2021-01-01/2025-08-31"),
        (Kind.PERIOD, "2021", "2021"),
        (Kind.INTEGER, "40", 40),
        (Kind.INTEGER, "40.0", 40),
        (Kind.NUMBER, "59.5", 59.5),
        (Kind.NUMBER, "-1e2", -100.0),
        (Kind.MONEY, "1500", Decimal("1500.00")),
        (Kind.MONEY, "1500.500", Decimal("1500.50")),
        (Kind.TEXT, "任何文字", "任何文字"),
        (Kind.CERTIFICATE_NUMBER, "y000133000001243000001", "Y000133000001243000001"),
    ],
)  # fmt: skip
def test_a_cell_is_read_as_its_kind(kind: Kind, text: str, value: object) -> None:
    assert read(kind, text) == value


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        *((Kind.DAY, day, "day.unreadable") for day in NO_DAYS),
        *((Kind.MONTH, month, "month.unreadable") for month in ("2025-13", "2025", "2025-06-03")),
        *((Kind.INSTANT, instant, "instant.no_offset") for instant in ("2025-06-03T09:00:00", "2025-06-03", "9:00")),
        (Kind.PERIOD, "2025/2021", "period.unreadable"),
        *((Kind.INTEGER, number, "number.not_whole") for number in ("-1", "1.5", "1e3", "四十")),
        *((Kind.NUMBER, number, "number.unreadable") for number in ("nan", "inf", "1_000", "1,000", "缺考", "0x10")),
        *((Kind.MONEY, amount, "money.unreadable") for amount in ("0.001", "1_000", "NaN", "1e12", "￥5", "1e99")),
        (Kind.LEVELS, "5;高级", "level.ambiguous"),
        (Kind.CREDIT_CODE, "91110000600037341M", "credit_code.check_digit"),
        (Kind.CREDIT_CODE, "9111000060003734IL", "credit_code.form"),
    ],
)  # fmt: skip
def test_a_cell_that_is_not_of_its_kind_says_what_is_wrong(kind: Kind, text: str, code: str) -> None:
    fault = read(kind, text)

    assert isinstance(fault, Fault)
    assert fault.code == code


def test_a_birth_in_a_keyed_package_is_a_month() -> None:
    assert read(Kind.BIRTH, "1990-04", is_keyed=True) == date(1990, 4, 1)
    assert isinstance(read(Kind.BIRTH, "1990-04"), Fault)


LISTED = [
    pytest.param(column, id=f"{table.name}.{column.name}")
    for table in TABLES.values()
    for column in table.of_kind(Kind.LISTED, Kind.LISTED_MANY)
]


@pytest.mark.parametrize("column", LISTED)
def test_a_listed_value_is_its_code_or_its_title_and_nothing_else(column: Column) -> None:
    parse = parser(column, is_keyed=False)

    for value in column.values:
        assert {parse(word) for word in (value.code, value.code.upper(), value.zh, *value.also)} == {value.code}
    outside = parse("不在表中")
    assert isinstance(outside, Fault)
    assert outside.code == "value.outside_list"


def test_some_listed_values_are_separated_by_semicolons() -> None:
    parse = parser(PERSONS.by_name["groups"], is_keyed=False)

    assert parse("农民工; 退役军人;student") == "migrant;veteran;student"
    assert isinstance(parse("农民工,退役军人"), Fault)


@pytest.mark.parametrize("word", ["作废", "失效", "吊销"])
def test_a_bare_word_for_an_ending_is_asked_back(word: str) -> None:
    fault = parser(CERTIFICATES.by_name["ending"], is_keyed=False)(word)

    assert isinstance(fault, Fault)
    assert fault.code == "ending.ambiguous"


@settings(max_examples=200)
@given(amount=st.decimals(min_value=0, max_value=10**11, places=2))
def test_every_amount_to_the_fen_is_read_exactly(amount: Decimal) -> None:
    assert parser(CLAIMS.by_name["amount"], is_keyed=False)(str(amount)) == amount


@settings(max_examples=300)
@given(text=st.text(min_size=1, max_size=20), kind=st.sampled_from(list(Kind)))
def test_no_text_is_too_strange_to_be_answered(text: str, kind: Kind) -> None:
    if kind in (Kind.LISTED, Kind.LISTED_MANY):
        return

    answer = read(kind, text)

    assert answer is None or isinstance(answer, (Fault, str, int, float, Decimal, date))
