"""Rows of the same key: unchanged, amended, in conflict; and merges."""

from pathlib import Path
from typing import Any

from contract.packages import Row, write_package
from contract.people import credit, resident
from contract.program import asked, quarantined
from contract.roster import COOK, PERSON, certificate, person, world


def reported(tmp_path: Path, rows: list[Row], **tables: list[Row]) -> dict[str, Any]:
    columns = dict.fromkeys(column for row in rows for column in row)
    full = [dict.fromkeys(columns, "") | row for row in rows]
    report: dict[str, Any] = asked("check", write_package(tmp_path / "package", world(full, **tables))).json
    return report


def counts(report: dict[str, Any], table: str = "certificates") -> tuple[int, ...]:
    told = report["tables"][table]
    return tuple(told[fate] for fate in ("rows", "accepted", "amended", "unchanged", "quarantined"))


def test_a_row_that_is_already_there_is_unchanged(tmp_path: Path) -> None:
    report = reported(tmp_path, [certificate(1), certificate(1), certificate(1)])

    assert counts(report) == (3, 1, 0, 2, 0)


def test_another_identity_cell_is_a_conflict_and_the_first_stays(tmp_path: Path) -> None:
    changed: list[Row] = [
        {"id_number": resident(2)},
        {"occupation": COOK},
        {"credit_code": credit(2)},
        {"issued_on": "2024-06-10"},
    ]

    report = reported(tmp_path, [certificate(1), *(certificate(1, **over) for over in changed)])

    assert counts(report) == (5, 1, 0, 0, 4)
    assert quarantined(report) == {("certificates", row) for row in (2, 3, 4, 5)}


def test_another_level_under_the_same_number_is_a_conflict(tmp_path: Path) -> None:
    rows = [certificate(1, channel="military", number="J1"), certificate(1, channel="military", number="J1", level="2")]

    report = reported(tmp_path, rows)

    assert quarantined(report) == {("certificates", 2)}


def test_an_identity_cell_that_was_empty_may_be_filled(tmp_path: Path) -> None:
    report = reported(tmp_path, [certificate(1, credit_code=""), certificate(1)])

    assert counts(report) == (2, 1, 1, 0, 0)


def test_a_changed_cell_amends_and_is_remarked_on(tmp_path: Path) -> None:
    report = reported(tmp_path, [certificate(1), certificate(1, region="330111")])

    assert counts(report) == (2, 1, 1, 0, 0)
    changed = [found for found in report["findings"] if (found["table"], found["row"]) == ("certificates", 2)]
    assert [found["quarantined"] for found in changed] == [False]
    assert "changed" in changed[0]["code"]


def test_a_filled_cell_amends_without_a_finding(tmp_path: Path) -> None:
    report = reported(tmp_path, [certificate(1), certificate(1, valid_until="2034-05-09")])

    assert counts(report) == (2, 1, 1, 0, 0)
    assert report["findings"] == []


def test_an_empty_cell_never_erases(tmp_path: Path) -> None:
    report = reported(tmp_path, [certificate(1, valid_until="2034-05-09"), certificate(1)])

    assert counts(report) == (2, 1, 0, 1, 0)


def test_a_void_is_not_undone(tmp_path: Path) -> None:
    void = {"ended_on": "2024-08-01", "ending": "void"}
    revoked = {"ended_on": "2024-08-01", "ending": "revoked"}

    report = reported(tmp_path, [certificate(1, **void), certificate(1, **revoked), certificate(1)])

    assert counts(report) == (3, 1, 0, 1, 1)
    assert quarantined(report) == {("certificates", 2)}


def test_an_amended_row_is_counted_by_its_last_state(tmp_path: Path) -> None:
    rows = [
        certificate(1),
        certificate(1, region="330111"),
        certificate(2),
        certificate(2, ending="void", ended_on="2024-08-01"),
    ]
    package = write_package(tmp_path / "package", world([dict.fromkeys(rows[3], "") | row for row in rows]))

    score = asked("score", package, "--on", "2025-12-31", "--by", "region6").json

    assert [(row["region6"], row["events"], row["stock"]) for row in score["rows"]] == [("330111", 1, 1)]


