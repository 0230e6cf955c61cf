"""What contradicts another record: accepted, with a finding."""

from typing import Any

import pytest

WELDER, COOK = "6-18-02-04", "4-03-02-01"


@pytest.fixture
def world(resident: Any, body: Any, filing: Any) -> dict[str, Any]:
    """Every table that a certificate points into; its session S1 was passed by the first person."""
    session = {"session": "S1", "credit_code": body(1), "occupation": WELDER, "level": "3", "held_on": "2024-05-01"}
    return {
        "persons": [{"id_number": resident(serial)} for serial in (1, 2)],
        "organisations": [{"credit_code": body(1)}],
        "filings": [filing()],
        "sessions": [session],
        "results": [{"session": "S1", "id_number": resident(), "theory": "", "passed": "yes"}],
        "competitions": [{"competition": "K1", "credit_code": body(1), "held_on": "2024-05-01"}],
    }


def test_a_world_in_order_has_no_finding(read: Any, certificate: Any, world: Any) -> None:
    told = read(**world, certificates=[certificate(session="S1", competition="K1")])

    assert list(told.reading.findings) == []


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"id_number": "11010519491231002X"}, "person.unknown"),
        ({"session": "S9"}, "reference.not_found"),
        ({"competition": "K9"}, "reference.not_found"),
        ({"occupation": COOK}, "certificate.no_filing"),
        ({"issued_on": "2019-12-31", "number": "Y000133000001193000001"}, "certificate.no_filing"),
        ({"level": "2", "number": "Y000133000001242000001"}, "certificate.no_filing"),
        ({"number": "Y000133000002243000001"}, "certificate.other_body"),
        ({"session": "S1", "issued_on": "2024-04-30"}, "certificate.before_session"),
    ],
)
def test_what_another_record_contradicts_is_accepted_with_a_finding(
    read: Any, certificate: Any, world: Any, other: dict[str, object], code: str
) -> None:
    told = read(**world, certificates=[certificate() | other])

    assert (told.quarantined(), told.noted()) == ({}, {1: [code]})


def test_a_body_that_is_nowhere_is_remarked_on(read: Any, certificate: Any, world: Any, body: Any) -> None:
    told = read(**world, certificates=[certificate(credit_code=body(9))])

    assert sorted(told.noted()[1]) == ["certificate.no_filing", "reference.not_found"]


@pytest.mark.parametrize(
    "other",
    [
        {"channel": "qualification", "number": "2433010123312345"},
        {"channel": "ability", "level": "0", "number": "专项-1"},
        {"level": "S", "number": "YT" + "0" * 20},
        {"credit_code": ""},
    ],
)
def test_filings_are_for_identification_of_levels_5_to_1_by_a_known_body(
    read: Any, certificate: Any, world: Any, other: dict[str, object]
) -> None:
    told = read(**world, certificates=[certificate(occupation=COOK) | other])

    assert told.noted() == {}


@pytest.mark.parametrize(
    ("other", "is_found"),
    [
        ({"to_on": "2024-05-10"}, True),
        ({"to_on": "2024-05-09"}, False),
        ({"from_on": "2024-05-10"}, True),
        ({"from_on": "2024-05-11"}, False),
        ({"levels": "3"}, True),
        ({"levels": "高级工；中级工"}, True),
        ({"levels": "5;4"}, False),
        ({"body_number": ""}, True),
        ({"body_number": "y000133000001"}, True),
    ],
)
def test_a_filing_holds_for_its_levels_from_its_first_day_to_its_last(
    read: Any, certificate: Any, world: Any, filing: Any, other: dict[str, object], is_found: bool
) -> None:
    told = read(**world | {"filings": [filing(**other)]}, certificates=[certificate()])

    assert told.noted() == ({} if is_found else {1: ["certificate.no_filing"]})


def test_the_body_number_is_that_of_a_filing_that_covers_the_certificate(
    read: Any, certificate: Any, world: Any, filing: Any
) -> None:
    filings = [filing(1), filing(2, occupation=COOK, body_number="Y000133000002")]
    other = {"number": "Y000133000002243000002"}

    told = read(**world | {"filings": filings}, certificates=[certificate(1), certificate(2, **other)])

    assert told.noted() == {2: ["certificate.other_body"]}


def test_under_sixteen_is_told_by_the_number_or_by_the_persons_row(read: Any, certificate: Any, resident: Any) -> None:
    persons = [
        {"id_number": "E12345678", "document": "passport", "born_on": "2008-05-11"},
        {"id_number": "E12345679", "document": "passport", "born_on": "2008-05-10"},
        {"id_number": "E12345670", "document": "passport", "born_on": ""},
        {"id_number": resident(born="20080511")},
        {"id_number": resident(born="20080510")},
    ]
    rows = [certificate(serial, id_number=person["id_number"]) for serial, person in enumerate(persons, start=1)]

    told = read(persons=persons, certificates=rows)

    assert told.noted() == {1: ["certificate.under_16"], 4: ["certificate.under_16"]}


def test_under_sixteen_is_told_without_a_persons_table(read: Any, certificate: Any, resident: Any) -> None:
    rows = [certificate(1, id_number=resident(born="20080511")), certificate(2)]

    assert read(certificates=rows).noted() == {1: ["certificate.under_16"]}


