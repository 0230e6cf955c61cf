"""XLSX as offices fill it in: kinds of cells, sheets, headings, and what cannot be trusted."""

import re
import time
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from baigong.core.refusal import Refusal
from baigong.ground.lake.files.opening import open_package

HEADINGS = ["证件号码", "姓名", "出生日期", "退出登记时间"]
Sheets = dict[str, list[list[object]]]


def _book(path: Path, sheets: Sheets, **options: object) -> Path:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd", **options}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for place, row in enumerate(rows):
                sheet.write_row(place, 0, row)
    return path


def _edited(path: Path, part: str, edit: Callable[[bytes], bytes]) -> Path:
    """The workbook with one of its parts changed."""
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, edit(content) if name == part else content)
    return path


SHEET_1 = "xl/worksheets/sheet1.xml"


def test_a_sheet_is_read(tmp_path, look):
    path = _book(tmp_path / "a.xlsx", {"人员": [HEADINGS, ["1", "张三", "1990-01-01", ""], ["２", " 李四 "]]})

    seen = look(path, "persons")

    assert seen.rows[1] == {"id_number": "1", "name": "张三", "born_on": "1990-01-01", "left_recorded_at": None}
    assert seen.rows[2] == {"id_number": "2", "name": "李四", "born_on": None, "left_recorded_at": None}
    assert (seen.faults, seen.findings, seen.notes) == ({}, [], [])


@pytest.mark.parametrize("name", ["persons", "人员", "Sheet1"])
def test_a_sheet_is_known_by_name_title_or_headings(tmp_path, look, name):
    path = _book(tmp_path / "a.xlsx", {name: [HEADINGS, ["1", "张三"]]})

    assert look(path, "persons").rows[1]["name"] == "张三"


def test_several_sheets_are_several_tables(tmp_path, look):
    sheets: Sheets = {"归并": [["证件号码", "归并到", "登记时间"], ["1", "2", ""]], "人员": [HEADINGS, ["1", "张三"]]}
    path = _book(tmp_path / "a.xlsx", sheets)

    with open_package(path, now=datetime(2026, 1, 1, tzinfo=UTC)) as opened:
        assert list(opened.tables) == ["persons", "merges"]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        (19900601, "1990-06-01"),
        (21001231, "2100-12-31"),
        (33025, "1990-06-01"),
        (33025.75, "1990-06-01"),
        (date(1990, 6, 1), "1990-06-01"),
        (datetime(1990, 6, 1, 8, 30), "1990-06-01"),  # noqa: DTZ001 — a cell has no offset
        ("1990年6月1日", "1990年6月1日"),
        (19901332, "19901332"),
        (0, "0"),
        (True, "TRUE"),
    ],
)
def test_a_cell_of_a_day_column(tmp_path, look, cell, read):
    path = _book(tmp_path / "a.xlsx", {"人员": [HEADINGS, ["1", "张三", cell]]})

    assert look(path, "persons").rows[1]["born_on"] == read


@pytest.mark.parametrize(("cell", "read"), [(33025 - 1462, "1990-06-01"), (19900601, "1990-06-01")])
def test_a_workbook_that_counts_from_1904(tmp_path, look, cell, read):
    path = _book(
        tmp_path / "a.xlsx", {"人员": [HEADINGS, ["1", "张三", cell], ["2", "李", date(1990, 6, 1)]]}, date_1904=True
    )

    seen = look(path, "persons")

    assert seen.rows[1]["born_on"] == read
    assert seen.rows[2]["born_on"] == "1990-06-01"


@pytest.mark.parametrize(
    ("cell", "read"),
    [(202506, "202506"), (45809, "45809"), (date(2025, 6, 3), "2025-06"), ("2025年6月", "2025年6月")],
)
def test_a_cell_of_a_month_column(tmp_path, look, cell, read):
    path = _book(tmp_path / "a.xlsx", {"失业金": [["证件号码", "起始月"], ["1", cell]]})

    assert look(path, "benefits").rows[1]["from_month"] == read


