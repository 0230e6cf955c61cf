"""From cells of a sheet to a raw batch: known columns by name, blank rows out, lost characters marked."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import zip_longest

import numpy as np
import pyarrow as pa

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.files.cells import is_blank, lost, plain
from baigong.ground.lake.files.headings import column_of, duplicate, own_columns, table_of
from baigong.ground.lake.files.raw import RawBatch, RowFault
from baigong.ground.lake.findings import Finding
from baigong.ground.lake.schema.columns import Column, Table

LOST_CHARACTER = Fault(
    "encoding.mixed",
    msgid("This row is in another encoding than the file, or lost characters; export the file again in one encoding."),
)


REPEATED = Fault(
    "heading.repeated",
    msgid("This row repeats the headings above it and is no record; delete it."),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of cells whose headings are known: which column each means, and how many rows they take.

    `repeated` is how many of the rows that follow only say the headings again, in the other language perhaps.
    """

    table: Table
    headings: tuple[str, ...]
    columns: tuple[Column | None, ...]
    heading_rows: int
    findings: tuple[Finding, ...]
    repeated: int = 0
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
    table = table or table_of(head[place])
    if table is None:
        return None
    headings, place, after = _grouped(head, place, table)
    repeated = 0
    while after + repeated < len(head) and _repeats(headings, head[after + repeated], table):
        repeated += 1
    columns = tuple(column_of(table, heading) if heading else None for heading in headings)
    notes = (*_unknown(table, headings, columns), *_titles(table, place))
    return Sheet(table, headings, columns, after, notes, repeated, duplicate(table, headings))


def raw_batch(sheet: Sheet, numbers: np.ndarray, cells: Sequence[object], faults: list[RowFault]) -> RawBatch:
    """A batch of the known columns; rows that are blank in every column are left out."""
    # Arrow lets go of the interpreter while it works, so that columns share the cores.
    with ThreadPoolExecutor() as pool:
        texts = list(pool.map(_text, sheet.columns, cells))
    for text in texts:
        faults += [(int(numbers[place]), None, LOST_CHARACTER) for place in lost(text)]
    named = {column.name: text for column, text in zip(sheet.columns, texts, strict=True) if column}
    blank = is_blank(list(named.values()), rows=len(numbers))
    if blank.any():
        others = [plain(text) for column, text in zip(sheet.columns, texts, strict=True) if column is None]
        filled = ~(blank & is_blank(others, rows=len(numbers)))
        mask = pa.array(filled)
        named, numbers = {name: text.filter(mask) for name, text in named.items()}, numbers[filled]
    if len(numbers) and numbers[0] <= sheet.repeated:
        records = numbers > sheet.repeated
        faults = [(int(row), None, REPEATED) for row in numbers[~records]] + faults
        named = {name: text.filter(pa.array(records)) for name, text in named.items()}
        numbers = numbers[records]
    return RawBatch(numbers, named, _once(faults))


def _once(faults: list[RowFault]) -> list[RowFault]:
    """Each fault of a row and column once, in order."""
    return list({(row, column, fault.code): (row, column, fault) for row, column, fault in faults}.values())


def _text(column: Column | None, cells: object) -> pa.Array:
    """Cells of unknown columns are looked at only where a row might be blank."""
    return plain(_one(cells)) if column else _one(cells)


def _one(column: object) -> pa.Array:
    if isinstance(column, pa.ChunkedArray):
        return column.combine_chunks() if column.num_chunks != 1 else column.chunk(0)
    return column


def _known(row: Sequence[str], table: Table | None) -> int:
    if table is None:
        return 0
    known = {column.name for cell in row if cell and (column := column_of(table, str(cell)))}
    return len(known) if set(table.key) & known or len(known) > 1 else 0


def _grouped(head: Sequence[Sequence[str]], place: int, table: Table) -> tuple[tuple[str, ...], int, int]:
    """The headings, in two rows where some stand under a group's heading; their first row, and the row after."""
    if place + 1 < len(head) and _completes(head[place], head[place + 1], table):
        return _under(head[place], head[place + 1]), place, place + 2
    if place and _completes(head[place - 1], head[place], table):
        return _under(head[place - 1], head[place]), place - 1, place + 1
    return tuple(str(cell or "").strip() for cell in head[place]), place, place + 1


def _completes(upper: Sequence[str], lower: Sequence[str], table: Table) -> bool:
    """Every filled cell of the lower row is a heading, none that the upper has, and the upper has some too."""
    above = {column.name for cell in upper if cell and (column := column_of(table, str(cell)))}
    below = [column_of(table, str(cell)) for cell in lower if cell]
    return bool(above and below) and all(column is not None and column.name not in above for column in below)


def _under(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    pairs = zip_longest(upper, lower, fillvalue="")
    return tuple(str(below or above or "").strip() for above, below in pairs)


def _repeats(headings: Sequence[str], row: Sequence[str], table: Table) -> bool:
    """A second heading row: every filled cell is again a heading of the column above it."""
    filled = [(above, str(cell)) for above, cell in zip(headings, row, strict=False) if cell]
    pairs = [(column_of(table, above), column_of(table, cell)) for above, cell in filled]
    return bool(pairs) and all(above is not None and above == below for above, below in pairs)


def _unknown(table: Table, headings: Sequence[str], columns: Sequence[Column | None]) -> list[Finding]:
    sentence = msgid("The column “%(heading)s” is none of this table's; it was kept out.")
    return [
        Finding(table.name, 0, heading, Fault("column.unknown", sentence, {"heading": heading}), False)
        for heading, column in list(zip(headings, columns, strict=True))[own_columns(headings) :]
        if heading and column is None
    ]


def _titles(table: Table, rows: int) -> list[Finding]:
    sentence = msgid("Rows above the headings were skipped as titles: %(rows)s.")
    fault = Fault("heading.title_rows", sentence, {"rows": rows})
    return [Finding(table.name, 0, None, fault, False)] if rows else []
