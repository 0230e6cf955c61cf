"""A table of results as offices have them, CSV or XLSX, by the headings that packages know."""

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from baigong.apps.certificates.actions import Result
from baigong.apps.certificates.refusals import BadResult
from baigong.apps.registry.numbers import sealed_argument
from baigong.core.codes.identity import RESIDENT
from baigong.core.refusal import Fault, Refusal
from baigong.core.text import msgid, normalised
from baigong.faces.here import node_here
from baigong.ground.lake.files.headings import column_of
from baigong.ground.lake.files.sheets import pages
from baigong.ground.lake.read.cells import parser
from baigong.ground.lake.schema.tables import DOCUMENT, PERSONS, RESULTS

MEGABYTE = 1 << 20
MOST_MEGABYTES = 20
MOST_ROWS = 20_000
NAME = "name"
HEADINGS = ("证件号码", "姓名", "理论成绩", "操作技能成绩", "综合评审成绩", "评定结果")
MARKS = ("theory", "practical", "review")


class TableTooLarge(Refusal):
    code = "certificates.table_too_large"
    sentence = msgid("A table of results has %(rows)s rows and %(megabytes)s MB at most; split it.")


class NotATable(Refusal):
    code = "certificates.not_a_table"
    sentence = msgid(
        "This is no table of results: it needs a row of headings with %(headings)s. Download the template and fill it "
        "in."
    )


def results_in(file: Any) -> list[Result]:
    """Numbers are sealed as soon as they are read."""
    if file.size > MOST_MEGABYTES * MEGABYTE:
        raise TableTooLarge(rows=MOST_ROWS, megabytes=MOST_MEGABYTES)
    content = file.read()
    rows = _sheet(content) if content[:2] == b"PK" else _delimited(content)
    return list(_results(rows))


def _delimited(content: bytes) -> list[list[str]]:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
        return [row for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    raise NotATable(headings="、".join(HEADINGS))


def _sheet(content: bytes) -> list[list[str]]:
    """The first sheet with cells; formulas are not evaluated."""
    scratch = node_here().home.scratch
    scratch.mkdir(mode=0o700, exist_ok=True)
    with TemporaryDirectory(dir=scratch, prefix="results-") as folder:
        path = Path(folder) / "results.xlsx"
        path.write_bytes(content)
        found = next((page.rows for page in pages(path, name="results.xlsx") if page.rows), [])
    return [[_text(cell) for cell in row] for row in found if any(str(cell).strip() for cell in row)]


def _text(cell: Any) -> str:
    return f"{cell:.12g}" if isinstance(cell, float) else str(cell)


def _results(rows: Sequence[Sequence[str]]) -> Iterator[Result]:
    if len(rows) > MOST_ROWS + 1:
        raise TableTooLarge(rows=MOST_ROWS, megabytes=MOST_MEGABYTES)
    names = [_name(heading) for heading in rows[0]] if rows else []
    if not {"id_number", "passed"} <= set(names):
        raise NotATable(headings="、".join(HEADINGS))
    node = node_here()
    for place, row in enumerate(rows[1:], 1):
        cells = {name: normalised(cell) for name, cell in zip(names, row, strict=False) if name and normalised(cell)}
        if "id_number" not in cells:
            raise BadResult(row=place, why=msgid("the identity number is missing."))
        yield Result(
            number=sealed_argument(cells["id_number"], node.keyring, node.random),
            name=cells.get(NAME, ""),
            document=str(_cell(DOCUMENT, cells.get("document"), place) or RESIDENT),
            passed=str(_cell(RESULTS.by_name["passed"], cells.get("passed"), place) or ""),
            **{mark: _mark(cells.get(mark), mark, place) for mark in MARKS},
        )


def _name(heading: str) -> str:
    for table in (RESULTS, PERSONS):
        column = column_of(table, heading)
        if column is not None and column.name in ("id_number", "passed", "document", NAME, *MARKS):
            return column.name
    return ""


def _mark(text: str | None, name: str, place: int) -> Decimal | None:
    value = _cell(RESULTS.by_name[name], text, place)
    return None if value is None else Decimal(str(value))


def _cell(column: Any, text: str | None, place: int) -> object:
    if text is None:
        return None
    value = parser(column, is_keyed=False)(text)
    if isinstance(value, Fault):
        raise BadResult(row=place, why=value)
    return value
