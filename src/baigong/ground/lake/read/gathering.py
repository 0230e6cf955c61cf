"""Accepted batches gathered: in memory while few, in Parquet files when many."""

from pathlib import Path
from shutil import rmtree

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from baigong.ground.lake.read.keys import PLACES
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.columns import Table

MOST_IN_MEMORY = 1_200_000


class Gathering:
    def __init__(self, table: Table, scratch: Path) -> None:
        self.schema = pa.schema([*table.schema, *PLACES])
        self.folder = scratch / table.name
        self.batches: list[pa.RecordBatch] = []
        self.held = 0
        self.next_order = 0
        self.rows = 0
        self.quarantined = 0
        self.files = 0

    def add(self, accepted: pa.RecordBatch, rows: np.ndarray, *, package: int) -> None:
        count = accepted.num_rows
        places = [
            pa.array(np.arange(self.next_order, self.next_order + count)),
            pa.array(rows),
            pa.array(np.full(count, package, np.int16)),
        ]
        self.batches.append(pa.record_batch([*accepted.columns, *places], schema=self.schema))
        self.next_order += count
        self.held += count
        if self.held > MOST_IN_MEMORY:
            self._spill()

    def count(self, numbers: np.ndarray, faulted: np.ndarray) -> None:
        """Rows read and set aside; a row that could not even be cut into cells counts as well."""
        self.rows += len(numbers) + int((~np.isin(faulted, numbers)).sum())
        self.quarantined += len(faulted)

    def drop(self) -> None:
        """Forgets all that was gathered: the table is refused."""
        self.batches, self.held, self.rows, self.quarantined, self.files = [], 0, 0, 0, 0
        rmtree(self.folder, ignore_errors=True)

    def gathered(self) -> Rows:
        if not self.files:
            return Rows(pa.Table.from_batches(self.batches, self.schema))
        self._spill()
        return Rows(self.folder)

    def _spill(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        table = pa.Table.from_batches(self.batches, self.schema)
        if table.num_rows:
            path = self.folder / f"{self.files:05}.parquet"
            pq.write_table(table, path, compression="zstd", compression_level=1)
            self.files += 1
        self.batches, self.held = [], 0
