"""Texts of one width, a million at a time: matrices of bytes in, Arrow columns out."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

_HEX = np.frombuffer(b"0123456789abcdef", np.uint8)


def letters(texts: Sequence[str]) -> Bytes:
    """Texts of one width in bytes as the rows of a matrix."""
    return np.frombuffer("".join(texts).encode(), np.uint8).reshape(len(texts), -1)


def digits(values: Any, width: int) -> Bytes:
    """Numbers with leading noughts."""
    rest = np.asarray(values, np.int64)
    matrix = np.empty((len(rest), width), np.uint8)
    for place in range(width - 1, -1, -1):
        rest, digit = np.divmod(rest, 10)
        matrix[:, place] = digit + ord("0")
    return matrix


def side_by_side(*parts: Bytes | str) -> Bytes:
    """Matrices and words, put together row by row."""
    rows = next(len(part) for part in parts if not isinstance(part, str))
    spread = [np.tile(letters([part]), (rows, 1)) if isinstance(part, str) else part for part in parts]
    return np.concatenate(spread, axis=1)


def column(matrix: Bytes, empty: Flags | None = None) -> pa.Array:
    """The rows of a matrix as texts; null where told."""
    rows, width = matrix.shape
    offsets = pa.py_buffer(np.arange(0, (rows + 1) * width, width, dtype=np.int32)[: rows + 1].tobytes())
    texts = pa.StringArray.from_buffers(rows, offsets, pa.py_buffer(np.ascontiguousarray(matrix).tobytes()))
    return texts if empty is None else without(texts, empty)


def without(array: pa.Array, empty: Flags) -> pa.Array:
    """The cells, null where told."""
    return pc.if_else(pa.array(~empty), array, pa.scalar(None, array.type))


def chosen(words: Sequence[str | None], places: Any) -> pa.Array:
    """One of a few words a row."""
    return pa.array(words, pa.string()).take(pa.array(np.asarray(places, np.int32)))


def always(word: str, rows: int) -> pa.Array:
    return chosen([word], np.zeros(rows, np.int32))


def hexadecimal(random: np.random.Generator, rows: int, width: int) -> Bytes:
    """Random digests that hardly ever are equal."""
    drawn: Bytes = _HEX[random.integers(0, 16, (rows, width), dtype=np.uint8)]
    return drawn


def days(values: Any, empty: Flags | None = None) -> pa.Array:
    """Days since 1970-01-01 as dates."""
    return pa.array(np.asarray(values, np.int32), pa.int32(), mask=empty).cast(pa.date32())


def months(values: Any, empty: Flags | None = None) -> pa.Array:
    """The first days of the months in which the days lie."""
    first = np.asarray(values, "datetime64[D]").astype("datetime64[M]").astype("datetime64[D]")
    return days(first.astype(np.int32), empty)


def instants(day: Any, minute: Any, empty: Flags | None = None) -> pa.Array:
    """So many minutes after 00:00 at +08:00 of a day."""
    minutes = np.asarray(day, np.int64) * 1440 - 480 + np.asarray(minute, np.int64)
    return pa.array(minutes * 60_000_000, pa.int64(), mask=empty).cast(pa.timestamp("us", tz="UTC"))
