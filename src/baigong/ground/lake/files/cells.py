"""Cells of text made plain: trimmed, NFKC-normalised, empty ones null. Work is done only where bytes call for it."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

# Written in place of bytes that could not be decoded; a row that shows it has lost a character.
LOST = "�"


def plain(cells: pa.Array) -> pa.Array:
    """The cells as one array of text; nothing in them is guessed, only spelled one way."""
    cells = cells.cast(pa.string())
    if _may_change_under_nfkc(_bytes(cells)):
        # Most such columns repeat a few titles, and normalising is the dearest step of reading.
        told = cells.dictionary_encode()
        cells = pc.utf8_trim_whitespace(pc.utf8_normalize(told.dictionary, form="NFKC")).take(told.indices)
    elif _lowest(_bytes(cells)) <= ord(" "):
        cells = pc.utf8_trim_whitespace(cells)
    return pc.if_else(pc.equal(cells, ""), pa.scalar(None, pa.string()), cells) if _has_empty(cells) else cells


def is_blank(columns: list[pa.Array], *, rows: int) -> np.ndarray:
    """Which rows have no cell filled at all."""
    blank = np.ones(rows, dtype=bool)
    for column in columns:
        if column.null_count == 0:
            return np.zeros(rows, dtype=bool)
        blank &= column.is_null().to_numpy(zero_copy_only=False)
    return blank


def lost(column: pa.Array) -> np.ndarray:
    """Places of the cells that lost a character."""
    marks = _bytes(column)
    if not len(marks) or marks.max() < 0xEF or not (marks == 0xEF).any():
        return np.empty(0, dtype=np.int64)
    found = pc.fill_null(pc.match_substring(column, LOST), False)
    return np.flatnonzero(found.to_numpy(zero_copy_only=False))


def _bytes(cells: pa.Array) -> np.ndarray:
    content = cells.buffers()[2]
    if content is None or not len(cells):
        return np.empty(0, dtype=np.uint8)
    ends = _ends(cells)
    return np.frombuffer(content, dtype=np.uint8)[ends[0] : ends[-1]]


def _ends(cells: pa.Array) -> np.ndarray:
    """Where the texts begin and end."""
    return np.frombuffer(cells.buffers()[1], dtype=np.int32)[cells.offset : cells.offset + len(cells) + 1]


def _has_empty(cells: pa.Array) -> bool:
    if cells.null_count == len(cells):
        return False
    ends = _ends(cells)
    empty = ends[1:] == ends[:-1]
    return bool(empty.any() and (empty & cells.is_valid().to_numpy(zero_copy_only=False)).any())


def _may_change_under_nfkc(marks: np.ndarray) -> bool:
    """ASCII and U+4000–U+9FFF, whose first bytes in UTF-8 are E4–E9, are spelled one way only and hold no blank."""
    if not len(marks) or marks.max() < 0x80:
        return False
    return bool(marks.max() > 0xE9 or ((marks >= 0xC0) & (marks < 0xE4)).any())


def _lowest(marks: np.ndarray) -> int:
    return int(marks.min()) if len(marks) else 255