def test_a_certificate_issued_after_its_holder_left_is_remarked_on(read: Any, certificate: Any, resident: Any) -> None:
    persons = [{"id_number": resident(1), "left_on": "2024-05-09"}, {"id_number": resident(2), "left_on": "2024-05-10"}]
    rows = [certificate(1), certificate(2, id_number=resident(2))]

    assert read(persons=persons, certificates=rows).noted() == {1: ["certificate.after_leaving"]}


def results(told: Any) -> list[str]:
    return [code for code in told.noted().get(1, []) if code.startswith("certificate.")]


@pytest.mark.parametrize(
    ("sittings", "codes"),
    [
        ([("S1", {"passed": "yes"})], []),
        ([("S1", {"theory": "60", "practical": "60.5"})], []),
        ([("S1", {"theory": "59.9", "practical": "80"})], ["certificate.no_pass"]),
        ([("S1", {"theory": "80", "practical": "50", "passed": "no"}), ("S2", {"practical": "61", "passed": ""})], []),
        ([("S1", {"theory": "80", "practical": "50"}), ("S2", {"review": "70"})], ["certificate.no_pass"]),
        ([("S1", {"passed": "no"}), ("S2", {"passed": "通过"})], []),
        ([("S1", {"passed": "no"}), ("S3", {"passed": "yes"})], ["certificate.no_pass"]),
        ([("S1", {"passed": "缺考"})], ["certificate.no_pass"]),
        ([("S1", {})], ["certificate.no_pass"]),
        ([("S2", {"passed": "yes"})], ["certificate.not_in_results"]),
        ([], ["certificate.not_in_results"]),
    ],
)
def test_a_pass_is_of_every_part_over_the_sittings_of_the_occupation_and_level(
    read: Any, certificate: Any, world: Any, resident: Any, sittings: Any, codes: list[str]
) -> None:
    first = world["sessions"][0]
    sessions = [
        first,
        first | {"session": "S2", "held_on": "2024-05-08"},
        first | {"session": "S3", "occupation": COOK},
    ]
    other = {"session": "S1", "id_number": resident(2), "theory": "", "practical": "", "review": "", "passed": "yes"}
    rows = [other, *({"session": session, "id_number": resident()} | marks for session, marks in sittings)]

    told = read(**world | {"sessions": sessions, "results": rows}, certificates=[certificate(session="S1")])

    assert results(told) == codes


def test_a_session_of_another_occupation_shows_no_pass(read: Any, certificate: Any, world: Any) -> None:
    sessions = [world["sessions"][0] | {"occupation": COOK}]

    told = read(**world | {"sessions": sessions}, certificates=[certificate(session="S1")])

    assert told.noted() == {1: ["certificate.no_pass"]}


def test_a_table_that_is_absent_is_said_once(read: Any, certificate: Any) -> None:
    rows = [certificate(serial, session="S1", competition="K1") for serial in (1, 2, 3)]

    told = read(certificates=rows)

    absent = [(one.column, one.fault.facts["table"].en) for one in told.reading.findings]
    assert told.noted() == {}
    assert sorted(absent) == [
        ("competition", "competitions"),
        ("credit_code", "filings"),
        ("credit_code", "organisations"),
        ("id_number", "persons"),
        ("session", "results"),
        ("session", "sessions"),
    ]


def test_an_absent_table_that_no_row_points_into_is_not_missed(read: Any, certificate: Any, world: Any) -> None:
    del world["sessions"], world["results"], world["competitions"]

    assert list(read(**world, certificates=[certificate()]).reading.findings) == []


def test_a_quarantined_row_of_another_table_does_not_count_as_found(read: Any, certificate: Any, world: Any) -> None:
    world["competitions"][0]["held_on"] = "2024-02-30"

    told = read(**world, certificates=[certificate(competition="K1")])

    assert told.noted() == {1: ["reference.not_found"]}


def test_values_of_other_tables_are_looked_up_too(read: Any, certificate: Any, resident: Any, body: Any) -> None:
    told = read(
        persons=[{"id_number": resident()}],
        merges=[{"id_number": resident(), "into": resident(2), "recorded_at": "2025-01-01T00:00:00+08:00"}],
        organisations=[{"credit_code": body(1), "parent": body(2)}],
        certificates=[certificate()],
        claims=[
            {"claim": "C1", "scheme": "x", "applied_on": "2025-01-01", "certificate": certificate()["number"].lower()},
            {"claim": "C2", "scheme": "x", "applied_on": "2025-01-01", "certificate": "Y000133000001243000009"},
        ],
    )

    assert told.noted("merges") == {1: ["reference.not_found"]}
    assert told.noted("organisations") == {1: ["reference.not_found"]}
    assert told.noted("claims") == {2: ["reference.not_found"]}


def test_each_accepted_row_of_a_key_is_looked_up_as_it_stood(read: Any, certificate: Any, world: Any) -> None:
    rows = [certificate(competition="K9"), certificate(competition="K1"), certificate(competition="K1")]

    told = read(**world, certificates=rows)

    assert (told.noted(), told.counts()) == ({1: ["reference.not_found"], 2: ["row.changed"]}, (3, 1, 1, 1, 0))
