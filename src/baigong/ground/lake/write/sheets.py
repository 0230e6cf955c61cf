"""One workbook, one sheet a table, with Chinese names and headings: what a person opens."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.worksheet import Worksheet

from baigong.ground.lake.schema.columns import Column, Kind, Table
from baigong.ground.lake.write import refusals
from baigong.ground.lake.write.cells import written

MOST_ROWS = 1_048_576
MOST_CHARACTERS = 32_767
# Widths in characters: what the cells of a kind need.
WIDTHS = {Kind.PERSON: 20, Kind.CREDIT_CODE: 20, Kind.CERTIFICATE_NUMBER: 24, Kind.INSTANT: 26}
NUMBERS = {Kind.INTEGER, Kind.NUMBER, Kind.MONEY}


class Workbook:
    """Written straight to the disk, row by row; its own time is the package's, so equal tables give equal bytes."""

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    suffix = ".xlsx"

    def __init__(self, path: Path, *, created: datetime) -> None:
        scratch = path.parent.parent
        self.book = xlsxwriter.Workbook(path, {"constant_memory": True, "tmpdir": str(scratch)})
        self.book.set_properties({"created": created.replace(tzinfo=None)})
        self.heading = self.book.add_format({"bold": True, "text_wrap": True})
        self.day = self.book.add_format({"num_format": "yyyy-mm-dd"})
        self.money = self.book.add_format({"num_format": "0.00"})
        # A column formatted as text keeps what a person later types into it, such as a longer number.
        self.text = self.book.add_format({"num_format": "@"})

    def sheet(self, table: Table, columns: tuple[Column, ...]) -> "Sheet":
        return Sheet(self, self.book.add_worksheet(table.title.zh), table, columns)

    def close(self) -> None:
        try:
            self.book.close()
        except FileCreateError as problem:
            # The library wraps what the disk said.
            raise problem.args[0] from None


class Sheet:
    """One table of a workbook."""

    def __init__(self, book: Workbook, page: Worksheet, table: Table, columns: tuple[Column, ...]) -> None:
        self.book, self.page, self.table, self.columns = book, page, table, columns
        self.headings = tuple(column.zh for column in columns)
        self.rows = 1
        self.page.freeze_panes(1, 0)
        for place, column in enumerate(columns):
            self.page.set_column(place, place, WIDTHS.get(column.kind, 14), self._format(column))
            self.page.write_string(0, place, column.zh, book.heading)

    def _format(self, column: Column) -> object:
        if column.kind is Kind.MONEY:
            return self.book.money
        if column.kind in (Kind.DAY, Kind.BIRTH):
            return self.book.day
        return None if column.kind in NUMBERS else self.book.text

    def write(self, batch: pa.RecordBatch) -> None:
        if self.rows + batch.num_rows > MOST_ROWS:
            raise refusals.SheetFull(table=self.table.title, limit=MOST_ROWS - 1)
        cells = [_values(array, column.kind) for array, column in zip(batch.columns, self.columns, strict=True)]
        formats = [self._format(column) for column in self.columns]
        for row in zip(*cells, strict=True):
            self._row(row, formats)

    def _row(self, row: Sequence[object], formats: Sequence[object]) -> None:
        """Text is always written as text, so what begins with an equals sign is no formula."""
        for place, cell in enumerate(row):
            if cell is None:
                continue
            if isinstance(cell, str):
                if len(cell) > MOST_CHARACTERS:
                    raise refusals.CellFull(table=self.table.title, limit=MOST_CHARACTERS)
                self.page.write_string(self.rows, place, cell, formats[place])
            elif isinstance(cell, datetime):
                raise TypeError("an instant is written as text, since a cell keeps no offset")
            elif isinstance(cell, (int, float)):
                self.page.write_number(self.rows, place, cell, formats[place])
            else:
                self.page.write_datetime(self.rows, place, cell, formats[place])
        self.rows += 1


def _values(array: pa.Array, kind: Kind) -> list[object]:
    """Days as days and numbers as numbers; instants and months as text, which loses nothing."""
    values: list[object]
    if kind in (Kind.INSTANT, Kind.MONTH):
        values = written(array, kind).to_pylist()
    elif kind in NUMBERS:
        values = (array.cast(pa.float64()) if kind is Kind.MONEY else array).to_pylist()
    else:
        values = array.to_pylist()
    return values
