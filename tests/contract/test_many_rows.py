"""Rosters of tens of thousands of rows: faults stay at their rows, whatever lies between two rows of one number."""

import random
from pathlib import Path

import pytest

from contract.packages import Row, csv_bytes, write_package
from contract.people import identification, resident, with_wrong_check
from contract.program import asked, quarantined
from contract.roster import certificate, person, world

ROWS = 40_000
FAULTS: list[Row] = [
    {"id_number": with_wrong_check(resident(7))},
    {"level": "9"},
    {"issued_on": "2024-02-30"},
    {"region": "320102"},
    {"ending": "void"},
    {"number": ""},
    {"channel": "exam"},
]


def roster(dice: random.Random) -> tuple[list[Row], set[int]]:
    """Rows and the places of the faulty ones."""
    faulty = set(dice.sample(range(1, ROWS + 1), 150))
    rows = [certificate(place, id_number=resident(place % 450)) | {"ending": ""} for place in range(1, ROWS + 1)]
    for place in faulty:
        rows[place - 1] |= dice.choice(FAULTS)
    return rows, faulty


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_every_faulty_row_is_named_among_many(tmp_path: Path, form: str) -> None:
    rows, faulty = roster(random.Random(3))

    people = [person(serial) for serial in range(450)]

    report = asked("check", write_package(tmp_path / "package", world(rows, persons=people), form)).json

    assert {row for table, row in quarantined(report) if table == "certificates"} == faulty
    counts = report["tables"]["certificates"]
    assert (counts["rows"], counts["accepted"], counts["quarantined"]) == (ROWS, ROWS - 150, 150)


def test_rows_of_one_number_meet_however_far_apart(tmp_path: Path) -> None:
    rows = [certificate(place) for place in range(1, ROWS + 1)]
    rows += [certificate(1), certificate(2, region="330111"), certificate(3, issued_on="2024-06-10"), certificate(1)]

    report = asked("check", write_package(tmp_path / "package", world(rows), "parquet")).json

    counts = report["tables"]["certificates"]
    assert {fate: counts[fate] for fate in ("accepted", "amended", "unchanged", "quarantined")} == {
        "accepted": ROWS,
        "amended": 1,
        "unchanged": 2,
        "quarantined": 1,
    }
    assert quarantined(report) == {("certificates", ROWS + 3)}


def test_line_breaks_inside_cells_do_not_shift_the_rows(tmp_path: Path) -> None:
    rows = [certificate(place) | {"trade": '电焊\n（手工）\r\n,"甲"'} for place in range(1, 201)]
    for place in (50, 120, 200):
        rows[place - 1]["level"] = "9"
    file = tmp_path / "certificates.csv"
    file.write_bytes(csv_bytes("certificates", rows, "gb18030"))

    report = asked("check", file).json

    assert quarantined(report) == {("certificates", place) for place in (50, 120, 200)}
    assert report["tables"]["certificates"]["rows"] == 200


def test_rows_shorter_or_longer_than_the_headings_are_named(tmp_path: Path) -> None:
    lines = csv_bytes("certificates", [certificate(place) for place in range(1, 7)]).decode().splitlines()
    lines[2] = ",".join(lines[2].split(",")[:4])
    lines[5] += ",surplus,cells"
    file = tmp_path / "certificates.csv"
    file.write_text("\n".join(lines), encoding="utf-8")

    report = asked("check", file).json

    assert quarantined(report) == {("certificates", 2), ("certificates", 5)}
    assert report["tables"]["certificates"]["accepted"] == 4


@pytest.mark.parametrize("separator", [";", "\t"])
def test_another_separator_is_read_or_refused_but_never_half_read(tmp_path: Path, separator: str) -> None:
    lines = csv_bytes("certificates", [certificate(1), certificate(2)]).decode().splitlines()
    file = tmp_path / "certificates.csv"
    file.write_text("\n".join(line.replace(",", separator) for line in lines), encoding="utf-8")

    answer = asked("check", file)

    if answer.code != 2 and "refused" not in answer.json["tables"]["certificates"]:
        assert answer.json["tables"]["certificates"]["accepted"] == 2


def test_a_number_of_a_conflict_keeps_its_first_owner(tmp_path: Path) -> None:
    rows = [certificate(1), certificate(1, id_number=resident(2)), certificate(2, number=identification(1))]
    package = write_package(tmp_path / "package", world(rows))

    score = asked("score", package, "--on", "2025-12-31").json

    assert score["quarantined"]["certificates"] == 1
    assert (score["total"]["events"], score["total"]["holders"]) == (1, 1)
