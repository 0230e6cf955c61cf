"""Chinese text in lines: numbers and dates stay whole, no line begins with a closing mark or ends with an opening."""

import re
from collections.abc import Sequence

from rich.cells import cell_len

PIECE = re.compile(r"[（“《]*(?:[A-Za-z0-9.,%–\-÷]+|.)[，。；、：）”》]*", re.S)


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows of cells as lines, each column as wide as its widest cell on a terminal, where Chinese takes two places.

    >>> aligned([["表", "rows"], ["证书", "7"]])
    ['  表  rows', '证书     7']
    """
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(" " * (w - cell_len(cell)) + cell for cell, w in zip(row, widths, strict=True)) for row in rows]


def folded(text: str, width: int) -> str:
    """The text with line breaks, so that no line is wider than so many columns of a terminal.

    >>> folded("截至2025-08-31，35.2%。", 16)
    '截至2025-08-31，\\n35.2%。'
    """
    lines = [""]
    for piece in PIECE.findall(text):
        if piece == "\n" or cell_len(lines[-1] + piece) > width:
            lines.append("")
        lines[-1] += piece.strip("\n")
    return "\n".join(lines)
