"""What one certificate row says of itself."""

from typing import Any

import pytest

SOUND = "Y000133000001243000001"


def fate(read: Any, row: dict[str, object]) -> tuple[list[str], list[str]]:
    told = read(certificates=[row])
    return told.quarantined().get(1, []), told.noted().get(1, [])


def test_a_sound_row_is_accepted_without_a_finding(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate()])

    assert (told.quarantined(), told.noted(), told.counts()) == ({}, {}, (1, 1, 0, 0, 0))


@pytest.mark.parametrize("column", ["number", "id_number", "occupation", "level", "issued_on"])
def test_a_row_without_a_key_or_required_cell_is_quarantined(read: Any, certificate: Any, column: str) -> None:
    told = read(certificates=[certificate(1), certificate(2, **{column: ""})])

    assert (told.quarantined(), told.counts()) == ({2: ["cell.empty"]}, (2, 1, 0, 0, 1))


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"number": SOUND[:21]}, "certificate_number.form"),
        ({"number": "Z" + SOUND[1:]}, "certificate_number.form"),
        ({"number": SOUND[:15] + "6" + SOUND[16:]}, "certificate_number.form"),
        ({"number": "2433010123312345"}, "certificate_number.form"),
        ({"level": "4"}, "certificate_number.level_mismatch"),
        ({"region": "320106"}, "certificate_number.province_mismatch"),
        ({"issued_on": "2023-05-10"}, "certificate_number.year_mismatch"),
        ({"number": SOUND[:5] + "66" + SOUND[7:]}, "certificate_number.province_mismatch"),
        ({"level": "0"}, "level.zero"),
        ({"level": "高级"}, "level.ambiguous"),
        ({"level": "6"}, "level.unknown"),
        ({"channel": "exam"}, "value.outside_list"),
        ({"ending": "void"}, "ending.without_day"),
        ({"ended_on": "2025-01-01"}, "ending.missing"),
        ({"ending": "作废", "ended_on": "2025-01-01"}, "ending.ambiguous"),
        ({"ending": "失效", "ended_on": "2025-01-01"}, "ending.ambiguous"),
        ({"ending": "吊销", "ended_on": "2025-01-01"}, "ending.ambiguous"),
        ({"ending": "撤销", "ended_on": "2024-05-09"}, "span.reversed"),
        ({"valid_until": "2024-05-09"}, "span.reversed"),
        ({"issued_on": "2024-02-30"}, "day.unreadable"),
        ({"recorded_at": "2024-05-11T09:00:00"}, "instant.no_offset"),
        ({"recorded_at": "2026-01-31T12:00:01+08:00"}, "day.after_created"),
        ({"credit_code": "91330106"}, "credit_code.form"),
        ({"id_number": "33010619900307"}, "identity.form"),
        ({"occupation": "", "occupation_name": "没有这个职业"}, "occupation.name_unknown"),
    ],
)
def test_a_row_that_contradicts_itself_is_quarantined(
    read: Any, certificate: Any, other: dict[str, object], code: str
) -> None:
    quarantined, noted = fate(read, certificate() | other)

    assert (quarantined, noted) == ([code], [])


@pytest.mark.parametrize(
    "other",
    [
        {"number": SOUND.lower()},
        {"number": "S" + SOUND[1:]},
        {"number": SOUND[:5] + "66" + SOUND[7:], "region": "659001"},
        {"number": SOUND[:5] + "66" + SOUND[7:], "region": "660100"},
        {"region": ""},
        {"level": "高级工"},
        {"level": "三级"},
        {"level": "国家职业资格三级"},
        {"channel": "职业技能等级认定"},
        {"occupation": "６－１８－０２－０４"},
        {"issued_on": "2024年5月10日"},
        {"valid_until": "2034-05-09"},
        {"ending": "撤销", "ended_on": "2024-05-10"},
        {"ending": "注销", "ended_on": "2025-01-01", "ending_recorded_at": "2025-01-02T09:00:00+08:00"},
        {"level": "S", "number": "YT" + "0" * 20},
        {"level": "C", "number": "Y00013300000124C000001"},
        {"channel": "qualification", "number": "2433010123312345"},
        {"channel": "ability", "level": "", "number": "专项-1"},
        {"channel": "ability", "level": "0", "number": "专项-1"},
        {"channel": "military", "number": "军-1"},
        {"channel": "public_sector", "number": "工-1"},
        {"level": "A", "number": "学徒-1"},
    ],
)
def test_a_row_as_real_files_write_it_is_accepted_without_a_finding(
    read: Any, certificate: Any, other: dict[str, object]
) -> None:
    assert fate(read, certificate() | other) == ([], [])


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"channel": "ability", "number": "专项-1"}, "level.of_ability"),
        ({"level": "S", "number": "特-1"}, "certificate_number.unusual"),
        ({"channel": "qualification", "number": "243301012331234"}, "certificate_number.unusual"),
        ({"region": "339999"}, "region.unknown"),
        ({"occupation": "9-99-99-99"}, "occupation.unknown"),
        ({"occupation": "", "occupation_name": " 焊 工 "}, "occupation.resolved_by_name"),
    ],
)
def test_a_row_that_is_odd_is_accepted_with_a_finding(
    read: Any, certificate: Any, other: dict[str, object], code: str
) -> None:
    assert fate(read, certificate() | other) == ([], [code])


