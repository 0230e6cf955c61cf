"""Cells of text made plain: trimmed, spelled one way, empty ones null, wherever they lie in their buffers."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from baigong.core.text import normalised
from baigong.ground.lake.files.cells import plain

CELLS = st.lists(st.none() | st.sampled_from(["", " ", "a", " a ", "张三", "Ａ１", "\u3000"]), max_size=12)


@given(CELLS, st.integers(0, 12))
def test_cells_are_plain_wherever_a_piece_begins(cells, first):
    piece = pa.array(cells, pa.string()).slice(first)

    assert plain(piece).to_pylist() == [(cell and normalised(cell)) or None for cell in cells[first:]]


def test_an_empty_cell_is_seen_among_nulls_that_hide_text():
    """A null may lie over text, and takes up room then."""
    ends, content, valid = pa.py_buffer(b"\0\0\0\0\1\0\0\0\1\0\0\0"), pa.py_buffer(b"x"), pa.py_buffer(b"\x02")
    cells = pa.StringArray.from_buffers(2, ends, content, valid, null_count=1)

    assert plain(cells).to_pylist() == [None, None]
