"""XLSX: cached values only, nothing evaluated; formulas, error cells and merged cells are quarantined."""

import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import iterparse

import numpy as np
import pyarrow as pa
from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from baigong.core.periods import day_of_number
from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.files.assemble import Sheet, raw_batch
from baigong.ground.lake.files.digits import DIGITS_LOST, LONG_NUMBERS, MOST_DIGITS
from baigong.ground.lake.files.raw import RawBatch, RowFault
from baigong.ground.lake.schema.columns import Column, Kind

ROWS = 100_000
ERRORS = frozenset(("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#GETTING_DATA"))
ERROR = Fault("cell.error", msgid("This cell holds a spreadsheet error; correct it and save the file again."))
FORMULA = Fault(
    "cell.formula",
    msgid("This cell holds a formula, which is not evaluated here; paste its value in its place."),
)
MERGED = Fault(
    "cell.merged",
    msgid("This cell lies in a merged area, so its value is not its own; unmerge the cells and fill each."),
)
_SHEET_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook as rows of cells from the first row of the sheet on."""

    name: str
    is_hidden: bool
    rows: list[list[Any]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    part: str  # where its XML lies in the file
    path: Path
    is_1904: bool

    def head(self) -> list[list[str]]:
        return [[str(cell) for cell in row] for row in self.rows[:15]]

    def batches(self, sheet: Sheet) -> Iterator[RawBatch]:
        body = self.rows[sheet.heading_rows :]
        marks = list(self._marks(sheet))
        for begin in range(0, len(body) or 1, ROWS):
            piece = body[begin : begin + ROWS]
            faults = [mark for mark in marks if begin < mark[0] <= begin + len(piece)]
            yield _batch(sheet, piece, begin + 1, faults, self.is_1904)

    def _marks(self, sheet: Sheet) -> Iterator[RowFault]:
        """Cells that hold a formula or lie in a merged area without holding its value."""
        for row, place in _formulas(self.path, self.part):
            yield from _mark(sheet, row, place, FORMULA)
        for row, place in _swallowed(self.merged):
            yield from _mark(sheet, row, place, MERGED)


def _mark(sheet: Sheet, row: int, place: int, fault: Fault) -> Iterator[RowFault]:
    column = sheet.columns[place] if place < len(sheet.columns) else None
    if column and row >= sheet.heading_rows:
        yield row - sheet.heading_rows + 1, column.name, fault


def pages(path: Path) -> list[Page]:
    """Every sheet; a sheet that is no worksheet has no rows."""
    with zipfile.ZipFile(path) as file:
        parts, is_1904 = _parts(file)
    book = CalamineWorkbook.from_path(path)
    return [_page(book, told, parts, path, is_1904) for told in book.sheets_metadata]


def _page(book: CalamineWorkbook, told: Any, parts: dict[str, str], path: Path, is_1904: bool) -> Page:
    sheet: CalamineSheet = book.get_sheet_by_name(told.name)
    hidden = told.visible != SheetVisibleEnum.Visible
    rows = sheet.to_python(skip_empty_area=False)
    merged = tuple(sheet.merged_cell_ranges or ())
    return Page(told.name, hidden, rows, merged, parts.get(told.name, ""), path, is_1904)


def _parts(file: zipfile.ZipFile) -> tuple[dict[str, str], bool]:
    """Where each sheet's XML lies, and whether days are counted from 1904."""
    links: dict[str, str] = {}
    names = set(file.namelist())
    if "xl/_rels/workbook.xml.rels" in names:
        with file.open("xl/_rels/workbook.xml.rels") as part:
            for _, node in iterparse(part):
                links[node.get("Id", "")] = "xl/" + node.get("Target", "").removeprefix("/xl/").removeprefix("./")
    found, is_1904 = {}, False
    with file.open("xl/workbook.xml") as part:
        for _, node in iterparse(part):
            if node.tag.endswith("}sheet"):
                found[node.get("name", "")] = links.get(node.get(_RELATION, ""), "")
            elif node.tag.endswith("}workbookPr"):
                is_1904 = node.get("date1904") in ("1", "true")
    return {name: part for name, part in found.items() if part in names}, is_1904


def _formulas(path: Path, part: str) -> Iterator[tuple[int, int]]:
    """Cells with a formula, by row and column from 0; the XML is read only where it speaks of formulas."""
    if not part:
        return
    with zipfile.ZipFile(path) as file:
        with file.open(part) as xml:
            if not _speaks_of_formulas(xml):
                return
        with file.open(part) as xml:
            for _, node in iterparse(xml):
                if node.tag == f"{_SHEET_NAMESPACE}c":
                    if node.find(f"{_SHEET_NAMESPACE}f") is not None:
                        yield _place(node.get("r", ""))
                    node.clear()


def _speaks_of_formulas(xml: Any) -> bool:
    rest = b""
    while piece := xml.read(1 << 20):
        if re.search(rb"<f[ >/]", rest + piece):
            return True
        rest = piece[-2:]
    return False


def _place(reference: str) -> tuple[int, int]:
    """
    >>> _place("AB12")
    (11, 27)
    """
    letters = reference.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return int(reference[len(letters) :]) - 1, column - 1


def _swallowed(merged: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> Iterator[tuple[int, int]]:
    for (top, left), (bottom, right) in merged:
        for row in range(top, bottom + 1):
            for column in range(left, right + 1):
                if (row, column) != (top, left):
                    yield row, column


def _batch(sheet: Sheet, rows: list[list[Any]], first: int, faults: list[RowFault], is_1904: bool) -> RawBatch:
    numbers = np.arange(first, first + len(rows), dtype=np.int64)
    cells = []
    for place, column in enumerate(sheet.columns):
        texts = []
        for offset, row in enumerate(rows):
            text, fault = _text(row[place] if place < len(row) else "", column, is_1904)
            texts.append(text)
            if fault and column:
                faults.append((first + offset, column.name, fault))
        cells.append(pa.array(texts, pa.string()))
    return raw_batch(sheet, numbers, cells, faults)


def _text(cell: Any, column: Column | None, is_1904: bool) -> tuple[str, Fault | None]:
    """The cell as the text a person would have typed."""
    if isinstance(cell, str):
        return cell, ERROR if cell in ERRORS else None
    if isinstance(cell, bool):
        return str(cell).upper(), None
    if isinstance(cell, (datetime, date)):
        return _day(cell, column), None
    if isinstance(cell, (time, timedelta)):
        return str(cell), None
    return _number(float(cell), column, is_1904)


def _day(cell: date, column: Column | None) -> str:
    if column and column.kind is Kind.INSTANT:
        return cell.isoformat()
    if column and column.kind is Kind.MONTH:
        return f"{cell.year}-{cell.month:02}"
    return f"{cell.year}-{cell.month:02}-{cell.day:02}"


def _number(cell: float, column: Column | None, is_1904: bool) -> tuple[str, Fault | None]:
    text = str(int(cell)) if cell.is_integer() else repr(cell)
    if column and column.kind in LONG_NUMBERS and abs(cell) >= 10.0**MOST_DIGITS:
        return text, DIGITS_LOST
    if column and column.kind in (Kind.DAY, Kind.BIRTH):
        shifted = cell + 1462 if is_1904 and cell < 19000101 else cell
        day = day_of_number(shifted)
        return (day.isoformat() if day else text), None
    return text, None
