"""A table as it stands in a file: columns of text with the row numbers people see, before anything is judged."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

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


# A row as its file has it: the number people see, and its cells from left to right, as text.
Original = tuple[int, tuple[str, ...]]
# The rows of these numbers, which rise.
Picked = Callable[[NDArray[np.int64]], Iterator[Original]]


@dataclass(frozen=True, slots=True)
class Originals:
    """A table as its file has it, unknown columns and all: its headings, which column each means, and its rows.

    A row may have more or fewer cells than there are headings, if the file does.
    """

    headings: tuple[str, ...] = ()
    columns: tuple[str | None, ...] = ()
    rows: Picked = lambda numbers: iter(())


@dataclass
class RawTable:
    """`columns` are those of the table that the file has; `refused` says why nothing of it can be read."""

    table: Table
    columns: tuple[str, ...]
    batches: Callable[[], Iterator[RawBatch]]
    refused: Fault | None = None
    findings: Findings = field(default_factory=Findings)
    originals: Originals = field(default_factory=Originals)
