"""A table as it stands in a file: columns of text with the row numbers people see, before anything is judged."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from baigong.core.refusal import Fault
from baigong.ground.lake.findings import Findings
from baigong.ground.lake.schema.columns import Table

RowFault = tuple[int, str | None, Fault]


@dataclass(frozen=True, slots=True)
class RawBatch:
    """Some rows. `rows` are their numbers (from 1, blank rows numbered but not here).

    A column is text, trimmed and normalised, empty cells null, or already of the column's own Arrow type.
    """

    rows: np.ndarray
    columns: dict[str, pa.Array]
    faults: list[RowFault] = field(default_factory=list)


@dataclass
class RawTable:
    """`columns` are those of the table that the file has; `refused` says why nothing of it can be read."""

    table: Table
    columns: tuple[str, ...]
    batches: Callable[[], Iterator[RawBatch]]
    refused: Fault | None = None
    findings: Findings = field(default_factory=Findings)