def test_an_instant_in_a_date_cell_has_no_offset(tmp_path, look):
    at = datetime(2025, 6, 1, 8, 30)  # noqa: DTZ001 — a cell has no offset
    path = _book(tmp_path / "a.xlsx", {"人员": [HEADINGS, ["1", "张三", "", at]]})

    assert look(path, "persons").rows[1]["left_recorded_at"] == "2025-06-01T08:30:00"


@pytest.mark.parametrize("column", ["证件号码", "证书编号", "统一社会信用代码"])
def test_a_long_number_in_a_numeric_cell_has_lost_digits(tmp_path, look, column):
    headings = ["证书编号", "证件号码", "统一社会信用代码"]
    row: list[object] = ["S1", "1", "9"]
    row[headings.index(column)] = 330106199001011234
    path = _book(tmp_path / "a.xlsx", {"证书": [headings, row, ["S2", 123456789012345, "9"]]})

    seen = look(path, "certificates")

    assert [(row, code) for (row, _), code in seen.faults.items()] == [(1, "cell.digits_lost")]
    assert seen.rows[2]["id_number"] == "123456789012345"


@pytest.mark.parametrize(
    ("cell", "read"), [(330106, "330106"), (92.5, "92.5"), (0.1, "0.1"), (-3, "-3"), (1e15, "1000000000000000")]
)
def test_a_number_becomes_its_digits(tmp_path, look, cell, read):
    path = _book(tmp_path / "a.xlsx", {"成绩": [["场次号", "证件号码", "理论成绩"], ["1", "2", cell]]})

    assert look(path, "results").rows[1]["theory"] == read


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"])
def test_an_error_cell_is_quarantined(tmp_path, look, error):
    path = _edited(
        _inline(tmp_path / "b.xlsx"),
        SHEET_1,
        lambda xml: xml.replace(
            b'<c r="B2" t="inlineStr"><is><t>ERR</t></is></c>', f'<c r="B2" t="e"><v>{error}</v></c>'.encode()
        ),
    )

    seen = look(path, "persons")

    assert seen.faults == {(1, "name"): "cell.error"}
    assert seen.rows[2]["name"] == "李四"


def _inline(path: Path) -> Path:
    """A workbook whose texts stand in the sheet itself, as `constant_memory` writes them."""
    rows: Sheets = {"人员": [["证件号码", "姓名"], ["1", "ERR"], ["2", "李四"]]}
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("人员")
        for place, row in enumerate(rows["人员"]):
            sheet.write_row(place, 0, row)
    return path


def test_a_formula_is_never_evaluated(tmp_path, look):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("人员")
        sheet.write_row(0, 0, [*HEADINGS, "备注"])
        sheet.write_row(1, 0, ["1", "张三", "", "", "x"])
        sheet.write_row(2, 0, ["2"])
        sheet.write_formula(2, 1, '="李"&"四"', None, "李四")
        sheet.write_row(3, 0, ["3", "王五"])
        sheet.write_formula(3, 4, "=1+1", None, 2)

    seen = look(path, "persons")

    assert seen.faults == {(2, "name"): "cell.formula"}
    assert [seen.rows[row]["name"] for row in (1, 3)] == ["张三", "王五"]


@pytest.mark.parametrize(
    "cells",
    [
        b'<c r="B2"><f t="shared" ref="B2:B3" si="0">A2</f><v>1</v></c>',
        b'<c r="B2" t="str"><f t="array" ref="B2">A2</f><v>1</v></c>',
        b'<c r="B2"><f/><v>1</v></c>',
        b'<c r="B2"><f>[1]Sheet1!A1</f><v>1</v></c>',
    ],
)
def test_each_kind_of_formula_is_found(tmp_path, look, cells):
    old = b'<c r="B2" t="inlineStr"><is><t>ERR</t></is></c>'
    path = _edited(_inline(tmp_path / "b.xlsx"), SHEET_1, lambda xml: xml.replace(old, cells))

    assert look(path, "persons").faults == {(1, "name"): "cell.formula"}


