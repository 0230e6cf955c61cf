"""A list with its answers, written for spreadsheets: no cell of it is ever run as a formula."""

import csv
from collections.abc import Iterator, Sequence
from io import TextIOWrapper
from typing import IO

import xlsxwriter

# A cell of a CSV that begins so would be taken for a formula.
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
MOST_CHARACTERS = 32_767

Rows = Iterator[Sequence[str]]


def write_csv(file: IO[bytes], headings: Sequence[str], rows: Rows) -> None:
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([guarded(one) for one in headings])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def write_xlsx(file: IO[bytes], headings: Sequence[str], rows: Rows) -> None:
    """Text is always written as text, so what begins with an equals sign is no formula."""
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    page, bold, plain = book.add_worksheet(), book.add_format({"bold": True}), book.add_format({"num_format": "@"})
    page.freeze_panes(1, 0)
    for place, one in enumerate(headings):
        page.write_string(0, place, one[:MOST_CHARACTERS], bold)
    for number, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            page.write_string(number, place, cell[:MOST_CHARACTERS], plain)
    book.close()


def guarded(cell: str) -> str:
    """The cell, unless a spreadsheet would run it: then with an apostrophe before it."""
    return f"'{cell}" if cell.startswith(FORMULA_MARKS) else cell
