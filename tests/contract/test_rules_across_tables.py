"""Reading rules that look from one table into another, and tables other than certificates."""

from pathlib import Path
from typing import Any

import pytest

from contract.packages import Row, write_package
from contract.people import credit, identification, resident
from contract.program import asked, codes_at, quarantined, remarked
from contract.roster import BODY, ELECTRICIAN, PERSON, WELDER, certificate, person, world


def checked(tmp_path: Path, rows: list[Row], **tables: list[Row]) -> dict[str, Any]:
    columns = dict.fromkeys(column for row in rows for column in row)
    full = [dict.fromkeys(columns, "") | row for row in rows]
    report: dict[str, Any] = asked("check", write_package(tmp_path / "package", world(full, **tables))).json
    return report


def sitting(session: str, held_on: str, **over: object) -> Row:
    base = {"session": session, "credit_code": BODY, "occupation": WELDER, "level": "3", "held_on": held_on}
    return base | {"filing": "F1"} | over


def test_a_pass_in_another_sitting_of_the_occupation_and_level_is_a_pass(tmp_path: Path) -> None:
    sessions = [sitting("S1", "2024-03-01"), sitting("S2", "2024-04-01"), sitting("S3", "2024-04-01", level="4")]
    results = [
        {"session": "S1", "id_number": PERSON, "passed": "no"},
        {"session": "S2", "id_number": PERSON, "passed": "yes"},
        {"session": "S1", "id_number": resident(2), "passed": "no"},
        {"session": "S3", "id_number": resident(2), "passed": "yes"},
    ]
    rows = [certificate(1, session="S1"), certificate(2, session="S1", id_number=resident(2))]

    report = checked(tmp_path, rows, sessions=sessions, results=results)

    assert (quarantined(report), remarked(report)) == (set(), {("certificates", 2)})


def test_a_session_held_on_the_day_of_issue_is_in_time(tmp_path: Path) -> None:
    results = [{"session": "S1", "id_number": PERSON, "passed": "yes"}]

    report = checked(tmp_path, [certificate(1, session="S1")], sessions=[sitting("S1", "2024-05-10")], results=results)

    assert report["findings"] == []


def test_tables_that_rules_would_look_into_are_missed_once(tmp_path: Path) -> None:
    rows = [certificate(serial, session="S1") for serial in range(1, 8)]

    report = checked(tmp_path, rows, sessions=[sitting("S1", "2024-05-01")])

    assert (quarantined(report), remarked(report)) == (set(), set())
    assert len([found for found in report["findings"] if found["row"] == 0]) >= 1


def test_arrows_of_other_tables_lead_somewhere_or_are_remarked_on(tmp_path: Path) -> None:
    body = {"name": "机构", "region": "330106"}
    report = checked(
        tmp_path,
        [certificate(1)],
        organisations=[
            {"credit_code": BODY, "parent": ""} | body,
            {"credit_code": credit(2), "parent": BODY} | body,
            {"credit_code": credit(3), "parent": credit(4)} | body,
        ],
        sessions=[sitting("S1", "2024-05-01"), sitting("S2", "2024-05-01", filing="F9")],
    )

    assert (quarantined(report), remarked(report)) == (set(), {("organisations", 3), ("sessions", 2)})


def test_a_row_that_is_quarantined_is_nowhere_to_be_found(tmp_path: Path) -> None:
    report = checked(
        tmp_path,
        [certificate(1, session="S1", level="9"), certificate(2)],
        claims=[
            {"claim": "K1", "scheme": "s", "certificate": identification(1), "applied_on": "2025-01-01"},
            {"claim": "K2", "scheme": "s", "certificate": identification(2), "applied_on": "2025-01-01"},
        ],
    )

    assert quarantined(report) == {("certificates", 1)}
    assert remarked(report) == {("claims", 1)}


