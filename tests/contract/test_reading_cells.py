"""How cells are written in real files: days, months, instants, lists, words, numbers that lost digits."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contract.packages import Row, bare, csv_bytes, digest, workbook_bytes, write_descriptor, write_package
from contract.people import identification, post, qualification, resident
from contract.program import asked, codes_at, quarantined, remarked
from contract.roster import BODY, PERSON, WELDER, certificate, person, world

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


LEVEL_WORDS = {
    "5": ("5", "五级", "初级工", "初级技能", "国家职业资格五级", "五级/初级工"),
    "4": ("4", "四级", "中级工", "中级技能", "国家职业资格四级"),
    "3": ("3", "三级", "高级工", "高级技能", "国家职业资格三级", "３"),
    "2": ("2", "二级", "技师", "国家职业资格二级"),
    "1": ("1", "一级", "高级技师", "国家职业资格一级"),
}
POST_WORDS = {"S": ("S", "特级技师"), "C": ("C", "首席技师"), "A": ("A", "学徒工")}
NO_LEVELS = ("初级", "中级", "高级", "6", "七级", "助理工程师", "专家")


def test_levels_are_read_in_their_words(tmp_path: Path) -> None:
    rows, serial = [], 0
    for level, words in (LEVEL_WORDS | POST_WORDS).items():
        for word in words:
            serial += 1
            number = identification(serial, level=level) if level in LEVEL_WORDS else post(serial)
            rows.append(certificate(serial, number=number, level=word))
    package = write_package(tmp_path / "package", world(rows))

    score = asked("score", package, "--on", "2025-12-31", "--by", "level").json

    assert quarantined(asked("check", package).json) == set()
    printed = {row["level"]: row["events"] for row in score["rows"]}
    assert printed == {level: len(words) for level, words in (LEVEL_WORDS | POST_WORDS).items()}


def test_words_that_other_certificates_use_too_are_no_levels(tmp_path: Path) -> None:
    rows = [certificate(serial, level=word, number=identification(serial)) for serial, word in enumerate(NO_LEVELS, 1)]

    report = checked(tmp_path, rows)

    assert quarantined(report) == {("certificates", row) for row in range(1, len(NO_LEVELS) + 1)}


def test_an_empty_channel_is_derived_from_the_number_or_quarantined(tmp_path: Path) -> None:
    rows = [
        certificate(1, channel=""),
        certificate(2, channel="", level="S", number=post(2)),
        certificate(3, channel="", number=qualification(3)),
        certificate(4, channel="", number="ZX-4"),
        certificate(5, channel="", level="", number="ZX-5"),
    ]
    package = write_package(tmp_path / "package", world(rows))

    report = asked("check", package).json
    score = asked("score", package, "--on", "2025-12-31", "--by", "channel").json

    assert quarantined(report) == {("certificates", 4), ("certificates", 5)}
    assert {row["channel"]: row["events"] for row in score["rows"]} == {"identification": 2, "qualification": 1}
    assert [
        found["row"] for found in report["findings"] if found["column"] == "channel" and not found["quarantined"]
    ] == [0]


def test_a_missing_channel_column_is_derived_too(tmp_path: Path) -> None:
    rows = [{key: cell for key, cell in certificate(serial).items() if key != "channel"} for serial in (1, 2)]

    report = checked(tmp_path, rows)

    assert quarantined(report) == set()
    assert report["tables"]["certificates"]["accepted"] == 2


def test_a_declared_value_fills_empty_cells_and_quarantines_others(tmp_path: Path) -> None:
    rows = [certificate(1, region=""), certificate(2), certificate(3, region="330111"), certificate(4, region="")]
    package = write_package(tmp_path / "package", world(rows))

    report = asked("check", package, "--set", "region=330106").json
    score = asked("score", package, "--on", "2025-12-31", "--by", "region6", "--set", "region=330106").json

    assert quarantined(report) == {("certificates", 3)}
    assert {row["region6"]: row["events"] for row in score["rows"]} == {"330106": 3}


@pytest.mark.parametrize("column", ["channel", "occupation", "level", "credit_code", "batch", "region"])
def test_each_declarable_column_may_be_absent_when_declared(tmp_path: Path, column: str) -> None:
    value = {"batch": "B1", "region": "330106", "channel": "identification"}.get(column) or certificate(1)[column]
    rows = [{key: cell for key, cell in certificate(serial).items() if key != column} for serial in (1, 2)]
    file = bare(tmp_path / "certificates.csv", rows)

    report = asked("check", file, "--set", f"{column}={value}").json

    assert report["tables"]["certificates"]["accepted"] == 2
    assert "refused" not in report["tables"]["certificates"]


def test_a_missing_required_column_refuses_its_table_and_no_other(tmp_path: Path) -> None:
    rows = [{key: cell for key, cell in certificate(serial).items() if key != "issued_on"} for serial in (1, 2)]
    package = write_package(tmp_path / "package", world(rows))

    answer = asked("check", package)

    refused = answer.json["tables"]["certificates"]["refused"]
    assert answer.code == 1
    assert refused["code"]
    assert refused["zh"] != refused["en"]
    assert answer.json["tables"]["persons"]["accepted"] == 2


def test_an_occupation_by_name_is_resolved_or_quarantined(tmp_path: Path) -> None:
    names = ["焊工", " 焊 工 ", "（焊工）", "没有这个职业", "焊接工人", "甘油制造工"]
    rows = [certificate(serial, occupation="") | {"occupation_name": name} for serial, name in enumerate(names, 1)]
    package = write_package(tmp_path / "package", world(rows))

    report = asked("check", package).json
    score = asked("score", package, "--on", "2025-12-31", "--by", "occupation").json

    assert quarantined(report) >= {("certificates", row) for row in (4, 5, 6)}
    assert ("certificates", 1) in remarked(report)
    assert "resolved_by_name" in {found["code"].split(".")[-1] for found in report["findings"]}
    assert {row["occupation"]: row["events"] for row in score["rows"]}[WELDER] >= 2


def test_an_issuer_by_name_is_found_through_the_filing_or_left_open(tmp_path: Path) -> None:
    rows = [certificate(1, credit_code="") | {"issuer_name": "测试评价机构"}]
    strange = [certificate(2, credit_code="", channel="ability", number="ZX2", level="") | {"issuer_name": "某机构"}]

    report = checked(tmp_path, rows + strange)

    assert quarantined(report) == set()
    assert ("certificates", 2) in remarked(report)


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
