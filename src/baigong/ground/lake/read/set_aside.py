"""The rows that reading set aside, as their file has them, each with why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.files.package import Opened
from baigong.ground.lake.files.raw import Originals
from baigong.ground.lake.findings import Finding
from baigong.ground.lake.read.package import Reading
from baigong.ground.lake.schema.columns import Table
from baigong.ground.lake.schema.tables import TABLES

OF_A_COLUMN = msgid("Column “%(column)s”: %(fault)s")
MOST_ROWS = 100_000  # of a table; whoever has more wrong ones mends their source


@dataclass(frozen=True)
class SetAside:
    """A table's headings as its file has them, and the rows: number, faults, cells from left to right."""

    table: Table
    headings: Sequence[str]
    rows: Iterable[tuple[int, Sequence[Fault], Sequence[str]]]


def rows_set_aside(opened: Opened, reading: Reading) -> dict[str, SetAside]:
    """By table; the rows are read when they are asked for, so the package stays open until then."""
    return {
        name: SetAside(
            TABLES[name], opened.tables[name].originals.headings, _rows(opened.tables[name].originals, faults)
        )
        for name, faults in faults_by_row(reading).items()
        if name in opened.tables
    }


def faults_by_row(reading: Reading) -> dict[str, dict[int, list[Fault]]]:
    """What is wrong with each row that was quarantined, rows in order."""
    found: dict[str, dict[int, list[Fault]]] = defaultdict(dict)
    for one in reading.findings.only(quarantined=True):
        rows = found[one.table] if one.table in TABLES else {}
        if one.row and (one.row in rows or len(rows) < MOST_ROWS):
            rows.setdefault(one.row, []).append(_where(one))
    return {name: dict(sorted(rows.items())) for name, rows in found.items() if rows}


def _where(one: Finding) -> Fault:
    """Among twenty cells it must be said which; a sentence that names its column is left as it is."""
    column = TABLES[one.table].by_name.get(one.column or "")
    if column is None or "column" in one.fault.facts:
        return one.fault
    return Fault(one.fault.code, OF_A_COLUMN, {"column": column.title, "fault": one.fault})


def _rows(
    originals: Originals, faults: Mapping[int, list[Fault]]
) -> Iterator[tuple[int, Sequence[Fault], Sequence[str]]]:
    for number, cells in originals.rows(np.array(list(faults), np.int64)):
        yield number, faults[number], cells
