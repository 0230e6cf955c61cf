"""Merges of persons: chains are followed, a cycle loses the row that closed it."""

from collections.abc import Iterable, Iterator
from typing import Any

import pyarrow as pa

from baigong.core.refusal import Fault
from baigong.core.text import msgid

CYCLE = Fault(
    "merge.cycle",
    msgid("This row merges a person into one who was merged into her; one of the rows is wrong."),
)


def closing_rows(merges: pa.Table) -> list[dict[str, Any]]:
    """The rows that close a ring of merges in force together, in reading order."""
    return closing_among(merges.to_pylist())


def closing_among(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    kept: dict[str, dict[str, Any]] = {}
    closing = []
    for row in sorted(rows, key=lambda row: row["_order"]):
        if any(step["into"] == row["id_number"] for step in _chain(row, kept)):
            closing.append(row)
        else:
            kept[row["id_number"]] = row
    return closing


def _chain(row: dict[str, Any], kept: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The row and the merges that lead on from it while all are in force."""
    begin, end = row["recorded_at"], row["undone_at"]
    while row:
        yield row
        onward = kept.get(row["into"])
        if not onward:
            return
        begin = max(begin, onward["recorded_at"])
        ends = [moment for moment in (end, onward["undone_at"]) if moment]
        end = min(ends, default=None)
        if end and end <= begin:
            return
        row = onward
