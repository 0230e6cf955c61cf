"""Texts of one width out of an Arrow column as a matrix of bytes, so that numpy can look at a million at once."""

from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Bytes = NDArray[np.uint8]
Flags = NDArray[np.bool_]


def of_width(column: Any, width: int) -> tuple[Bytes, Flags]:
    """The texts of exactly this many bytes, one a row, and which of the column's texts they are."""
    chunks = column.chunks if isinstance(column, pa.ChunkedArray) else [column]
    matrices, flags = zip(*(_of_chunk(chunk, width) for chunk in chunks), strict=True) if chunks else ((), ())
    if len(matrices) == 1:
        return matrices[0], flags[0]
    return np.concatenate([np.empty((0, width), np.uint8), *matrices]), np.concatenate([np.empty(0, np.bool_), *flags])


def spread(values: Any, fits: Flags, empty: Any) -> Any:
    """The values of the texts that fit, in their places among all; `empty` elsewhere."""
    if fits.all():
        return values
    placed = np.full(len(fits), empty)
    placed[fits] = values
    return placed


def _of_chunk(chunk: Any, width: int) -> tuple[Bytes, Flags]:
    if not pa.types.is_string(chunk.type):
        chunk = chunk.cast(pa.string())
    _, offset_buffer, data_buffer = chunk.buffers()
    if not len(chunk) or data_buffer is None:
        return np.empty((0, width), np.uint8), np.zeros(len(chunk), np.bool_)
    offsets = np.frombuffer(offset_buffer, np.int32)[chunk.offset : chunk.offset + len(chunk) + 1]
    data = np.frombuffer(data_buffer, np.uint8)
    fits = np.diff(offsets) == width
    if chunk.null_count:
        fits &= chunk.is_valid().to_numpy(zero_copy_only=False)
    return _gathered(data, offsets[:-1], fits, width), fits


def _gathered(data: Bytes, starts: NDArray[np.int32], fits: Flags, width: int) -> Bytes:
    if fits.all():
        return data[starts[0] : starts[0] + len(starts) * width].reshape(-1, width)
    gathered: Bytes = data[starts[fits][:, None] + np.arange(width, dtype=np.int32)]
    return gathered
