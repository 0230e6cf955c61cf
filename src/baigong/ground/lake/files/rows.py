"""Where rows end in the bytes of a CSV: quoted cells may span lines, and a quote that never closes costs one row."""

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

# A quoted cell longer than this is taken for a quote that was never closed.
MOST_LINES = 1_000
_QUOTE, _LINE_FEED, _RETURN = 34, 10, 13


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows by where they end; `stray` are those with a quote that never closes; `spans` says if any takes two lines."""

    ends: np.ndarray
    stray: np.ndarray
    spans: bool

    @property
    def starts(self) -> np.ndarray:
        return np.concatenate(([0], self.ends[:-1]))

    @property
    def taken(self) -> int:
        return int(self.ends[-1]) if len(self.ends) else 0


def rows_of(marks: np.ndarray, delimiter: str, *, is_last: bool) -> Rows:
    """The rows that end within these bytes; if they are the last of the file, what remains is a row too."""
    ends = _line_ends(marks, is_last=is_last)
    joined = np.zeros(len(ends), dtype=bool)
    stray: list[int] = []
    last = _walk(marks, ends, joined, stray, delimiter=delimiter, is_last=is_last) if len(ends) else 0
    kept = ~joined[:last]
    place = np.cumsum(kept) - 1
    return Rows(ends[:last][kept], place[np.array(stray, dtype=np.int64)], bool(joined.any()))


def _line_ends(marks: np.ndarray, *, is_last: bool) -> np.ndarray:
    is_end = marks == _LINE_FEED
    returns = np.flatnonzero(marks == _RETURN)
    if len(returns):
        # A return before a line feed is part of that line's end; alone it is one.
        after = np.minimum(returns + 1, len(marks) - 1)
        alone = (marks[after] != _LINE_FEED) & ((returns + 1 < len(marks)) | is_last)
        is_end[returns[alone]] = True
    ends = np.flatnonzero(is_end) + 1
    if is_last and len(marks) and (not len(ends) or ends[-1] != len(marks)):
        ends = np.append(ends, len(marks))
    return ends


def _walk(
    marks: np.ndarray, ends: np.ndarray, joined: np.ndarray, stray: list[int], *, delimiter: str, is_last: bool
) -> int:
    """Joins the lines of quoted cells; returns how many lines are settled."""
    starts = np.concatenate(([0], ends[:-1]))
    odd = _odd_lines(marks, starts, ends)
    content = marks.tobytes() if len(odd) else b""
    settled = 0
    for line in odd:
        if line < settled or not _is_open(content[starts[line] : ends[line]], delimiter):
            continue
        until = _closing_line(content, starts, ends, int(line), delimiter=delimiter)
        if until is None and not is_last and len(ends) - line <= MOST_LINES:
            return int(line)
        if until is None:
            stray.append(int(line))
        else:
            joined[line:until] = True
            settled = until + 1
    return len(ends)


def _odd_lines(marks: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Lines with an odd number of quotes, without which no cell stays open at a line's end."""
    if not (marks == _QUOTE).any():
        return np.empty(0, dtype=np.int64)
    quotes = (marks[: ends[-1]] == _QUOTE).view(np.uint8)
    return np.flatnonzero(np.bitwise_xor.reduceat(quotes, starts))


def _is_open(line: bytes, delimiter: str) -> bool:
    return _whole_row(delimiter).fullmatch(line.rstrip(b"\r\n")) is None


def _closing_line(content: bytes, starts: np.ndarray, ends: np.ndarray, line: int, *, delimiter: str) -> int | None:
    """The line where the cell left open closes as a quoted cell does: before a delimiter or the row's end."""
    begin = int(starts[line])
    for until in range(line + 1, min(line + MOST_LINES, len(ends))):
        if _QUOTE not in content[starts[until] : ends[until]]:
            continue
        row = content[begin : ends[until]].rstrip(b"\r\n")
        if _strict_row(delimiter).fullmatch(row):
            return until
        if _ends_badly(row, delimiter):
            return None
    return None


def _ends_badly(row: bytes, delimiter: str) -> bool:
    """The open cell closes with something other than a delimiter after it."""
    begun = _strict_start(delimiter).match(row)
    rest = row[begun.end() :] if begun else row
    return re.match(rb'"(?:[^"]|"")*+"', rest) is not None


def cells_in(row: bytes, delimiter: str) -> int:
    """How many cells a row has, quoted or not."""
    return len(_cell(delimiter).findall(row.rstrip(b"\r\n")))


@cache
def _whole_row(delimiter: str) -> re.Pattern[bytes]:
    mark = re.escape(delimiter).encode()
    cell = rb'(?:"(?:[^"]|"")*+"[^%b]*+|[^"%b][^%b]*+|)' % (mark, mark, mark)
    return re.compile(rb"%b(?:%b%b)*+" % (cell, mark, cell))


@cache
def _strict_row(delimiter: str) -> re.Pattern[bytes]:
    mark = re.escape(delimiter).encode()
    cell = rb'(?:"(?:[^"]|"")*+"|[^"%b\r\n][^%b\r\n]*+|)' % (mark, mark)
    return re.compile(rb"%b(?:%b%b)*+" % (cell, mark, cell))


@cache
def _strict_start(delimiter: str) -> re.Pattern[bytes]:
    mark = re.escape(delimiter).encode()
    return re.compile(rb'(?:(?:"(?:[^"]|"")*+"|[^"%b\r\n][^%b\r\n]*+|)%b)*+' % (mark, mark, mark))


@cache
def _cell(delimiter: str) -> re.Pattern[bytes]:
    mark = re.escape(delimiter).encode()
    return re.compile(rb'(?:^|%b)(?:"(?:[^"]|"")*+"[^%b]*+|[^"%b][^%b]*+|)' % (mark, mark, mark, mark))
