"""Accepted rows of one table: in memory while they are few, in Parquet files when they are many."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq


@dataclass(frozen=True, slots=True)
class Rows:
    """One table's rows with its schema's columns (empty cells null) and `_order`, their place in reading order.

    `_row` is the data row in its file and `_package` the place of its package among those read together.
    """

    held: pa.Table | Path

    @property
    def count(self) -> int:
        return int(self.source().count_rows())

    @property
    def schema(self) -> pa.Schema:
        return self.held.schema if isinstance(self.held, pa.Table) else self.source().schema

    def source(self) -> ds.Dataset:
        if isinstance(self.held, pa.Table):
            return ds.InMemoryDataset(self.held)
        return ds.dataset(sorted(self.held.glob("*.parquet")), format="parquet")

    def table(self, columns: Sequence[str] | None = None) -> pa.Table:
        """All rows, of the named columns; only for tables known to be small or columns known to be few."""
        return self.source().to_table(columns=list(columns) if columns else None)

    def batches(self, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
        yield from self.source().to_batches(columns=list(columns) if columns else None)

    def sql(self) -> str:
        """What DuckDB reads these rows from, when they lie in files."""
        if isinstance(self.held, pa.Table):
            raise TypeError("rows in memory are registered with the connection, not named in SQL")
        return f"read_parquet('{self.held}/*.parquet')"

    @staticmethod
    def kept(table: pa.Table, folder: Path, name: str) -> "Rows":
        """Rows moved to a file of `folder`."""
        place = folder / name
        place.mkdir(parents=True, exist_ok=True)
        pq.write_table(table, place / "0.parquet", compression="zstd", compression_level=1)
        return Rows(place)
