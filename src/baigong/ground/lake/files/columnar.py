"""Parquet: columns by name or Chinese title, typed cells kept where they already are what the column holds."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from baigong.core.refusal import Fault
from baigong.core.text import Text, msgid
from baigong.ground.lake.files import refusals
from baigong.ground.lake.files.assemble import LOST_CHARACTER, Sheet
from baigong.ground.lake.files.cells import is_blank, lost, plain
from baigong.ground.lake.files.digits import DIGITS_LOST, LONG_NUMBERS, MOST_DIGITS
from baigong.ground.lake.files.raw import Original, RawBatch, RowFault
from baigong.ground.lake.schema.columns import Column, Kind

ROWS = 500_000
_NOT_WHOLE = Text(zh="不完整的 Parquet 文件", en="no whole Parquet file")
_NO_CELLS = msgid("The column “%(heading)s” holds structures, not cells; export it as text, numbers or days.")


def headings_of(path: Path, *, name: str) -> list[str]:
    try:
        return list(pq.read_schema(path).names)
    except (pa.ArrowException, OSError):
        raise refusals.UnknownFormat(name=name, what=_NOT_WHOLE) from None


def checked(sheet: Sheet, path: Path) -> Sheet:
    """The sheet, refused where a column is of a type that is no cell."""
    kinds = pq.read_schema(path).types
    for heading, column, kind in zip(sheet.headings, sheet.columns, kinds, strict=True):
        if column and not _is_cell(kind):
            return replace(sheet, refused=sheet.refused or Fault("column.type", _NO_CELLS, {"heading": heading}))
    return sheet


@dataclass(frozen=True, slots=True)
class Columnar:
    """A Parquet file, read in pieces; columns are addressed by their place, since two may bear one name."""

    path: Path

    def batches(self, sheet: Sheet) -> Iterator[RawBatch]:
        for first, batch in self._pieces():
            yield _raw(sheet, np.arange(first, first + batch.num_rows, dtype=np.int64), batch)

    def originals(self, sheet: Sheet, numbers: NDArray[np.int64]) -> Iterator[Original]:
        for first, batch in self._pieces():
            after = first + batch.num_rows
            places = numbers[np.searchsorted(numbers, first) : np.searchsorted(numbers, after)] - first
            rows = zip(*(given.to_pylist() for given in batch.take(pa.array(places)).columns), strict=True)
            for place, row in zip(places.tolist(), rows, strict=True):
                yield place + first, tuple(map(_shown, row, sheet.columns))

    def _pieces(self) -> Iterator[tuple[int, pa.RecordBatch]]:
        """Each piece with the number of its first row."""
        first = 1
        try:
            with pq.ParquetFile(self.path) as file:
                for batch in file.iter_batches(batch_size=ROWS):
                    yield first, batch
                    first += batch.num_rows
        except (pa.ArrowException, OSError):
            raise refusals.UnknownFormat(name=self.path.name, what=_NOT_WHOLE) from None


def _raw(sheet: Sheet, numbers: np.ndarray, batch: pa.RecordBatch) -> RawBatch:
    faults: list[RowFault] = []
    cells: dict[str, pa.Array] = {}
    for column, given in zip(sheet.columns, batch.columns, strict=True):
        if column:
            cells[column.name] = _cells(column, given, numbers, faults)
    blank = is_blank(list(cells.values()), rows=len(numbers))
    if not blank.any():
        return RawBatch(numbers, cells, faults)
    others = [given for column, given in zip(sheet.columns, batch.columns, strict=True) if column is None]
    filled = ~(blank & is_blank(others, rows=len(numbers)))
    mask = pa.array(filled)
    return RawBatch(numbers[filled], {name: cell.filter(mask) for name, cell in cells.items()}, faults)


def _cells(column: Column, given: pa.Array, numbers: np.ndarray, faults: list[RowFault]) -> pa.Array:
    if pa.types.is_dictionary(given.type):
        given = given.dictionary_decode()
    kind = given.type
    if kind == column.arrow and not pa.types.is_string(kind):
        return given
    if column.kind in LONG_NUMBERS and _is_number(kind):
        faults += [(int(row), column.name, DIGITS_LOST) for row in numbers[_too_long(given)]]
    if pa.types.is_date(kind) or (pa.types.is_timestamp(kind) and column.kind in (Kind.DAY, Kind.BIRTH)):
        return given.cast(pa.date32(), safe=False) if column.arrow == pa.date32() else given.cast(pa.string())
    if pa.types.is_timestamp(kind) and kind.tz and column.kind is Kind.INSTANT:
        return given.cast(column.arrow, safe=False)
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        given = pc.binary_join(given.cast(pa.list_(pa.string())), ";")
    if pa.types.is_floating(kind):
        given = _whole(given)
    text = plain(_text(given))
    faults += [(int(row), column.name, LOST_CHARACTER) for row in numbers[lost(text)]]
    return text


def _shown(cell: object, column: Column | None) -> str:
    """The cell as text that is read as the same value; digits that are lost are not made up."""
    if isinstance(cell, list):
        return ";".join(_shown(one, column) for one in cell)
    if isinstance(cell, bytes):
        return cell.decode(errors="replace")
    if isinstance(cell, float):
        is_lost = column is not None and column.kind in LONG_NUMBERS and abs(cell) >= 10.0**MOST_DIGITS
        return f"{cell:.{MOST_DIGITS - 1}E}" if is_lost else f"{cell:.17g}"
    return "" if cell is None else str(cell)


def _is_cell(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind) or pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _is_cell(kind.value_type)
    return not pa.types.is_nested(kind)


def _text(given: pa.Array) -> pa.Array:
    """Text that is no UTF-8, which Parquet does not rule out, comes back with its lost characters marked."""
    if pa.types.is_null(given.type):
        return pa.nulls(len(given), pa.string())
    try:
        text = given.cast(pa.string())
        text.validate(full=True)
    except pa.ArrowInvalid:
        texts = given.cast(pa.large_binary()).to_pylist()
        return pa.array([None if one is None else one.decode(errors="replace") for one in texts], pa.string())
    return text


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind))


def _too_long(given: pa.Array) -> np.ndarray:
    """Where a number has more digits than a spreadsheet keeps; a whole-number column of 64 bits keeps them all."""
    if pa.types.is_integer(given.type):
        return np.empty(0, dtype=np.int64)
    size = pc.fill_null(pc.abs(given.cast(pa.float64())), 0).to_numpy(zero_copy_only=False)
    return np.flatnonzero(size >= 10.0**MOST_DIGITS)


def _whole(given: pa.Array) -> pa.Array:
    """Floats that are all whole numbers lose their “.0”."""
    numbers = pc.fill_null(given, 0)
    whole = pc.all(pc.and_(pc.equal(numbers, pc.round(numbers)), pc.less(pc.abs(numbers), 2.0**62))).as_py()
    return given.cast(pa.int64()) if whole else given
