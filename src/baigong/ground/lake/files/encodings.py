"""UTF-8 or GB18030: which one a file is in, and the lines that are in the other or in none."""

import codecs
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from baigong.core.text import Text
from baigong.ground.lake.files import refusals
from baigong.ground.lake.files.cells import LOST

PIECE = 8 << 20
# So many lines tell which encoding a file is mostly in.
ENOUGH_LINES = 100_000
# A stray NUL byte costs its line; where one byte in a thousand is one, the file is no text.
MOST_NULLS = 1_000
LONGEST_LINE = 64 << 20
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)


def as_utf8(path: Path, scratch: Path, *, name: str) -> Path:
    """The file itself, or a copy in UTF-8 in which each undecodable line has its lost characters marked."""
    return path if _is_utf8(path, name) else _transcoded(path, scratch / f"{path.stem}.utf8.csv")


def _is_utf8(path: Path, name: str) -> bool:
    """Whether all of the file is UTF-8; refuses what is no text. Read in pieces, so that memory stays bounded."""
    is_utf8 = True
    with path.open("rb") as file:
        if file.peek(4)[:4].startswith(_WIDE):
            raise refusals.NotText(name=name, what=Text(zh="是 UTF-16 或 UTF-32", en="it is UTF-16 or UTF-32"))
        while piece := file.read(PIECE):
            nulls = piece.count(b"\0")
            if nulls * MOST_NULLS > len(piece):
                raise refusals.NotText(name=name, what=Text(zh="含有空字节", en="it holds NUL bytes"))
            piece += file.readline(LONGEST_LINE)
            is_utf8 = is_utf8 and not nulls and b"\0" not in piece and _holds_utf8(piece)
    return is_utf8


def _holds_utf8(piece: bytes) -> bool:
    ends = pa.py_buffer(np.array([0, len(piece)], dtype=np.int64))
    try:
        pa.Array.from_buffers(pa.large_string(), 1, [None, ends, pa.py_buffer(piece)]).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _transcoded(path: Path, copy: Path) -> Path:
    base = _base_encoding(path)
    with copy.open("wb") as out:
        for piece in _pieces(path):
            out.write(_piece_as_utf8(piece, base))
    return copy


def _pieces(path: Path) -> Iterator[bytes]:
    """Whole lines, some megabytes at a time."""
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            yield piece + file.readline()


def _base_encoding(path: Path) -> str:
    """UTF-8 where most lines that tell are Chinese in it, else GB18030."""
    telling = chinese = 0
    for piece in _pieces(path):
        lines = _Lines(piece)
        telling += len(lines.telling)
        chinese += sum(map(_is_chinese_utf8, lines.texts(lines.maybe_utf8)))
        if telling > ENOUGH_LINES:
            break
    return "utf-8" if chinese * 2 > telling else "gb18030"


def _piece_as_utf8(piece: bytes, base: str) -> bytes:
    lines = _Lines(piece)
    if b"\0" in piece:
        return "".join(_line(line, base) for line in piece.splitlines(keepends=True)).replace("\0", LOST).encode()
    if base == "utf-8" or not any(map(_is_chinese_utf8, lines.texts(lines.maybe_utf8))):
        try:
            return piece.decode(base).encode()
        except UnicodeDecodeError:
            pass
    return "".join(_line(line, base) for line in piece.splitlines(keepends=True)).encode()


def _line(line: bytes, base: str) -> str:
    if base == "gb18030" and not line.isascii() and _is_chinese_utf8(line):
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


class _Lines:
    """The lines of a piece that hold more than ASCII, and those among them whose bytes add up as UTF-8's do."""

    def __init__(self, piece: bytes) -> None:
        marks = np.frombuffer(piece, dtype=np.uint8)
        self.piece = piece
        self.ends = np.append(np.flatnonzero(marks[:-1] == 10) + 1, len(marks))
        self.starts = np.concatenate(([0], self.ends[:-1]))
        # What a lead byte asks for (+) and what a continuation byte gives (-) cancel in a line of UTF-8.
        owed = np.add.reduceat(_OWED[marks], self.starts, dtype=np.int32)
        self.telling = np.flatnonzero(np.bitwise_or.reduceat(marks, self.starts) >= 0x80)
        self.maybe_utf8 = self.telling[owed[self.telling] == 0]

    def texts(self, chosen: np.ndarray) -> Iterator[bytes]:
        return (self.piece[self.starts[line] : self.ends[line]] for line in chosen)


_OWED = np.zeros(256, dtype=np.int8)
_OWED[0x80:0xC0] = -1
_OWED[0xC0:0xE0] = 1
_OWED[0xE0:0xF0] = 2
_OWED[0xF0:] = 3
