"""CSV: UTF-8 or GB18030, read in blocks that end where a row ends, so that memory stays bounded."""

import codecs
import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pv

from baigong.core.refusal import Fault
from baigong.core.text import Text, msgid
from baigong.ground.lake.files import refusals
from baigong.ground.lake.files.assemble import Sheet, raw_batch
from baigong.ground.lake.files.cells import LOST
from baigong.ground.lake.files.raw import RawBatch, RowFault

BLOCK = 64 << 20
HEAD_ROWS = 15


@dataclass(frozen=True, slots=True)
class Delimited:
    """A CSV file in UTF-8, its delimiter, and its first rows."""

    path: Path
    delimiter: str
    head: list[list[str]]
    offsets: list[int]  # where each row of the head begins, and where the row after the last would

    def batches(self, sheet: Sheet) -> Iterator[RawBatch]:
        first = 1
        content = pa.memory_map(str(self.path)).read_buffer()
        for block in _blocks(content, self.offsets[sheet.heading_rows]):
            batch, rows = _batch(block, sheet, self.delimiter, first)
            first += rows
            yield batch


def open_delimited(path: Path, scratch: Path, *, name: str) -> Delimited:
    """The file as UTF-8; a copy is written to `scratch` where it is in another encoding."""
    utf8 = _as_utf8(path, scratch, name)
    with utf8.open("rb") as file:
        start = file.read(1 << 20)
    bom = len(codecs.BOM_UTF8) if start.startswith(codecs.BOM_UTF8) else 0
    text = start[bom:].decode("utf-8", errors="ignore")
    delimiter = _delimiter(text)
    head, offsets = _head(text, delimiter, bom)
    return Delimited(utf8, delimiter, head, offsets)


def _delimiter(text: str) -> str:
    """A comma, unless the first filled line has none and plainly uses a tab or a semicolon."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    others = [mark for mark in "\t;" if mark in line and line.count(mark) > line.count(",")]
    return others[0] if others else ","


def _head(text: str, delimiter: str, begin: int) -> tuple[list[list[str]], list[int]]:
    lines = io.StringIO(text, newline="")
    reader = csv.reader(_counted := _Counted(lines), delimiter=delimiter)
    head, offsets = [], [begin]
    for row in reader:
        head.append(row)
        offsets.append(begin + _counted.bytes)
        if len(head) == HEAD_ROWS:
            break
    return head, offsets


class _Counted:
    """Lines that count the bytes they took."""

    def __init__(self, lines: io.StringIO) -> None:
        self.lines, self.bytes = lines, 0

    def __iter__(self) -> "_Counted":
        return self

    def __next__(self) -> str:
        line = next(self.lines)
        self.bytes += len(line.encode())
        return line


def _blocks(content: pa.Buffer, begin: int) -> Iterator[pa.Buffer]:
    """Pieces that end at the end of a row: at a line break with an even number of quotes before it."""
    view = memoryview(content)
    while begin < len(view):
        end = min(begin + BLOCK, len(view))
        while end < len(view):
            piece = bytes(view[begin:end])
            cut = _last_row_end(piece)
            if cut:
                end = begin + cut
                break
            end = min(end + BLOCK, len(view))
        yield content.slice(begin, end - begin)
        begin = end


def _last_row_end(piece: bytes) -> int:
    cut = piece.rfind(b"\n") + 1
    while cut and piece.count(b'"', 0, cut) % 2:
        cut = piece.rfind(b"\n", 0, cut - 1) + 1
    return cut


def _batch(block: pa.Buffer, sheet: Sheet, delimiter: str, first: int) -> tuple[RawBatch, int]:
    """A block's rows, read by all cores; where a row has a wrong number of cells, once more with row numbers."""
    wrong: list[tuple[int, bool]] = []
    table = _read(block, sheet, delimiter, wrong, threads=True)
    if not wrong:
        numbers = np.arange(first, first + table.num_rows, dtype=np.int64)
        return raw_batch(sheet, numbers, table.columns, []), table.num_rows
    wrong.clear()
    table = _read(block, sheet, delimiter, wrong, threads=False)
    total = table.num_rows + len(wrong)
    is_wrong = np.zeros(total, dtype=bool)
    is_wrong[[number - 1 for number, _ in wrong]] = True
    numbers = np.flatnonzero(~is_wrong) + first
    faults: list[RowFault] = [(first + number - 1, None, _cell_count(sheet)) for number, empty in wrong if not empty]
    return raw_batch(sheet, numbers, table.columns, faults), total


def _read(block: pa.Buffer, sheet: Sheet, delimiter: str, wrong: list[tuple[int, bool]], *, threads: bool) -> pa.Table:
    def note(row: pv.InvalidRow) -> str:
        wrong.append((row.number or 0, not row.text.strip()))
        return "skip"

    names = [str(place) for place in range(len(sheet.headings))]
    return pv.read_csv(
        pa.BufferReader(block),
        read_options=pv.ReadOptions(
            column_names=names, use_threads=threads, block_size=4 << 20 if threads else BLOCK * 2
        ),
        parse_options=pv.ParseOptions(
            delimiter=delimiter,
            newlines_in_values=b'"' in memoryview(block).tobytes() if threads else True,
            ignore_empty_lines=False,
            invalid_row_handler=note,
        ),
        convert_options=pv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
        ),
    )


def _cell_count(sheet: Sheet) -> Fault:
    return Fault(
        "row.cell_count",
        msgid("This row has not %(count)s cells as the headings do; look for a stray or missing comma or quote."),
        {"count": len(sheet.headings)},
    )


def _as_utf8(path: Path, scratch: Path, name: str) -> Path:
    decoder = codecs.getincrementaldecoder("utf-8")()
    is_utf8 = True
    with path.open("rb") as file:
        while piece := file.read(8 << 20):
            if b"\0" in piece:
                raise refusals.NotText(name=name, what=Text(zh="含有空字节", en="it holds NUL bytes"))
            if is_utf8:
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    is_utf8 = False
    return path if is_utf8 else _transcoded(path, scratch / f"{path.stem}.utf8.csv")


def _transcoded(path: Path, copy: Path) -> Path:
    """GB18030 as UTF-8. A line in the other encoding, or in none, is kept with its lost characters marked."""
    with path.open("rb") as file, copy.open("wb") as out:
        base = _base_encoding(file.readlines(1 << 20))
        file.seek(0)
        for line in file:
            out.write(line if line.isascii() else _line_as_utf8(line, base).encode())
    return copy


def _base_encoding(lines: Sequence[bytes]) -> str:
    told = [_is_chinese_utf8(line) for line in lines if not line.isascii()]
    return "utf-8" if sum(told) * 2 > len(told) else "gb18030"


def _line_as_utf8(line: bytes, base: str) -> str:
    if base == "gb18030" and _is_chinese_utf8(line):
        return _marked(line)
    try:
        return line.decode(base)
    except UnicodeDecodeError:
        return _marked(line)


def _marked(line: bytes) -> str:
    return line.decode("ascii", errors="replace").replace("\\ufffd", LOST)


def _is_chinese_utf8(line: bytes) -> bool:
    """Valid UTF-8 with a Chinese character in it, which no line of GB18030 is but by rare chance."""
    try:
        return any("一" <= letter <= "鿿" for letter in line.decode("utf-8"))
    except UnicodeDecodeError:
        return False