def test_cells_without_references_are_counted(tmp_path, look):
    formula = b'<c r="B2"><f>A2</f><v>1</v></c>'
    old = b'<c r="B2" t="inlineStr"><is><t>ERR</t></is></c>'
    path = _edited(
        _inline(tmp_path / "b.xlsx"),
        SHEET_1,
        lambda xml: re.sub(rb'(<c|<row) r="\w+"', rb"\1", xml.replace(old, formula)),
    )

    seen = look(path, "persons")

    assert seen.faults == {(1, "name"): "cell.formula"}
    assert seen.rows[2]["name"] == "李四"


def test_merged_cells_give_their_value_to_one_row_only(tmp_path, look):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("人员")
        for place, row in enumerate([HEADINGS, ["1", "", "", ""], ["2", "", "", ""], ["3", "王五", "", ""]]):
            sheet.write_row(place, 0, row)
        sheet.merge_range("B2:B3", "张三")
        sheet.merge_range("C4:D4", "1990-01-01")

    seen = look(path, "persons")

    assert seen.faults == {(2, "name"): "cell.merged", (3, "left_recorded_at"): "cell.merged"}
    assert seen.rows[1]["name"] == "张三"


def test_a_merged_area_of_the_whole_sheet_is_no_trap(tmp_path, look):
    path = _book(tmp_path / "a.xlsx", {"人员": [HEADINGS, ["1", "张三"]]})
    merge = b'<mergeCells count="1"><mergeCell ref="A5:XFD1048576"/></mergeCells><pageMargins'
    _edited(path, SHEET_1, lambda xml: xml.replace(b"<pageMargins", merge))

    begin = time.perf_counter()
    seen = look(path, "persons")

    assert seen.rows[1]["name"] == "张三"
    assert time.perf_counter() - begin < 2


def test_titles_above_the_headings_are_skipped(tmp_path, look):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sheet1")
        sheet.merge_range("A1:D1", "某省2025年人员名单")
        sheet.write_row(1, 0, ["填报单位：", "某局"])
        sheet.write_row(3, 0, HEADINGS)
        sheet.write_row(4, 0, ["1", "张三"])

    seen = look(path, "persons")

    assert {row: cells["name"] for row, cells in seen.rows.items()} == {1: "张三"}
    assert (seen.findings, seen.faults) == (["heading.title_rows"], {})


def test_a_second_heading_row_in_the_other_language_is_no_record(tmp_path, look):
    second = ["id_number", "name", "born_on", "left_recorded_at"]
    path = _book(tmp_path / "a.xlsx", {"人员": [HEADINGS, second, ["1", "张三"]]})

    seen = look(path, "persons")

    assert {row: cells["name"] for row, cells in seen.rows.items()} == {2: "张三"}
    assert seen.faults == {(1, None): "heading.repeated"}


def test_headings_under_group_headings_are_read(tmp_path, look):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("成绩")
        for place, heading in enumerate(["场次号", "证件号码"]):
            sheet.merge_range(0, place, 1, place, heading)
        sheet.merge_range("C1:E1", "考核成绩")
        sheet.write_row(1, 2, ["理论成绩", "操作技能成绩", "综合评审成绩"])
        sheet.merge_range("F1:F2", "评定结果")
        sheet.write_row(2, 0, ["1", "2", 80, 90, "", "合格"])

    seen = look(path, "results")

    assert seen.rows == {
        1: {"session": "1", "id_number": "2", "theory": "80", "practical": "90", "review": None, "passed": "合格"}
    }
    assert seen.faults == {}


def test_a_hidden_sheet_is_kept_out_and_named(tmp_path, look):
    path = _book(
        tmp_path / "a.xlsx", {"人员": [HEADINGS, ["1", "张三"]], "Sheet2": [HEADINGS, ["2", "李四"]], "lists": [["男"]]}
    )
    book = openpyxl.load_workbook(path)
    book["Sheet2"].sheet_state = "veryHidden"
    book["lists"].sheet_state = "hidden"
    book.save(path)

    seen = look(path, "persons")

    assert {row: cells["name"] for row, cells in seen.rows.items()} == {1: "张三"}
    assert seen.notes == ["sheet.hidden"]


