"""A list of certificates in a spreadsheet: in which column the credentials stand is found by looking at the cells."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.core.verifying.forms import form_of
from baigong.ground.lake.files.headings import column_of
from baigong.ground.lake.schema.tables import CERTIFICATES

MOST_ROWS, MOST_UNPACKED, SHOWN_ROWS = 1_000_000, 512 << 20, 200
WORKBOOK, BEGINS = "xl/workbook.xml", b"PK\x03\x04"
ENCODINGS, DELIMITERS = ("utf-8-sig", "gb18030"), ",\t;"
LONGEST_CELL, LONGEST_NAME = 131_072, 255
# Columns of the package, and the cell of a certificate that says the same.
COMPARED = {"number": "number", "name": "name", "id_number": "document", "document": "document"}


class BadList(Refusal):
    code = "verify.bad_list"
    sentence = msgid("“%(name)s” cannot be read as a list: save it as .xlsx or as CSV in UTF-8, with one row a person.")


class NothingInList(Refusal):
    code = "verify.nothing_in_list"
    sentence = msgid(
        "No column of “%(name)s” holds certificates: texts of codes, links, tokens, or names of files beside the list."
    )


@dataclass(frozen=True, slots=True)
class Listed:
    """`column`: where the credentials stand; `says`: which column says which cell of a certificate."""

    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    column: int
    says: Mapping[str, int]

    def credential(self, row: Sequence[str]) -> str:
        return row[self.column].strip("\r\n\t") if self.column < len(row) else ""

    def told(self, row: Sequence[str]) -> dict[str, str]:
        """What the row says of the certificate, as far as it says it."""
        found = {name: row[place].strip() for name, place in self.says.items() if place < len(row)}
        return {name: cell for name, cell in found.items() if cell}


def is_list(path: Path, content: bytes) -> bool:
    """A workbook, or what is called a CSV."""
    return path.suffix.lower() in (".csv", ".tsv", ".xlsx") or (content.startswith(BEGINS) and _is_workbook(content))


def rows_of(content: bytes, name: str) -> list[list[str]]:
    """Its cells as people typed them, whatever they are. Raises BadList."""
    return _sheet(content, name) if content.startswith(BEGINS) else _delimited(content, name)


def list_of(content: bytes, path: Path) -> Listed:
    """Raises BadList or NothingInList."""
    rows = rows_of(content, path.name)
    column = _column(rows, path.parent)
    if column is None:
        raise NothingInList(name=path.name)
    place = _headings(rows, column, path.parent)
    headings = [] if place is None else list(rows[place])
    known = _known(headings)
    says = {cell: known[name] for name, cell in COMPARED.items() if name in known and known[name] != column}
    return Listed(headings, rows[0 if place is None else place + 1 :], column, says)


def is_blank(row: Sequence[str]) -> bool:
    return not any(cell.strip() for cell in row)


def beside(folder: Path, name: str) -> Path | None:
    """The file that a cell names, below the list's own folder; a list reaches nowhere else."""
    if not 0 < len(name) <= LONGEST_NAME or "\0" in name:
        return None
    path = folder / name
    inside = path.resolve().is_relative_to(folder.resolve())
    return path if inside and path.is_file() else None


def _column(rows: Sequence[Sequence[str]], folder: Path) -> int | None:
    """That with most credentials, or names of files, among the first rows; the leftmost of equals."""
    first = rows[:SHOWN_ROWS]
    counts = [
        sum(_is_credential(_cell(row, place), folder) for row in first)
        for place in range(max(map(len, first), default=0))
    ]
    return counts.index(max(counts)) if any(counts) else None


def _headings(rows: Sequence[Sequence[str]], column: int, folder: Path) -> int | None:
    """Above the first credential, where a title may stand as well: the row that names most of what we know."""
    first = next(place for place, row in enumerate(rows) if _is_credential(_cell(row, column), folder))
    above = [place for place in range(first) if not is_blank(rows[place])]
    return max(above, key=lambda place: len(_known(rows[place])), default=None)


def _known(headings: Sequence[str]) -> dict[str, int]:
    """Which of the certificates' columns stands where, by the headings that the package knows."""
    return {found.name: place for place, one in enumerate(headings) if (found := column_of(CERTIFICATES, one))}


def _is_credential(cell: str, folder: Path) -> bool:
    return form_of(cell.strip("\r\n\t").encode()) is not None or beside(folder, cell.strip()) is not None


def _cell(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _delimited(content: bytes, name: str) -> list[list[str]]:
    text = _decoded(content, name)
    line = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=line.count)
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=False))
    except csv.Error:
        raise BadList(name=name) from None
    if len(rows) > MOST_ROWS:
        raise BadList(name=name)
    return rows


def _decoded(content: bytes, name: str) -> str:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadList(name=name)


def _is_workbook(content: bytes) -> bool:
    try:
        with ZipFile(BytesIO(content)) as file:
            return WORKBOOK in file.namelist()
    except (BadZipFile, ValueError, OSError):
        return False


def _sheet(content: bytes, name: str) -> list[list[str]]:
    """The first sheet that is shown and has rows."""
    try:
        with ZipFile(BytesIO(content)) as file:
            if sum(one.file_size for one in file.infolist()) > MOST_UNPACKED:
                raise BadList(name=name)
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        for told in book.sheets_metadata:
            if told.typ == SheetTypeEnum.WorkSheet and told.visible == SheetVisibleEnum.Visible:
                rows = book.get_sheet_by_name(told.name).to_python()
                if rows:
                    return [[_text(cell) for cell in row] for row in rows]
    except (BadZipFile, CalamineError, KeyError, ValueError, OSError):
        raise BadList(name=name) from None
    return []


def _text(cell: Any) -> str:
    """As a person would have typed it."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d}"
    return str(cell)
