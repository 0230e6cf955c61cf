"""XLSX: cached values only, nothing evaluated; formulas, error cells and merged cells are quarantined."""

import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from baigong.core.periods import day_of_number
from baigong.core.refusal import Fault
from baigong.core.text import Text, msgid
from baigong.ground.lake.files import refusals
from baigong.ground.lake.files.assemble import Sheet, raw_batch
from baigong.ground.lake.files.digits import DIGITS_LOST, LONG_NUMBERS, MOST_DIGITS
from baigong.ground.lake.files.markup import Survey, parts_of, survey
from baigong.ground.lake.files.raw import Original, RawBatch, RowFault
from baigong.ground.lake.files.unzip import UNUSABLE
from baigong.ground.lake.schema.columns import Column, Kind

ROWS = 100_000
ERROR = Fault("cell.error", msgid("This cell holds a spreadsheet error; correct it and save the file again."))
FORMULA = Fault(
    "cell.formula",
    msgid("This cell holds a formula, which is not evaluated here; paste its value in its place."),
)
MERGED = Fault(
    "cell.merged",
    msgid("This cell lies in a merged area, so its value is not its own; unmerge the cells and fill each."),
)
# A million rows of sixty columns; a lone cell in the far corner of a sheet makes seventeen thousand million.
MOST_CELLS = 60_000_000
_DAMAGED = Text(zh="损坏的 Excel 工作簿", en="a damaged workbook")
Area = tuple[tuple[int, int], tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of a workbook as rows of cells from the first row of the sheet on."""

    name: str
    is_hidden: bool
    rows: list[list[Any]]
    merged: tuple[Area, ...]
    survey: Survey
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

    def originals(self, sheet: Sheet, numbers: NDArray[np.int64]) -> Iterator[Original]:
        for number in numbers.tolist():
            row = self.rows[number - 1 + sheet.heading_rows]
            pairs = zip(row, sheet.columns, strict=False)
            yield number, tuple(_shown(cell, column, self.is_1904) for cell, column in pairs)

    def _marks(self, sheet: Sheet) -> Iterator[RowFault]:
        """Cells that hold a formula or an error, or lie in a merged area without holding its value."""
        for row, place in self.survey.formulas:
            yield from _mark(sheet, row, place, FORMULA)
        for row, place in self.survey.errors:
            yield from _mark(sheet, row, place, ERROR)
        for row, place in _swallowed(self.merged, height=len(self.rows), width=len(sheet.columns)):
            yield from _mark(sheet, row, place, MERGED)


def _mark(sheet: Sheet, row: int, place: int, fault: Fault) -> Iterator[RowFault]:
    column = sheet.columns[place] if place < len(sheet.columns) else None
    if column and row >= sheet.heading_rows:
        yield row - sheet.heading_rows + 1, column.name, fault


def pages(path: Path, *, name: str) -> list[Page]:
    """Every sheet; a sheet that is no worksheet has no rows."""
    try:
        with zipfile.ZipFile(path) as file:
            parts, is_1904 = parts_of(file)
            surveys = {sheet: survey(file, part) for sheet, part in parts.items()}
        if any(told.cells > MOST_CELLS for told in surveys.values()):
            raise refusals.TooManyCells(name=name, limit=MOST_CELLS)
        book = CalamineWorkbook.from_path(path)
        return [_page(book, told, surveys.get(told.name, Survey(0)), is_1904) for told in book.sheets_metadata]
    except (*UNUSABLE, CalamineError, ParseError, KeyError, ValueError, OSError):
        raise refusals.UnknownFormat(name=name, what=_DAMAGED) from None


def _page(book: CalamineWorkbook, told: Any, surveyed: Survey, is_1904: bool) -> Page:
    hidden = told.visible != SheetVisibleEnum.Visible
    if told.typ != SheetTypeEnum.WorkSheet:
        return Page(told.name, hidden, [], (), surveyed, is_1904)
    sheet: CalamineSheet = book.get_sheet_by_name(told.name)
    rows = sheet.to_python(skip_empty_area=False)
    merged = tuple(sheet.merged_cell_ranges or ())
    return Page(told.name, hidden, rows, merged, surveyed, is_1904)


def _swallowed(merged: Sequence[Area], *, height: int, width: int) -> Iterator[tuple[int, int]]:
    """Cells of merged areas other than the first; no area reaches beyond the cells that are there."""
    for (top, left), (bottom, right) in dict.fromkeys(merged):
        for row in range(top, min(bottom + 1, height)):
            for column in range(left, min(right + 1, width)):
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
        return cell, None
    if isinstance(cell, bool):
        return str(cell).upper(), None
    if isinstance(cell, (datetime, date)):
        return _day(cell, column), None
    if isinstance(cell, (time, timedelta)):
        return str(cell), None
    return _number(float(cell), column, is_1904)


def _shown(cell: Any, column: Column | None, is_1904: bool) -> str:
    """The cell as text; digits that are lost are not made up, so such a number is shown as spreadsheets show it."""
    text, fault = _text(cell, column, is_1904)
    return f"{cell:.{MOST_DIGITS - 1}E}" if fault else text


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