def test_a_changed_mark_amends_its_result(tmp_path: Path) -> None:
    first = {"session": "S1", "id_number": PERSON, "theory": "58", "passed": "no"}

    report = checked(
        tmp_path,
        [certificate(1)],
        sessions=[sitting("S1", "2024-05-01")],
        results=[first, first | {"theory": "61"}, first | {"theory": "61.0"}],
    )

    counts = report["tables"]["results"]
    assert (counts["accepted"], counts["amended"], counts["unchanged"], counts["quarantined"]) == (1, 1, 1, 0)
    assert any("changed" in code for code in codes_at(report, "results", 2))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("relation", "about"),
        ("relation", ""),
        ("period", "2020-13-31"),
        ("period", "last year"),
        ("period", "2025-08-31/2021-01-01"),
    ],
)
def test_observations_are_read_as_strictly(tmp_path: Path, column: str, value: str) -> None:
    base = {
        "indicator": "skilled",
        "region": "00",
        "source": "S01",
        "value": "200000000",
        "relation": ">",
        "unit": "人",
    }
    rows = [base | {"period": period} for period in ("2020-12-31", "2021", "2021-01-01/2025-08-31")]
    bad = base | {"period": "2022", column: value}

    report = checked(tmp_path, [certificate(1)], observations=[*rows, bad])

    assert quarantined(report) == ({("observations", 4)} if value else set())


def test_lists_of_other_tables_are_their_lists(tmp_path: Path) -> None:
    report = checked(
        tmp_path,
        [certificate(1)],
        competitions=[
            {"competition": "K1", "credit_code": BODY, "held_on": "2024-05-01", "tier": "province"},
            {"competition": "K2", "credit_code": BODY, "held_on": "2024-05-01", "tier": "galaxy"},
        ],
        session_staff=[
            {"session": "S1", "id_number": PERSON, "role": "assessor"},
            {"session": "S1", "id_number": resident(2), "role": "监考"},
            {"session": "S1", "id_number": resident(2), "role": "cook"},
            {"session": "S1", "id_number": PERSON[:17], "role": "panel"},
        ],
        sessions=[sitting("S1", "2024-05-01")],
        statuses=[{"id_number": PERSON, "group": "wizard", "from_on": "2024-01-01"}],
        persons=[person(1), person(2)],
    )

    assert quarantined(report) == {("competitions", 2), ("session_staff", 3), ("session_staff", 4), ("statuses", 1)}


def test_every_person_column_is_a_number_that_holds(tmp_path: Path) -> None:
    agreement = {
        "id_number": PERSON,
        "employer": BODY,
        "occupation": WELDER,
        "target": "4",
        "mentor": resident(2),
        "from_on": "2024-01-01",
    }

    report = checked(
        tmp_path,
        [certificate(1)],
        apprenticeships=[
            {"agreement": "A1"} | agreement,
            {"agreement": "A2"} | agreement | {"mentor": PERSON[:17]},
            {"agreement": "A3"} | agreement | {"target": "12"},
            {"agreement": "A4"} | agreement | {"employer": BODY[:17]},
            {"agreement": "A5"} | agreement | {"from_on": ""},
        ],
    )

    assert quarantined(report) == {("apprenticeships", row) for row in (2, 3, 4, 5)}


def test_two_filings_of_one_body_both_license(tmp_path: Path) -> None:
    filings = [
        {"filing": "F1", "credit_code": BODY, "occupation": WELDER, "levels": "3;2", "from_on": "2020-01-01"},
        {
            "filing": "F2",
            "credit_code": BODY,
            "occupation": ELECTRICIAN,
            "levels": "四级；五级",
            "from_on": "2020-01-01",
        },
    ]
    rows = [certificate(1), certificate(2, occupation=ELECTRICIAN, level="4"), certificate(3, occupation=ELECTRICIAN)]

    report = checked(tmp_path, rows, filings=filings)

    assert (quarantined(report), remarked(report)) == (set(), {("certificates", 3)})