def test_an_ending_by_a_second_row_is_known_from_its_own_record_on(tmp_path: Path) -> None:
    ended = {"ending": "revoked", "ended_on": "2024-08-01", "ending_recorded_at": "2025-02-01T00:00:00+08:00"}
    package = write_package(
        tmp_path / "package",
        world([dict.fromkeys(certificate(1) | ended, "") | certificate(1), certificate(1) | ended]),
    )

    stocks = [asked("score", package, "--on", "2025-12-31", "--known", known).json["total"]["stock"] for known in KNOWN]

    assert stocks == [1, 1, 0, 0]


# A bare day means its end, 24:00 at +08:00, so the last midnight of January is already the first of February.
KNOWN = ("2025-01-30", "2025-01-31T23:59:59+08:00", "2025-01-31", "2025-02-01")


def test_a_cycle_of_merges_quarantines_its_last_row(tmp_path: Path) -> None:
    numbers = [resident(serial) for serial in (1, 2, 3)]
    merges = [
        {"id_number": one, "into": other, "recorded_at": "2025-01-01T00:00:00+08:00"}
        for one, other in zip(numbers, numbers[1:] + numbers[:1], strict=True)
    ]

    report = reported(tmp_path, [certificate(1)], merges=merges, persons=[person(1), person(2), person(3)])

    assert quarantined(report) == {("merges", 3)}


def test_a_merge_of_a_person_into_themselves_is_a_cycle(tmp_path: Path) -> None:
    merge = {"id_number": PERSON, "into": PERSON, "recorded_at": "2025-01-01T00:00:00+08:00"}

    report = reported(tmp_path, [certificate(1)], merges=[merge])

    assert quarantined(report) == {("merges", 1)}


def test_a_merged_person_is_counted_once_from_the_merge_on(tmp_path: Path) -> None:
    merge = {
        "id_number": PERSON,
        "into": resident(2),
        "recorded_at": "2025-03-01T00:00:00+08:00",
        "undone_at": "2025-09-01T00:00:00+08:00",
    }
    tables = world([certificate(1), certificate(2, id_number=resident(2))], merges=[merge])
    package = write_package(tmp_path / "package", tables)

    known = ("2025-02-01", "2025-06-01", "2025-10-01")
    holders = [asked("score", package, "--on", "2025-12-31", "--known", day).json["total"]["holders"] for day in known]

    assert holders == [2, 1, 2]
    assert asked("score", package, "--on", "2025-12-31").json["total"]["holders"] == 2


def test_other_tables_conflict_in_the_columns_that_point_elsewhere(tmp_path: Path) -> None:
    body = {"credit_code": credit(1), "name": "测试评价机构", "parent": credit(2)}
    other = body | {"parent": credit(3)}
    renamed = body | {"name": "新名称"}
    session = {"session": "S1", "credit_code": credit(1), "occupation": COOK, "level": "3", "held_on": "2024-05-01"}

    report = reported(
        tmp_path,
        [certificate(1)],
        organisations=[body, other, renamed],
        sessions=[session, session | {"held_on": "2024-05-02"}, session | {"level": "4"}],
    )

    assert quarantined(report) == {("organisations", 2), ("sessions", 2), ("sessions", 3)}
    assert counts(report, "organisations")[2] == 1


def test_quarantined_rows_are_counted_by_the_score(tmp_path: Path) -> None:
    package = write_package(
        tmp_path / "package", world([certificate(1), certificate(2, level="9"), certificate(3, level="")])
    )

    score = asked("score", package, "--on", "2025-12-31")

    assert (score.code, score.json["quarantined"]["certificates"], score.json["total"]["events"]) == (0, 2, 1)
