"""Columns of text into columns of values: each distinct text is parsed once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baigong.core.refusal import Fault
from baigong.ground.lake.read.cells import Parser
from baigong.ground.lake.schema.columns import Column, Kind

AS_THEY_ARE = (Kind.TEXT, Kind.REGION)


class Marked(NamedTuple):
    """What is wrong at some places of a batch, or in some rows of a file."""

    at: np.ndarray
    column: str | None
    fault: Fault


@dataclass
class Faulted:
    """What is wrong with the rows of a batch, by their places in it."""

    found: list[Marked] = field(default_factory=list)

    def where(self, flags: np.ndarray, column: str | None, fault: Fault) -> None:
        if flags.any():
            self.found.append(Marked(np.flatnonzero(flags), column, fault))

    def each(self, places: Sequence[int], column: str | None, faults: Iterable[Fault]) -> None:
        """A fault for each place."""
        self.found += together((place, column, fault) for place, fault in zip(places, faults, strict=True))

    def at(self, column: str, rows: int) -> np.ndarray:
        """Where this column has been spoken of: the cell there is not empty, only unreadable."""
        spoken = np.zeros(rows, dtype=bool)
        for marked in self.found:
            if marked.column == column:
                spoken[marked.at] = True
        return spoken


def together(faults: Iterable[tuple[int, str | None, Fault]]) -> list[Marked]:
    """Faults one by one as those who share them."""
    shared: dict[tuple[str | None, int], tuple[Fault, list[int]]] = {}
    for place, column, fault in faults:
        shared.setdefault((column, id(fault)), (fault, []))[1].append(place)
    return [Marked(np.array(places), column, fault) for (column, _), (fault, places) in shared.items()]


def values(column: Column, cells: pa.Array, parse: Parser, faulted: Faulted) -> pa.Array:
    """The column as its Arrow type; a cell that cannot be read is null and faulted."""
    if cells.type == column.arrow and (not pa.types.is_string(cells.type) or column.kind in AS_THEY_ARE):
        return cells
    if column.kind is Kind.CERTIFICATE_NUMBER:
        return upper(cells)
    return read_once(cells.cast(pa.string()), column.name, column.arrow, parse, faulted)


def read_once(cells: pa.Array, column: str, kind: pa.DataType, parse: Parser, faulted: Faulted) -> pa.Array:
    """Each distinct text parsed, and put where it stands; a text that is at fault is null."""
    encoded = cells.dictionary_encode()
    parsed = [parse(text) for text in encoded.dictionary.to_pylist()]
    faults = {place: value for place, value in enumerate(parsed) if isinstance(value, Fault)}
    if faults:
        wrong = flags(pc.is_in(encoded.indices, pa.array(list(faults), encoded.indices.type)))
        texts = encoded.indices.filter(pa.array(wrong)).to_pylist()
        faulted.each(np.flatnonzero(wrong).tolist(), column, [faults[text] for text in texts])
    return pa.array([None if isinstance(value, Fault) else value for value in parsed], kind).take(encoded.indices)


def upper(cells: pa.Array) -> pa.Array:
    """Letters in upper case, where there are small ones at all."""
    content = cells.buffers()[2]
    if content is None or not (np.frombuffer(content, np.uint8) >= ord("a")).any():
        return cells
    return pc.utf8_upper(cells)


def flags(condition: pa.Array) -> np.ndarray:
    """A condition as booleans; unknown is not true."""
    return np.asarray(pc.fill_null(condition, False).to_numpy(zero_copy_only=False), dtype=bool)


def is_null(cells: pa.Array) -> np.ndarray:
    return np.asarray(cells.is_null().to_numpy(zero_copy_only=False), dtype=bool)


def coded(cells: pa.Array, codes: Mapping[str, int], *, other: int = -1) -> np.ndarray:
    """Each text as a small number; what has none, and empty cells, as `other`."""
    encoded = cells.dictionary_encode()
    table = np.array([codes.get(text, other) for text in encoded.dictionary.to_pylist()] + [other], dtype=np.int64)
    places = pc.fill_null(encoded.indices, len(table) - 1).to_numpy(zero_copy_only=False)
    return np.asarray(table[places])


def days(cells: pa.Array, *, empty: int) -> np.ndarray:
    """Days since 1970-01-01."""
    return np.asarray(pc.fill_null(cells.cast(pa.int32()), empty).to_numpy(zero_copy_only=False))
