"""CSV: UTF-8 or GB18030, read in blocks that end where a row ends, so that memory stays bounded."""

import codecs
import csv
import math
import mmap
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pv
from numpy.typing import NDArray

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.files.assemble import Sheet, raw_batch
from baigong.ground.lake.files.encodings import as_utf8
from baigong.ground.lake.files.raw import Original, RawBatch, RowFault
from baigong.ground.lake.files.rows import Rows, cells_in, rows_of

BLOCK = 32 << 20
HEAD = 1 << 20
HEAD_ROWS = 15
ROWS = 500_000
# No heading is longer; the csv module refuses cells beyond 131,072 characters.
MOST_HEADING_BYTES = 100_000


@dataclass(frozen=True, slots=True)
class Delimited:
    """A CSV file in UTF-8, its delimiter, and its first rows."""

    path: Path
    delimiter: str
    head: list[list[str]]
    offsets: list[int]  # where each row of the head begins, and where the row after the last would

    def batches(self, sheet: Sheet) -> Iterator[RawBatch]:
        first = 1
        with self.path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        for block, rows in _blocks(content, self.offsets[sheet.heading_rows], self.delimiter):
            batch, count = _batch(block, rows, sheet, self.delimiter, first)
            first += count
            yield from _portions(batch)

    def originals(self, sheet: Sheet, numbers: NDArray[np.int64]) -> Iterator[Original]:
        first = 1
        with self.path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        for block, told in _blocks(content, self.offsets[sheet.heading_rows], self.delimiter):
            marks = np.frombuffer(block, dtype=np.uint8)
            rows = told or rows_of(marks, self.delimiter, is_last=True)
            starts = rows.starts
            places = numbers[np.searchsorted(numbers, first) : np.searchsorted(numbers, first + len(starts))] - first
            for place in places.tolist():
                row = marks[starts[place] : rows.ends[place]].tobytes()
                yield place + first, tuple(_split(row, self.delimiter))
            first += len(starts)


def open_delimited(path: Path, scratch: Path, *, name: str) -> Delimited:
    """The file as UTF-8; a copy is written to `scratch` where it is in another encoding."""
    utf8 = as_utf8(path, scratch, name=name)
    with utf8.open("rb") as file:
        start = file.read(HEAD)
        is_last = not file.read(1)
    bom = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    delimiter = _delimiter(start[bom:].decode("utf-8", errors="ignore"))
    rows = rows_of(np.frombuffer(start, dtype=np.uint8)[bom:], delimiter, is_last=is_last)
    ends = [bom, *(int(end) + bom for end in rows.ends[:HEAD_ROWS])]
    head = [_cells(start[begin:end], delimiter) for begin, end in pairwise(ends)]
    return Delimited(utf8, delimiter, head, ends)


def _delimiter(text: str) -> str:
    """A comma, unless the first line that has any mark plainly uses a tab or a semicolon."""
    lines = text.split("\n", HEAD_ROWS)[:HEAD_ROWS]
    line = next((line for line in lines if any(mark in line for mark in ",\t;")), "")
    others = [mark for mark in "\t;" if line.count(mark) > line.count(",")]
    return others[0] if others else ","


def _cells(row: bytes, delimiter: str) -> list[str]:
    return [] if len(row) > MOST_HEADING_BYTES else _split(row, delimiter)


def _split(row: bytes, delimiter: str) -> list[str]:
    text = row.decode("utf-8", errors="replace").rstrip("\r\n")
    try:
        return next(csv.reader([text], delimiter=delimiter), [])
    except csv.Error:
        return text.split(delimiter)


def _blocks(content: mmap.mmap, begin: int, delimiter: str) -> Iterator[tuple[pa.Buffer, Rows | None]]:
    """Pieces that end at the end of a row, with their rows where quotes make those worth knowing."""
    whole, size = pa.py_buffer(content), BLOCK
    while begin < whole.size:
        end = min(begin + size, whole.size)
        after, rows = _rows(content, begin, end, delimiter=delimiter)
        if after > begin:
            yield whole.slice(begin, after - begin), rows
            _forget(content, after)
        begin, size = after, BLOCK if after > begin else size * 2


