"""Faulty rows as a spreadsheet: their number and why they were set aside, then every cell as its file had it.

It is corrected and read again: reading knows the first two columns and keeps them out.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import BinaryIO, Protocol

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from baigong.core.refusal import Fault, Refusal
from baigong.core.text import Language, msgid
from baigong.ground.lake.schema.beside import ORIGINAL_ROW, REASON
from baigong.ground.lake.schema.columns import Table
from baigong.ground.lake.write import refusals
from baigong.ground.lake.write.output import standing
from baigong.ground.lake.write.sheets import MOST_CHARACTERS, MOST_ROWS
from baigong.ground.lake.write.words import Said

# What makes a spreadsheet take a cell of a CSV for a formula.
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = (10, 60)
CELL_WIDTH = 20


class ManyTables(Refusal):
    code = "faulty.many_tables"
    sentence = msgid("Rows of several tables were set aside, and a CSV holds one; name a file that ends in .xlsx.")


class Faulty(Protocol):
    """A table's headings as its file has them, and its faulty rows: number, faults, cells."""

    @property
    def table(self) -> Table: ...

    @property
    def headings(self) -> Sequence[str]: ...

    @property
    def rows(self) -> Iterable[tuple[int, Sequence[Fault], Sequence[str]]]: ...


def write_faulty(
    tables: Mapping[str, Faulty], target: Path | BinaryIO, *, form: str, language: Language, said: Said
) -> None:
    """`form` is xlsx or csv. Whatever is text is written as text, so nothing in it runs."""
    told = _Told(language, said)
    content = BytesIO()
    if form == "csv":
        if len(tables) > 1:
            raise ManyTables
        _write_csv(next(iter(tables.values())), content, told)
    else:
        with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
            text = book.add_format({"num_format": "@"})
            heading = book.add_format({"bold": True, "text_wrap": True, "bg_color": "#FFE699"})
            for faulty in tables.values():
                _write_sheet(book.add_worksheet(faulty.table.title.zh), faulty, told, text=text, heading=heading)
    with standing(target) as file:
        file.write(content.getvalue())


@dataclass(frozen=True)
class _Told:
    """How the reasons of a row are put into one cell."""

    language: Language
    said: Said

    @property
    def headings(self) -> tuple[str, str]:
        return ORIGINAL_ROW[self.language], REASON[self.language]

    def reasons(self, faults: Sequence[Fault]) -> str:
        told = [self.said(fault.sentence, fault.facts)[self.language] for fault in faults]
        return ("" if self.language == "zh" else " ").join(dict.fromkeys(told))[:MOST_CHARACTERS]


def _write_sheet(page: Worksheet, faulty: Faulty, told: _Told, *, text: object, heading: object) -> None:
    page.freeze_panes(1, 2)
    for place, name in enumerate((*told.headings, *faulty.headings)):
        # A column formatted as text keeps every digit that is typed into it.
        page.set_column(place, place, WIDTHS[place] if place < len(WIDTHS) else CELL_WIDTH, text if place else None)
        page.write_string(0, place, name, heading)
    for at, (number, faults, cells) in enumerate(faulty.rows, start=1):
        if at >= MOST_ROWS:
            raise refusals.SheetFull(table=faulty.table.title, limit=MOST_ROWS - 1)
        page.write_number(at, 0, number)
        page.write_string(at, 1, told.reasons(faults), text)
        for place, cell in enumerate(cells, start=2):
            if cell:
                page.write_string(at, place, cell[:MOST_CHARACTERS], text)


def _write_csv(faulty: Faulty, content: BytesIO, told: _Told) -> None:
    wrapped = TextIOWrapper(content, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(wrapped, lineterminator="\r\n")
    writer.writerow([*told.headings, *faulty.headings])
    for number, faults, cells in faulty.rows:
        writer.writerow([number, told.reasons(faults), *map(guarded, cells)])
    wrapped.detach()


def guarded(cell: str) -> str:
    """With an apostrophe before what a spreadsheet would run."""
    return f"'{cell}" if cell.startswith(FORMULA_MARKS) else cell