def test_every_independent_fault_of_a_row_is_reported(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(level="6", issued_on="2024-02-30", credit_code="1")])

    assert sorted(told.quarantined()[1]) == ["credit_code.form", "day.unreadable", "level.unknown"]
    assert told.counts() == (1, 0, 0, 0, 1)


def test_an_ability_certificate_with_a_level_counts_as_without_one(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(channel="ability", number="专项-1"), certificate(2)])

    assert [row["level"] for row in told.state()] == ["0", "3"]


def test_an_occupation_given_by_name_gets_its_code(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(occupation="", occupation_name="焊工")])

    assert [row["occupation"] for row in told.state()] == ["6-18-02-04"]


@pytest.mark.parametrize(
    ("number", "channel"),
    [
        (SOUND, "identification"),
        ("Y00013300000124S000001", "identification"),
        ("2433010123312345", "qualification"),
    ],
)
def test_an_empty_channel_is_told_by_the_number_and_said_once(
    read: Any, certificate: Any, number: str, channel: str
) -> None:
    level = "S" if "S0" in number else "3"

    told = read(certificates=[certificate(number=number, channel="", level=level)])

    assert [row["channel"] for row in told.state()] == [channel]
    assert (told.noted(), told.once().count("channel.derived")) == ({}, 1)


def test_the_column_channel_may_be_missing_where_numbers_tell_it(read: Any, certificate: Any) -> None:
    rows = [certificate(serial) for serial in (1, 2)]
    for row in rows:
        del row["channel"]

    told = read(certificates=rows)

    assert (told.counts(), told.once().count("channel.derived")) == ((2, 2, 0, 0, 0), 1)


def test_an_empty_channel_that_the_number_does_not_tell_is_quarantined(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(), certificate(number="专项-1", channel="")])

    assert told.quarantined() == {2: ["channel.unknown"]}


def test_an_issuer_given_by_name_is_found_by_the_body_number(
    read: Any, certificate: Any, filing: Any, body: Any
) -> None:
    row = certificate(credit_code="", issuer_name="某评价机构")

    told = read(certificates=[row], filings=[filing(body_number="Y000133000001")])

    assert [one["credit_code"] for one in told.state()] == [body(1)]
    assert "issuer.unresolved" not in told.noted().get(1, [])


def test_an_issuer_whose_body_number_nobody_filed_stays_empty_with_a_finding(
    read: Any, certificate: Any, filing: Any
) -> None:
    row = certificate(credit_code="", issuer_name="某评价机构")

    told = read(certificates=[row], filings=[filing(body_number="Y000133000009")])

    assert [one["credit_code"] for one in told.state()] == [None]
    assert "issuer.unresolved" in told.noted()[1]


def test_a_name_that_several_occupations_bear_is_quarantined_with_the_candidates(read: Any, certificate: Any) -> None:
    told = read(certificates=[certificate(occupation="", occupation_name="甘油制造工")])

    assert told.quarantined() == {1: ["occupation.name_ambiguous"]}
    [fault] = [one.fault for one in told.reading.findings if one.quarantined]
    assert fault.facts == {"candidates": ["6-11-08-25", "6-11-08-26"]}
