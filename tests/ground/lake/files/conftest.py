"""Opens a path and gathers what a test wants to know of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from baigong.ground.lake.files.opening import open_package

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Seen:
    """One table as read: cells by row number, codes of faults by row and column, codes of its findings."""

    rows: dict[int, dict[str, object]]
    faults: dict[tuple[int, str | None], str]
    findings: list[str]
    refused: str | None
    columns: tuple[str, ...]
    notes: list[str]  # of the package


Look = Callable[[Path, str], Seen]


def _look(path: Path, name: str) -> Seen:
    with open_package(path, now=NOW) as opened:
        table = opened.tables[name]
        rows: dict[int, dict[str, object]] = {}
        faults: dict[tuple[int, str | None], str] = {}
        for batch in table.batches():
            cells = {column: given.to_pylist() for column, given in batch.columns.items()}
            for place, number in enumerate(batch.rows.tolist()):
                rows[number] = {column: given[place] for column, given in cells.items()}
            faults |= {(row, column): fault.code for row, column, fault in batch.faults}
        return Seen(
            rows=rows,
            faults=faults,
            findings=[finding.fault.code for finding in table.findings],
            refused=table.refused.code if table.refused else None,
            columns=table.columns,
            notes=[finding.fault.code for finding in opened.findings],
        )


@pytest.fixture
def look() -> Look:
    return _look
