"""Bad input of issue 3 §5: each gets a refusal or a quarantine with row and reason, in both languages."""

import zipfile
from pathlib import Path

import openpyxl
import pytest

from contract.packages import (
    bare,
    columns_of,
    csv_bytes,
    digest,
    parquet_bytes,
    saved,
    workbook_bytes,
    write_descriptor,
    write_package,
)
from contract.people import with_wrong_check
from contract.program import Answer, asked, assert_refused, assert_sentences, quarantined
from contract.roster import PERSON, certificate

ROWS = [certificate(1), certificate(2), certificate(3)]


def assert_said(answer: Answer) -> None:
    """Something is said of it: the whole refused, a table refused, or rows named."""
    assert answer.code in {1, 2}, (answer.code, answer.out[:600], answer.err[-600:])
    if answer.code == 2:
        return assert_refused(answer)
    told = [*answer.json["findings"]]
    told += [counts["refused"] for counts in answer.json["tables"].values() if "refused" in counts]
    assert told
    for spoken in told:
        assert_sentences(spoken)
    return None


def workbook() -> tuple[openpyxl.Workbook, openpyxl.worksheet.worksheet.Worksheet]:
    """A workbook with the sheet certificates and three good rows below its headings."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "certificates"
    headings = columns_of(ROWS)
    sheet.append(headings)
    for row in ROWS:
        sheet.append([row[heading] for heading in headings])
    return book, sheet


def cell_of(column: str, row: int) -> tuple[int, int]:
    return row + 1, columns_of(ROWS).index(column) + 1


def checked(tmp_path: Path, book: openpyxl.Workbook) -> Answer:
    file = tmp_path / "roster.xlsx"
    file.write_bytes(saved(book))
    return asked("check", file)


def test_wrong_check_digits_and_impossible_days_are_named_by_row(tmp_path: Path) -> None:
    rows = [*ROWS, certificate(4, id_number=with_wrong_check(PERSON)), certificate(5, issued_on="2024-02-31")]

    answer = asked("check", bare(tmp_path / "certificates.csv", rows))

    assert_said(answer)
    assert quarantined(answer.json) == {("certificates", 4), ("certificates", 5)}


def test_swapped_columns_quarantine_their_rows(tmp_path: Path) -> None:
    rows = [row | {"number": row["id_number"], "id_number": row["number"]} for row in ROWS]

    answer = asked("check", bare(tmp_path / "certificates.csv", rows))

    assert_said(answer)
    assert quarantined(answer.json) == {("certificates", row) for row in (1, 2, 3)}


def test_merged_cells_leave_their_lower_rows_in_quarantine(tmp_path: Path) -> None:
    book, sheet = workbook()
    row, column = cell_of("issued_on", 1)
    sheet.merge_cells(start_row=row, end_row=row + 2, start_column=column, end_column=column)

    answer = checked(tmp_path, book)

    assert_said(answer)
    assert quarantined(answer.json) >= {("certificates", 2), ("certificates", 3)}


def test_two_header_rows_are_not_taken_for_records(tmp_path: Path) -> None:
    book, sheet = workbook()
    sheet.insert_rows(2)
    for column, title in enumerate(("证书编号", "证件号码", "职业编码", "职业技能等级", "评价渠道"), start=1):
        sheet.cell(2, column, title)

    answer = checked(tmp_path, book)

    assert_said(answer)
    if answer.code == 1 and "refused" not in answer.json["tables"]["certificates"]:
        assert quarantined(answer.json) == {("certificates", 1)}


def test_a_title_above_the_headings_is_said(tmp_path: Path) -> None:
    book, sheet = workbook()
    sheet.insert_rows(1)
    sheet.cell(1, 1, "某市2024年度职业技能等级证书汇总表")
    sheet.merge_cells("A1:H1")

    answer = checked(tmp_path, book)

    assert_said(answer)


def test_hidden_sheets_are_said(tmp_path: Path) -> None:
    book, sheet = workbook()
    book.copy_worksheet(sheet).title = "persons"
    book["persons"].sheet_state = "hidden"

    assert_said(checked(tmp_path, book))


def test_formulas_are_never_evaluated(tmp_path: Path) -> None:
    book, sheet = workbook()
    sheet.cell(*cell_of("id_number", 2), '="3301"&"06"')

    answer = checked(tmp_path, book)

    assert_said(answer)
    assert ("certificates", 2) in {(found["table"], found["row"]) for found in answer.json["findings"]}


def test_error_cells_quarantine_their_rows(tmp_path: Path) -> None:
    book, sheet = workbook()
    sheet.cell(*cell_of("occupation", 1), "#N/A").data_type = "e"
    sheet.cell(*cell_of("issued_on", 3), "#VALUE!").data_type = "e"

    answer = checked(tmp_path, book)

    assert_said(answer)
    assert quarantined(answer.json) == {("certificates", 1), ("certificates", 3)}


def test_a_hundred_megabytes_of_nulls_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "certificates.csv"
    with file.open("wb") as written:
        written.truncate(100 * 1024 * 1024)

    assert_refused(asked("check", file))


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("datapackage.json", "{}")
        with packed.open("certificates.csv", "w", force_zip64=True) as inside:
            for _ in range(400):
                inside.write(bytes(1024 * 1024))

    assert_refused(asked("check", archive))


@pytest.mark.parametrize("name", ["../climbed.csv", "/tmp/climbed.csv", "a/../../climbed.csv", "..\\climbed.csv"])
def test_a_zip_whose_paths_climb_out_is_refused(tmp_path: Path, name: str) -> None:
    content = csv_bytes("certificates", ROWS)
    inside = tmp_path / "inside"
    inside.mkdir()
    write_descriptor(inside, [{"name": "certificates", "path": name, "hash": digest(content)}])
    archive = tmp_path / "deep" / "climbing.zip"
    archive.parent.mkdir()
    with zipfile.ZipFile(archive, "w") as packed:
        packed.write(inside / "datapackage.json", "datapackage.json")
        packed.writestr(name, content)

    assert_refused(asked("check", archive))
    assert not (tmp_path / "climbed.csv").exists()


def test_a_csv_named_xlsx_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "roster.xlsx"
    file.write_bytes(csv_bytes("certificates", ROWS))

    assert_said(asked("check", file))


def test_an_xlsx_named_csv_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "certificates.csv"
    file.write_bytes(workbook_bytes({"certificates": ROWS}))

    assert_said(asked("check", file))


@pytest.mark.parametrize("twin", ["level", "职业技能等级", "认定等级"])
def test_duplicated_headings_are_refused(tmp_path: Path, twin: str) -> None:
    file = tmp_path / "certificates.csv"
    lines = csv_bytes("certificates", ROWS).decode().splitlines()
    file.write_text("\n".join([f"{lines[0]},{twin}", *(f"{line},4" for line in lines[1:])]), encoding="utf-8")

    answer = asked("check", file)

    assert_said(answer)
    assert answer.code == 2 or "refused" in answer.json["tables"]["certificates"]


@pytest.mark.parametrize("kept", [0.5, 0.95, 0.01])
def test_a_truncated_parquet_is_refused(tmp_path: Path, kept: float) -> None:
    content = parquet_bytes("certificates", ROWS)
    (tmp_path / "certificates.parquet").write_bytes(content[: int(len(content) * kept)])

    assert_said(asked("check", tmp_path / "certificates.parquet"))


def test_a_truncated_workbook_is_refused(tmp_path: Path) -> None:
    content = workbook_bytes({"certificates": ROWS})
    (tmp_path / "certificates.xlsx").write_bytes(content[: len(content) // 2])

    assert_said(asked("check", tmp_path / "certificates.xlsx"))


def test_mixed_encodings_are_said(tmp_path: Path) -> None:
    named = [row | {"trade": "电焊工"} for row in ROWS]
    lines = csv_bytes("certificates", named).decode().splitlines()
    mixed = [line.encode("gb18030" if place == 2 else "utf-8") for place, line in enumerate(lines)]
    (tmp_path / "certificates.csv").write_bytes(b"\n".join(mixed))

    assert_said(asked("check", tmp_path / "certificates.csv"))


def test_a_package_of_no_table_is_refused(tmp_path: Path) -> None:
    assert_refused(asked("check", write_package(tmp_path / "package", {})))


def test_a_folder_that_is_no_package_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("请查收", encoding="utf-8")

    for command in (
        ("check", tmp_path),
        ("score", tmp_path, "--on", "2025-12-31"),
        ("explain", tmp_path, "stock@2025-12-31"),
    ):
        assert_refused(asked(*command))


@pytest.mark.parametrize("name", ["nothing", "nothing.csv", "nothing.zip"])
def test_a_path_that_leads_nowhere_is_refused(tmp_path: Path, name: str) -> None:
    assert_refused(asked("check", tmp_path / name))


@pytest.mark.parametrize("name", ["empty.csv", "empty.xlsx", "empty.parquet", "empty.zip"])
def test_an_empty_file_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / name).touch()

    assert_said(asked("check", tmp_path / name))


def test_a_file_of_unknown_headings_is_refused(tmp_path: Path) -> None:
    assert_said(asked("check", bare(tmp_path / "menu.csv", [{"dish": "面", "price": "12"}])))
