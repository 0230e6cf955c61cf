"""A table as a file: CSV and XLSX for people, JSON and SDMX-CSV for programs. Nothing in any of them runs."""

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from io import BytesIO, StringIO
from typing import Literal

import xlsxwriter
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from baigong.core.refusal import Refusal
from baigong.core.text import Text, msgid
from baigong.ground.lake.write.faulty import guarded
from baigong.ground.lake.write.refusals import SheetFull
from baigong.ground.lake.write.sheets import MOST_CHARACTERS, MOST_ROWS

Kind = Literal["code", "text", "number", "share", "day", "instant"]
Rows = Iterable[Sequence[object]]
WIDTHS: Mapping[Kind, int] = {"code": 16, "text": 32, "number": 14, "share": 10, "day": 12, "instant": 26}
FORMATS: Mapping[Kind, str] = {"code": "@", "text": "@", "number": "#,##0.####", "share": "0.00%", "day": "yyyy-mm-dd"}
# The one measure of an SDMX table has a name of its own.
MEASURE = {"value": "OBS_VALUE"}
AGENCY, VERSION = "BAIGONG", "1.0"


class NoSuchForm(Refusal):
    code = "data.no_such_form"
    sentence = msgid("There is no form “%(given)s”; ask for one of %(known)s.")


@dataclass(frozen=True, slots=True)
class Column:
    """`key` names it to programs and never changes; `title` names it to the reader."""

    key: str
    title: str
    kind: Kind = "text"


def download(name: str, columns: Sequence[Column], rows: Rows, form: str) -> HttpResponse:
    """`name` without its ending; `form` is csv, xlsx, json or sdmx-csv. Instants need their offset, shares are 0–1."""
    if form not in FORMS:
        raise NoSuchForm(given=form, known=list(FORMS))
    suffix, media_type, written = FORMS[form]
    return sent(name + suffix, written(name, columns, rows), media_type)


def sent(name: str, content: bytes, media_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    response["Content-Disposition"] = content_disposition_header(True, name) or ""
    return response


def as_csv(name: str, columns: Sequence[Column], rows: Rows) -> bytes:
    """With the mark by which Excel knows UTF-8."""
    return b"\xef\xbb\xbf" + _lines([column.title for column in columns], rows)


def as_sdmx(name: str, columns: Sequence[Column], rows: Rows) -> bytes:
    """SDMX-CSV 2.0: the dataflow and the action stand before the components, which have their own names."""
    head = ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    start = ("dataflow", dataflow(name), "I")
    components = [MEASURE.get(column.key, column.key.upper()) for column in columns]
    return _lines([*head, *components], ((*start, *row) for row in rows))


def dataflow(name: str) -> str:
    """
    >>> dataflow("targets")
    'BAIGONG:TARGETS(1.0)'
    """
    return f"{AGENCY}:{name.upper().replace('-', '_')}({VERSION})"


def as_json(name: str, columns: Sequence[Column], rows: Rows) -> bytes:
    told = {
        "table": name,
        "columns": [{"key": column.key, "title": column.title, "kind": column.kind} for column in columns],
        "rows": [{column.key: _plain(cell) for column, cell in zip(columns, row, strict=True)} for row in rows],
    }
    return json.dumps(told, ensure_ascii=False).encode()


def as_xlsx(name: str, columns: Sequence[Column], rows: Rows) -> bytes:
    """Text is written as text, so that no cell is a formula, and numbers as numbers."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False}) as book:
        # Its own time is fixed, so that equal tables give equal bytes.
        book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 — the format knows no zones
        page, head = book.add_worksheet(), book.add_format({"bold": True, "text_wrap": True, "bottom": 1})
        page.freeze_panes(1, 0)
        formats = {kind: book.add_format({"num_format": form}) for kind, form in FORMATS.items()}
        for place, column in enumerate(columns):
            page.set_column(place, place, WIDTHS[column.kind], formats.get(column.kind))
            page.write_string(0, place, column.title, head)
        for at, row in enumerate(rows, start=1):
            if at >= MOST_ROWS:
                raise SheetFull(table=Text(zh=name, en=name), limit=MOST_ROWS - 1)
            for place, (column, cell) in enumerate(zip(columns, row, strict=True)):
                _write_cell(page, at, place, cell, formats.get(column.kind))
    return content.getvalue()


def _write_cell(page: xlsxwriter.worksheet.Worksheet, row: int, place: int, cell: object, form: object) -> None:
    told = _plain(cell)
    if told is None or told == "":
        return
    if isinstance(cell, date) and not isinstance(cell, datetime):
        page.write_datetime(row, place, cell, form)
    elif isinstance(told, (int, float)) and not isinstance(told, bool):
        page.write_number(row, place, told, form)
    else:
        page.write_string(row, place, _text(told)[:MOST_CHARACTERS], form)


def _lines(head: Sequence[str], rows: Rows) -> bytes:
    kept = StringIO(newline="")
    writer = csv.writer(kept, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return kept.getvalue().encode()


def _cell(cell: object) -> str:
    """A number stays one, with its minus; whatever is text is guarded."""
    told = _plain(cell)
    return guarded(told) if isinstance(told, str) else _text(told)


def _text(told: object) -> str:
    if told is None:
        return ""
    return str(told).lower() if isinstance(told, bool) else str(told)


def _plain(cell: object) -> str | int | float | bool | None:
    """As JSON has it: unknown stays unknown, never 0."""
    if cell is None or isinstance(cell, (bool, int, float)):
        return cell
    if isinstance(cell, (Fraction, Decimal)):
        return int(cell) if cell == int(cell) else float(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


Written = Callable[[str, Sequence[Column], Rows], bytes]
FORMS: Mapping[str, tuple[str, str, Written]] = {
    "csv": (".csv", "text/csv; charset=utf-8", as_csv),
    "xlsx": (".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx),
    "json": (".json", "application/json", as_json),
    "sdmx-csv": (".sdmx.csv", "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8", as_sdmx),
}
