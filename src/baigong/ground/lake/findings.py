"""What reading found: a table, a row, a column, a fault, and whether the row was quarantined for it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from baigong.core.refusal import Fault
from baigong.ground.lake.schema.tables import TABLES

PLACES = {name: place for place, name in enumerate(TABLES)}
AT_ONCE = 100_000


class Finding(NamedTuple):
    """`row` counts data rows from 1, blank rows included; 0 speaks of the whole table."""

    table: str
    row: int
    column: str | None
    fault: Fault
    quarantined: bool
    package: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One fault of many rows."""

    table: str
    rows: NDArray[np.int64]
    column: str | None
    fault: Fault
    quarantined: bool
    package: int = 0


@dataclass
class Findings:
    """All findings of a reading: one by one, and in runs of rows that share a fault, so that millions fit."""

    found: list[Finding] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        self.found.append(finding)

    def extend(self, other: "Findings") -> None:
        self.found += other.found
        self.runs += other.runs

    def take_back(self, table: str, rows: Iterable[tuple[int, int]]) -> None:
        """Forgets what was remarked on rows, given by package and number, that were quarantined after all."""
        taken = set(rows)
        numbers = defaultdict(list)
        for package, row in taken:
            numbers[package].append(row)
        self.found = [
            one for one in self.found if one.table != table or one.quarantined or (one.package, one.row) not in taken
        ]
        self.runs = [
            replace(run, rows=run.rows[~np.isin(run.rows, numbers[run.package])])
            if run.table == table and not run.quarantined and run.package in numbers
            else run
            for run in self.runs
        ]

    def only(self, *, quarantined: bool) -> "Findings":
        """Those of quarantined rows, or the others."""
        found = [one for one in self.found if one.quarantined == quarantined]
        return Findings(found, [run for run in self.runs if run.quarantined == quarantined])

    def counts(self) -> dict[str, int]:
        """How many of each code, in order of code."""
        counts = Counter(finding.fault.code for finding in self.found)
        for run in self.runs:
            counts[run.fault.code] += len(run.rows)
        return {code: count for code, count in sorted(counts.items()) if count}

    def kinds(self) -> Iterator[list[Run]]:
        """The runs of each table and code, the quarantined first; a single finding is a run of one row."""

        def kind(run: Run) -> tuple[bool, str, str]:
            return (not run.quarantined, run.table, run.fault.code)

        runs = [run for run in self._all_runs() if len(run.rows)]
        yield from (list(group) for _, group in groupby(sorted(runs, key=kind), key=kind))

    def _all_runs(self) -> Iterator[Run]:
        yield from self.runs
        for one in self.found:
            yield Run(one.table, np.array([one.row]), one.column, one.fault, one.quarantined, one.package)

    def __iter__(self) -> Iterator[Finding]:
        """In order of package, table as read, and row."""
        runs = list(self._all_runs())
        if not runs:
            return
        rows = np.concatenate([run.rows for run in runs])
        which = np.repeat(np.arange(len(runs), dtype=np.int32), [len(run.rows) for run in runs])
        ranks = np.array([run.package * 1000 + PLACES.get(run.table, -1) for run in runs], dtype=np.int32)
        order = np.lexsort((rows, ranks[which]))
        for begin in range(0, len(order), AT_ONCE):
            some = order[begin : begin + AT_ONCE]
            for place, row in zip(which[some].tolist(), rows[some].tolist(), strict=True):
                run = runs[place]
                yield Finding(run.table, row, run.column, run.fault, run.quarantined, run.package)

    def __len__(self) -> int:
        return len(self.found) + sum(len(run.rows) for run in self.runs)
