"""How cells are written in real files: days, months, instants, lists, words, numbers that lost digits."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contract.packages import Row, csv_bytes, digest, workbook_bytes, write_descriptor, write_package
from contract.people import resident
from contract.program import asked, codes_at, quarantined
from contract.roster import BODY, PERSON, certificate, person, world

TENTH_OF_MAY = (
    "2024-05-10",
    "2024-5-10",
    "2024/05/10",
    "2024/5/10",
    "2024.5.10",
    "2024.05.10",
    "20240510",
    "2024年5月10日",
    "2024年05月10日",
    "２０２４－０５－１０",
    " 2024-05-10 ",
)
NO_DAYS = (
    "2024-05",
    "10-05-2024",
    "05/10/2024",
    "24-05-10",
    "2024-00-10",
    "2024-13-01",
    "2024-06-31",
    "20240532",
    "yesterday",
)


def checked(tmp_path: Path, rows: list[Row], **tables: list[Row]) -> dict[str, Any]:
    report: dict[str, Any] = asked("check", write_package(tmp_path / "package", world(rows, **tables))).json
    return report


def test_every_form_of_a_day_is_read(tmp_path: Path) -> None:
    rows = [certificate(serial, issued_on=written) for serial, written in enumerate(TENTH_OF_MAY)]
    package = write_package(tmp_path / "package", world(rows))

    score = asked("score", package, "--on", "2025-12-31", "--from", "2024-05-10", "--to", "2024-05-10").json

    assert asked("check", package).json["findings"] == []
    assert score["total"]["events"] == len(TENTH_OF_MAY)


def test_what_is_no_day_is_quarantined(tmp_path: Path) -> None:
    rows = [certificate(serial, issued_on=written) for serial, written in enumerate(NO_DAYS)]

    report = checked(tmp_path, rows)

    assert quarantined(report) == {("certificates", row) for row in range(1, len(NO_DAYS) + 1)}


def test_numeric_cells_of_a_day_are_serials_or_eight_digits(tmp_path: Path) -> None:
    cells = [45422, 45422.0, 20240510, date(2024, 5, 10), "2024-05-10", "20240510"]
    rows = [certificate(serial, issued_on=cell) for serial, cell in enumerate(cells)]
    package = write_package(tmp_path / "package", world(rows), "xlsx")

    score = asked("score", package, "--on", "2025-12-31", "--from", "2024-05-10", "--to", "2024-05-10").json

    assert quarantined(asked("check", package).json) == set()
    assert score["total"]["events"] == len(cells)


def test_numeric_cells_that_are_no_day_are_quarantined(tmp_path: Path) -> None:
    cells = [20241340, 20240230, 2024, -5, 99999999]
    rows = [certificate(serial, issued_on=cell) for serial, cell in enumerate(cells)]
    package = write_package(tmp_path / "package", world(rows), "xlsx")

    report = asked("check", package).json

    assert quarantined(report) == {("certificates", row) for row in (1, 2, 3, 4, 5)}


def test_numeric_days_are_read_in_other_tables_too(tmp_path: Path) -> None:
    rows = [person(1, left_on=45422), person(2, left_on=20240510), person(3, left_on=date(2024, 5, 10))]
    package = write_package(tmp_path / "package", world([certificate(1)], persons=rows), "xlsx")

    stocks = [asked("score", package, "--on", day).json["total"]["stock"] for day in ("2024-05-09", "2024-05-10")]

    assert quarantined(asked("check", package).json) == set()
    assert stocks == [0, 0]


def test_numbers_that_lost_digits_are_quarantined_with_that_reason(tmp_path: Path) -> None:
    lost = float(int(PERSON[:17]) * 10)
    rows = [certificate(1, id_number=lost), certificate(2), certificate(3, number=1234567890123456.0), certificate(4)]
    rows[2]["channel"] = "qualification"
    package = write_package(tmp_path / "package", world(rows, persons=[person(1), {"id_number": lost}]), "xlsx")

    report = asked("check", package).json

    assert quarantined(report) == {("certificates", 1), ("certificates", 3), ("persons", 2)}
    told = [codes_at(report, table, row) for table, row in quarantined(report)]
    assert len(set.intersection(*told)) == 1


def test_months_are_read_in_each_form(tmp_path: Path) -> None:
    cells = ["2024-05", "202406", "2024年7月", "2024-13", "May", "2024-08"]
    rows = [{"id_number": PERSON, "credit_code": BODY, "from_month": cell, "to_month": ""} for cell in cells]
    rows[5]["to_month"] = "2024-07"

    report = checked(tmp_path, [certificate(1)], insurance=rows)

    assert quarantined(report) == {("insurance", row) for row in (4, 5, 6)}


def test_a_month_after_the_package_was_made_is_quarantined_unless_it_is_the_last(tmp_path: Path) -> None:
    base = {"id_number": PERSON, "credit_code": BODY}
    rows = [base | {"from_month": "2026-06", "to_month": ""}, base | {"from_month": "2025-06", "to_month": "2026-06"}]

    report = checked(tmp_path, [certificate(1)], insurance=rows)

    assert quarantined(report) - {("insurance", 1)} == set()


def test_lists_in_a_cell_are_parted_by_either_semicolon_and_read_in_either_language(tmp_path: Path) -> None:
    people = [person(1, groups="migrant;veteran"), person(2, groups="农村转移就业劳动者；退役军人")]
    rows = [certificate(1), certificate(2, id_number=resident(2))]
    package = write_package(tmp_path / "package", world(rows, persons=people))

    score = asked("score", package, "--on", "2025-12-31", "--by", "group").json

    assert {row["group"]: row["stock"] for row in score["rows"]} == {"migrant": 2, "veteran": 2}


def test_a_value_outside_a_list_is_quarantined_in_any_table(tmp_path: Path) -> None:
    people = [person(1, groups="migrant;wizard"), person(2, sex="X"), person(3, sex="女"), person(4, document="护照")]

    report = checked(tmp_path, [certificate(1, id_number=resident(3))], persons=people)

    assert quarantined(report) >= {("persons", 1), ("persons", 2)}
    assert ("persons", 3) not in quarantined(report)


def test_blank_rows_are_numbered_but_not_counted(tmp_path: Path) -> None:
    lines = csv_bytes(
        "certificates", [certificate(1), certificate(2, level="9"), certificate(3), certificate(4, level="8")]
    )
    head, first, second, third, fourth = lines.decode().splitlines()
    commas = "," * head.count(",")
    text = "\r\n".join([head, first, "", second, commas, commas, third, " " + commas, fourth, "", ""])
    file = tmp_path / "certificates.csv"
    file.write_bytes(text.encode())

    report = asked("check", file).json

    assert quarantined(report) == {("certificates", 3), ("certificates", 8)}
    counts = report["tables"]["certificates"]
    assert (counts["rows"], counts["accepted"], counts["quarantined"]) == (4, 2, 2)


def test_blank_rows_of_a_workbook_are_numbered_too(tmp_path: Path) -> None:
    blank = dict.fromkeys(certificate(1))
    rows = [certificate(1), blank, certificate(2, level="9"), blank, blank, certificate(3, level="9")]
    file = tmp_path / "book.xlsx"
    file.write_bytes(workbook_bytes({"certificates": rows}))

    report = asked("check", file).json

    assert quarantined(report) == {("certificates", 3), ("certificates", 6)}
    assert report["tables"]["certificates"]["rows"] == 3


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_file_is_read_in_each_encoding(tmp_path: Path, encoding: str) -> None:
    rows = [certificate(1) | {"name": "𠮷野", "trade": "焊工"}, certificate(2, level="高级") | {"name": "张三"}]
    content = csv_bytes("certificates", [dict.fromkeys(rows[0], "") | row for row in rows], encoding)
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "roster.csv").write_bytes(content)
    write_descriptor(folder, [{"name": "certificates", "path": "roster.csv", "hash": digest(content)}])

    report = asked("check", folder).json

    assert quarantined(report) == {("certificates", 2)}
    assert report["tables"]["certificates"]["accepted"] == 1