def test_a_workbook_whose_only_table_is_hidden_is_refused(tmp_path, look):
    path = _book(tmp_path / "a.xlsx", {"人员": [HEADINGS, ["1", "张三"]], "说明": [["请填写"]]})
    book = openpyxl.load_workbook(path)
    book["人员"].sheet_state = "hidden"
    book.active = 1
    book.save(path)

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "file.no_table"


def test_an_unknown_sheet_is_named_and_kept_out(tmp_path, look):
    path = _book(tmp_path / "a.xlsx", {"人员": [HEADINGS, ["1", "张三"]], "填表说明": [["请逐项填写"]], "Sheet3": []})

    assert look(path, "persons").notes == ["sheet.unknown"]


def test_two_sheets_of_one_table_refuse_it(tmp_path, look):
    path = _book(tmp_path / "a.xlsx", {"人员": [HEADINGS, ["1", "张三"]], "Sheet2": [HEADINGS, ["2", "李四"]]})

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "table.twice"


def test_two_headings_of_one_column_refuse_the_table(tmp_path, look):
    path = _book(tmp_path / "a.xlsx", {"人员": [["证件号码", "身份证号", "姓名"], ["1", "1", "张三"]]})

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "heading.duplicate"


def test_blank_rows_are_numbered_and_trailing_formats_are_no_rows(tmp_path, look):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet, grey = book.add_worksheet("人员"), book.add_format({"bg_color": "#CCCCCC"})
        for place, row in enumerate([HEADINGS, ["1", "张三"], ["", " "], ["3", "李四"]]):
            sheet.write_row(place, 0, row)
        for row in range(4, 1000):
            sheet.write_blank(row, 0, None, grey)

    seen = look(path, "persons")

    assert list(seen.rows) == [1, 3]
    assert seen.faults == {}


def test_a_chart_sheet_is_no_table(tmp_path, look):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("人员")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ["1", "张三"])
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": "=人员!$A$2:$A$2"})
        book.add_chartsheet("图").set_chart(chart)

    assert look(path, "persons").rows[1]["name"] == "张三"


def test_a_cell_at_the_far_corner_is_no_bomb(tmp_path, look):
    path = _book(tmp_path / "a.xlsx", {"人员": [HEADINGS, ["1", "张三"]]})
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    _edited(path, SHEET_1, lambda xml: xml.replace(b"</sheetData>", far))

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "file.too_large"


def test_a_workbook_that_swells_is_refused_before_it_is_opened(tmp_path, look):
    path = _book(tmp_path / "a.xlsx", {"人员": [HEADINGS, ["1", "张三"]]})
    _edited(path, SHEET_1, lambda xml: xml + b" " * (100 << 20))

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "file.too_large"


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels", SHEET_1])
@pytest.mark.parametrize("edit", [lambda xml: b"", lambda xml: xml[: len(xml) // 2], lambda xml: b"\0" * 100])
def test_a_damaged_workbook_is_refused(tmp_path, look, part, edit):
    path = _book(tmp_path / "a.xlsx", {"人员": [HEADINGS, ["1", "张三"]]})
    _edited(path, part, edit)

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code in ("file.unknown_format", "file.no_table")


def test_a_truncated_workbook_is_refused(tmp_path, look):
    path = _book(tmp_path / "a.xlsx", {"人员": [HEADINGS, ["1", "张三"]]})
    path.write_bytes(path.read_bytes()[:-100])

    with pytest.raises(Refusal) as refused:
        look(path, "persons")

    assert refused.value.code == "package.zip"


TEXTS = st.text(alphabet=st.sampled_from('a1,"\n;张（）３ #四𠮷'), max_size=8)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_texts_come_back(tmp_path, look, rows):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("人员")
        sheet.write_row(0, 0, ["证件号码", "姓名", "退出原因"])
        for place, row in enumerate(rows, start=1):
            for column, text in enumerate(("7", *row)):
                sheet.write_string(place, column, text)

    seen = look(path, "persons")

    assert seen.faults == {}
    assert [(row["name"], row["left_reason"]) for row in seen.rows.values()] == [
        tuple(map(_plain, row)) for row in rows
    ]


def _plain(cell: str) -> str | None:
    return cell.replace("３", "3").replace("（", "(").replace("）", ")").strip() or None