def _forget(content: mmap.mmap, end: int) -> None:
    """Pages that have been read count as this program's memory until the system is told that they are done with."""
    if hasattr(mmap, "MADV_DONTNEED") and end >= mmap.PAGESIZE:
        content.madvise(mmap.MADV_DONTNEED, 0, end // mmap.PAGESIZE * mmap.PAGESIZE)


def _rows(content: mmap.mmap, begin: int, end: int, *, delimiter: str) -> tuple[int, Rows | None]:
    """Where the last row that ends between the two places ends."""
    is_last = end == len(content)
    if content.find(b'"', begin, end) >= 0:
        marks = np.frombuffer(content, dtype=np.uint8, count=end - begin, offset=begin)
        rows = rows_of(marks, delimiter, is_last=is_last)
        return begin + rows.taken, rows
    return end if is_last else max(begin, content.rfind(b"\n", begin, end) + 1), None


def _batch(block: pa.Buffer, rows: Rows | None, sheet: Sheet, delimiter: str, first: int) -> tuple[RawBatch, int]:
    """A block's rows, read by all cores; where a row has a wrong number of cells, once more without it."""
    if rows is None or not len(rows.stray):
        table = _read(block, sheet, delimiter, spans=rows is not None and rows.spans)
        if table is not None and (rows is None or table.num_rows == len(rows.ends)):
            numbers = np.arange(first, first + table.num_rows, dtype=np.int64)
            return raw_batch(sheet, numbers, table.columns, []), table.num_rows
    return _sifted(block, rows, sheet, delimiter, first)


def _sifted(block: pa.Buffer, rows: Rows | None, sheet: Sheet, delimiter: str, first: int) -> tuple[RawBatch, int]:
    marks = np.frombuffer(block, dtype=np.uint8)
    rows = rows or rows_of(marks, delimiter, is_last=True)
    wrong = _wrong_rows(marks, rows, delimiter, cells=len(sheet.headings))
    lengths = np.diff(rows.ends, prepend=0)
    kept = marks[np.repeat(~wrong, lengths)]
    table = _read(pa.py_buffer(kept), sheet, delimiter, spans=rows.spans)
    numbers = np.flatnonzero(~wrong) + first
    blank = np.add.reduceat(marks > ord(" "), rows.starts, dtype=np.int64) == 0
    fault = _cell_count(sheet)
    faults: list[RowFault] = [(int(row) + first, None, fault) for row in np.flatnonzero(wrong & ~blank)]
    columns = table.columns if table is not None else [pa.nulls(len(numbers), pa.string())] * len(sheet.headings)
    return raw_batch(sheet, numbers, columns, faults), len(rows.ends)


def _wrong_rows(marks: np.ndarray, rows: Rows, delimiter: str, *, cells: int) -> np.ndarray:
    """Rows with another number of cells than the headings; those with quotes are looked at one by one."""
    starts, content = rows.starts, marks.tobytes()
    wrong: np.ndarray = np.add.reduceat(marks == ord(delimiter), starts, dtype=np.int64) != cells - 1
    for row in np.flatnonzero(np.bitwise_or.reduceat(marks == ord('"'), starts)):
        wrong[row] = cells_in(content[starts[row] : rows.ends[row]], delimiter) != cells
    wrong[rows.stray] = True
    return wrong


def _read(block: pa.Buffer, sheet: Sheet, delimiter: str, *, spans: bool) -> pa.Table | None:
    """The block as text; None if a row has not as many cells as the headings."""
    names = [str(place) for place in range(len(sheet.headings))]
    types = dict.fromkeys(names, pa.string())
    if not block.size:
        return pa.schema(types).empty_table()
    try:
        return pv.read_csv(
            pa.BufferReader(block),
            read_options=pv.ReadOptions(column_names=names, block_size=max(4 << 20, block.size if spans else 0)),
            parse_options=pv.ParseOptions(delimiter=delimiter, newlines_in_values=spans, ignore_empty_lines=False),
            convert_options=pv.ConvertOptions(
                column_types=types, strings_can_be_null=True, null_values=[""], check_utf8=False
            ),
        )
    except pa.ArrowInvalid:
        return None


def _portions(batch: RawBatch) -> Iterator[RawBatch]:
    """No batch is longer than its reader expects, however short its rows; each has the faults up to its last row."""
    faults = batch.faults
    for begin in range(0, max(1, len(batch.rows)), ROWS):
        columns = {name: cells.slice(begin, ROWS) for name, cells in batch.columns.items()}
        is_last = begin + ROWS >= len(batch.rows)
        after = math.inf if is_last else batch.rows[begin + ROWS]
        own = [fault for fault in faults if fault[0] < after]
        faults = [fault for fault in faults if fault[0] >= after]
        yield RawBatch(batch.rows[begin : begin + ROWS], columns, own)


def _cell_count(sheet: Sheet) -> Fault:
    return Fault(
        "row.cell_count",
        msgid("This row has not %(count)s cells as the headings do; look for a stray or missing comma or quote."),
        {"count": len(sheet.headings)},
    )
