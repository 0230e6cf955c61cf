"""Lists: where the credentials stand is found by looking, and nothing written is ever run."""

import csv
from io import BytesIO, StringIO

import openpyxl
import pytest
import xlsxwriter

from baigong.ground.trust.list_files import write_csv, write_xlsx
from baigong.ground.trust.lists import BadList, NothingInList, beside, is_blank, list_of
from ground.trust.packing import FORMS, LAN, another, printed


def sheet(rows):
    kept = BytesIO()
    book = xlsxwriter.Workbook(kept)
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            page.write(number, place, cell)
    book.close()
    return kept.getvalue()


def delimited(rows, encoding="utf-8-sig", delimiter=","):
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


ROWS = [
    ["序号", "姓名", "证书编号", "凭证"],
    *[[number, "蓝小兰", another(number).number, printed(another(number)).decode()] for number in (18, 19)],
]
WRITERS = [
    sheet,
    delimited,
    lambda rows: delimited(rows, "gb18030"),
    lambda rows: delimited(rows, delimiter="\t"),
    lambda rows: delimited(rows, delimiter=";"),
]


@pytest.mark.parametrize("write", WRITERS)
def test_a_list_is_read_in_each_form(tmp_path, write):
    listed = list_of(write(ROWS), tmp_path / "list")

    assert listed.headings == ["序号", "姓名", "证书编号", "凭证"]
    assert [listed.credential(row).encode() for row in listed.rows] == [printed(another(18)), printed(another(19))]
    assert listed.told(listed.rows[0]) == {"name": "蓝小兰", "number": another(18).number}


@pytest.mark.parametrize("form", ["cose", "vc+jwt", "sd-jwt"])
def test_any_form_may_stand_in_a_cell_with_or_without_headings(tmp_path, form):
    listed = list_of(delimited([[FORMS[form](LAN).decode()]]), tmp_path / "list.csv")

    assert (listed.headings, listed.credential(listed.rows[0]).encode()) == ([], FORMS[form](LAN))


def test_a_title_above_the_headings_and_empty_rows_are_passed_over(tmp_path):
    rows = [["杭州某公司员工名单", "", "", ""], ["", "", "", ""], *ROWS[:2], ["", "", "", ""], ROWS[2]]
    listed = list_of(delimited(rows), tmp_path / "list.csv")

    assert listed.headings == ROWS[0]
    assert [is_blank(row) for row in listed.rows] == [False, True, False]


def test_a_first_person_without_a_certificate_is_no_row_of_headings(tmp_path):
    listed = list_of(delimited([ROWS[0], ["1", "王五", "", ""], ROWS[1]]), tmp_path / "list.csv")

    assert (listed.headings, len(listed.rows)) == (ROWS[0], 2)


def test_names_of_files_beside_the_list_are_credentials_and_of_no_other_place(tmp_path):
    folder = tmp_path / "inner"
    folder.mkdir()
    (folder / "lan.png").touch()
    (tmp_path / "secret.txt").touch()
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")

    listed = list_of(delimited([["姓名", "文件"], ["蓝小兰", "lan.png"]]), folder / "list.csv")

    assert listed.column == 1
    assert beside(folder, "lan.png") == folder / "lan.png"
    for name in ("../secret.txt", str(tmp_path / "secret.txt"), "link.txt", "", "a" * 300, "x\0"):
        assert beside(folder, name) is None


def test_a_list_without_credentials_and_no_list_are_refused(tmp_path):
    with pytest.raises(NothingInList):
        list_of(delimited([["姓名"], ["蓝小兰"]]), tmp_path / "list.csv")
    with pytest.raises(NothingInList):
        list_of(b"", tmp_path / "list.csv")
    for content in (b"\xff\xfe\xff", b"PK\x03\x04 no workbook"):
        with pytest.raises(BadList):
            list_of(content, tmp_path / "list.csv")


NASTY = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "plain"]


def test_no_cell_of_a_csv_is_run():
    kept = BytesIO()
    write_csv(kept, ["=head"], iter([[cell] for cell in NASTY]))
    read = [row[0] for row in csv.reader(StringIO(kept.getvalue().decode("utf-8-sig"), newline=""))]

    assert read == ["'=head", *(f"'{cell}" for cell in NASTY[:-1]), "plain"]


def test_no_cell_of_a_workbook_is_run():
    kept = BytesIO()
    write_xlsx(kept, ["=head"], iter([[cell] for cell in NASTY]))
    page = openpyxl.load_workbook(BytesIO(kept.getvalue())).active

    assert {cell.data_type for row in page.rows for cell in row} == {"s"}
    assert [row[0].value for row in page.rows][:5] == ["=head", "=1+1", "+1", "-1", "@SUM(A1)"]
