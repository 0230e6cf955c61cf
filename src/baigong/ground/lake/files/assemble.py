"""From cells of a sheet to a raw batch: known columns by name, blank rows out, lost characters marked."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.files.cells import is_blank, lost, plain
from baigong.ground.lake.files.headings import column_of, duplicate, table_of
from baigong.ground.lake.files.raw import RawBatch, RowFault
from baigong.ground.lake.findings import Finding
from baigong.ground.lake.schema.columns import Column, Table

LOST_CHARACTER = Fault(
    "encoding.mixed",
    msgid("This row is in another encoding than the file, or lost characters; export the file again in one encoding."),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of cells whose headings are known: which column each means, and how many rows they take."""

    table: Table
    headings: tuple[str, ...]
    columns: tuple[Column | None, ...]
    heading_rows: int
    findings: tuple[Finding, ...]
    refused: Fault | None = None

    @property
    def known(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(column.name for column in self.columns if column))


def sheet_of(head: Sequence[Sequence[str]], table: Table | None) -> Sheet | None:
    """The heading row among the first rows, which may follow title rows and be followed by its own translation."""
    ranked = [(_known(row, table or table_of(row)), -place) for place, row in enumerate(head)]
    best = max(ranked, default=(0, 0))
    if best[0] == 0:
        return None
    place = -best[1]
    headings = tuple(str(cell or "").strip() for cell in head[place])
    table = table or table_of(headings)
    if table is None:
        return None
    after = place + 1
    while after < len(head) and _repeats(headings, head[after], table):
        after += 1
    columns = tuple(column_of(table, heading) if heading else None for heading in headings)
    notes = (*_unknown(table, headings, columns), *_skipped(table, place, after - place - 1))
    return Sheet(table, headings, columns, after, notes, duplicate(table, headings))


def raw_batch(sheet: Sheet, numbers: np.ndarray, cells: Sequence[object], faults: list[RowFault]) -> RawBatch:
    """A batch of the known columns; rows that are blank in every column are left out."""
    given = [_one(column) for column in cells]
    texts = [plain(text) if column else text for column, text in zip(sheet.columns, given, strict=True)]
    for text in texts:
        faults += [(int(numbers[place]), None, LOST_CHARACTER) for place in lost(text)]
    named = {column.name: text for column, text in zip(sheet.columns, texts, strict=True) if column}
    blank = is_blank(list(named.values()), rows=len(numbers))
    if blank.any():
        others = [plain(text) for column, text in zip(sheet.columns, texts, strict=True) if column is None]
        filled = ~(blank & is_blank(others, rows=len(numbers)))
        mask = pa.array(filled)
        named, numbers = {name: text.filter(mask) for name, text in named.items()}, numbers[filled]
    return RawBatch(numbers, named, _once(faults))


def _once(faults: list[RowFault]) -> list[RowFault]:
    """Each fault of a row and column once, in order."""
    return list({(row, column, fault.code): (row, column, fault) for row, column, fault in faults}.values())


def _one(column: object) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    return column


def _known(row: Sequence[str], table: Table | None) -> int:
    if table is None:
        return 0
    known = {column.name for cell in row if cell and (column := column_of(table, str(cell)))}
    return len(known) if set(table.key) & known or len(known) > 1 else 0


def _repeats(headings: Sequence[str], row: Sequence[str], table: Table) -> bool:
    """A second heading row: every filled cell is again a heading of the column above it."""
    filled = [(above, str(cell)) for above, cell in zip(headings, row, strict=False) if cell]
    pairs = [(column_of(table, above), column_of(table, cell)) for above, cell in filled]
    return bool(pairs) and all(above is not None and above == below for above, below in pairs)


def _unknown(table: Table, headings: Sequence[str], columns: Sequence[Column | None]) -> list[Finding]:
    sentence = msgid("The column “%(heading)s” is none of this table's; it was kept out.")
    return [
        Finding(table.name, 0, heading, Fault("column.unknown", sentence, {"heading": heading}), False)
        for heading, column in zip(headings, columns, strict=True)
        if heading and column is None
    ]


def _skipped(table: Table, titles: int, repeated: int) -> list[Finding]:
    said = {
        "heading.title_rows": (titles, msgid("Rows above the headings were skipped as titles: %(rows)s.")),
        "heading.repeated": (repeated, msgid("Rows below the headings that repeat them were skipped: %(rows)s.")),
    }
    return [
        Finding(table.name, 0, None, Fault(code, sentence, {"rows": rows}), False)
        for code, (rows, sentence) in said.items()
        if rows
    ]
