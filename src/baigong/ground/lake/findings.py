"""What reading found: a table, a row, a column, a fault, and whether the row was quarantined for it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from baigong.core.refusal import Fault


class Finding(NamedTuple):
    """`row` counts data rows from 1, blank rows included; 0 speaks of the whole table."""

    table: str
    row: int
    column: str | None
    fault: Fault
    quarantined: bool
    package: int = 0


@dataclass
class Findings:
    """All findings of a reading. Faults are shared between rows wherever they are equal, so millions fit."""

    found: list[Finding] = field(default_factory=list)

    def add(self, finding: Finding) -> None:
        self.found.append(finding)

    def counts(self) -> dict[str, int]:
        """How many of each code, in order of code."""
        return dict(sorted(Counter(finding.fault.code for finding in self.found).items()))

    def __iter__(self) -> Iterator[Finding]:
        """In order of package, table as read, row and column."""
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)
