"""Rows that were set aside come back as a spreadsheet; corrected, they are read again and all accepted."""

from io import BytesIO

import openpyxl
import pytest

from baigong.apps.exchange.actions import take_faulty_rows
from baigong.apps.exchange.faulty import NothingFaulty, kept_faulty_rows
from baigong.apps.exchange.report import unpacked
from baigong.apps.journal.models import Line
from baigong.faces.words import said
from baigong.ground.lake.write.faulty import write_faulty
from contract.packages import bare, write_package
from contract.program import asked
from exchange_sending import AT, certificate, loaded, read, sent

WRONG = {"issued_on": "2024-02-30", "学员电话": "13800000000", "trade": '=HYPERLINK("http://x")'}


def corrected(path, **cells):
    """The workbook as a person leaves it who has put the cells right."""
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    places = {cell.value: cell.column for cell in sheet[1]}
    for row in range(2, sheet.max_row + 1):
        for heading, value in cells.items():
            sheet.cell(row, places[heading], value)
    book.save(path)
    return path


def test_faulty_rows_corrected_and_checked_again_are_all_accepted(tmp_path):
    path = bare(tmp_path / "证书.csv", [certificate(1), certificate(2) | WRONG, certificate(3) | WRONG])
    asked("check", path, "--faulty", tmp_path / "faulty.xlsx", "--lang", "zh")

    sheet = openpyxl.load_workbook(tmp_path / "faulty.xlsx").worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.rows]
    assert sheet.title == "证书"
    assert rows[0] == ["原行号", "原因", *certificate(2), "学员电话", "trade"]
    assert [row[0] for row in rows[1:]] == [2, 3]
    assert rows[1][1].endswith("。")
    assert rows[1][2:] == list((certificate(2) | WRONG).values())

    again = asked("check", corrected(tmp_path / "faulty.xlsx", issued_on="2024-05-10")).json

    assert again["tables"]["certificates"] == {
        "rows": 2,
        "accepted": 2,
        "amended": 0,
        "unchanged": 0,
        "quarantined": 0,
    }
    assert [one["column"] for one in again["findings"] if one["code"] == "column.unknown"] == ["学员电话"]


def test_nothing_of_a_faulty_row_runs_as_a_formula(tmp_path):
    path = bare(tmp_path / "证书.csv", [certificate(2) | WRONG])
    asked("check", path, "--faulty", tmp_path / "faulty.xlsx")
    asked("check", path, "--faulty", tmp_path / "faulty.csv")

    sheet = openpyxl.load_workbook(tmp_path / "faulty.xlsx").worksheets[0]
    assert {cell.data_type for row in sheet.rows for cell in row} <= {"s", "n"}
    assert "'=HYPERLINK" in (tmp_path / "faulty.csv").read_text("utf-8-sig")


def test_no_file_is_written_where_nothing_was_set_aside(tmp_path):
    asked("check", bare(tmp_path / "证书.csv", [certificate(1)]), "--faulty", tmp_path / "faulty.xlsx")

    assert not (tmp_path / "faulty.xlsx").exists()


def test_rows_of_two_tables_are_two_sheets_and_no_csv(tmp_path):
    tables = {"persons": [{"id_number": "1"}], "certificates": [certificate(2) | WRONG]}
    path = write_package(tmp_path / "p", tables)

    asked("check", path, "--faulty", tmp_path / "faulty.xlsx")
    answer = asked("check", path, "--faulty", tmp_path / "faulty.csv")

    assert openpyxl.load_workbook(tmp_path / "faulty.xlsx").sheetnames == ["人员", "证书"]
    assert (answer.code, answer.json["refusal"]["code"]) == (2, "faulty.many_tables")


def test_a_conflict_with_the_record_is_among_the_faulty_rows_of_a_load(node, tmp_path):
    asked("load", bare(tmp_path / "证书.csv", [certificate(1)]))

    other = bare(tmp_path / "其他.csv", [certificate(1, occupation="6-18-04-01"), certificate(2)])
    answer = asked("load", other, "--faulty", tmp_path / "faulty.xlsx")

    assert answer.json["tables"]["certificates"]["quarantined"] == 1
    sheet = openpyxl.load_workbook(tmp_path / "faulty.xlsx").worksheets[0]
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [1]


def test_an_accounts_faulty_rows_lie_sealed_are_taken_corrected_and_loaded(node, cast, tmp_path):
    path = bare(tmp_path / "证书.csv", [certificate(1), certificate(2) | WRONG])
    first = loaded(sent(path, node, cast.wang), cast.zhao)
    assert certificate(2)["id_number"].encode() not in (node.home.uploads / first.faulty).read_bytes()

    tables = kept_faulty_rows(take_faulty_rows(first, by=cast.wang, at=AT), node)
    content = BytesIO()
    write_faulty(tables, content, form="xlsx", language="zh", said=said)
    (tmp_path / "faulty.xlsx").write_bytes(content.getvalue())
    sheet = openpyxl.load_workbook(tmp_path / "faulty.xlsx").worksheets[0]
    assert sheet["B2"].value == "“发证日期”栏：这不是日期，请写成 2025-06-03。"
    again = corrected(tmp_path / "faulty.xlsx", issued_on="2024-05-10")
    second = loaded(sent(again, node, cast.wang), cast.zhao)

    assert unpacked(second.report)["tables"]["certificates"]["accepted"] == 1
    line = Line.objects.filter(act="exchange.take_faulty_rows").get()
    assert line.facts["counts"]["day.unreadable"] == 1
    assert certificate(2)["id_number"] not in str([line.facts, line.before, line.after])


def test_an_upload_without_a_faulty_row_has_none_to_take(node, cast, tmp_path):
    upload = read(sent(bare(tmp_path / "证书.csv", [certificate(1)]), node, cast.wang))

    with pytest.raises(NothingFaulty):
        kept_faulty_rows(take_faulty_rows(upload, by=cast.wang, at=AT), node)
