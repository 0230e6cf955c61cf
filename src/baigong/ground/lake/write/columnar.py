"""Parquet: typed cells, zstd, row groups of about a hundred thousand rows."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from baigong.ground.lake.schema.columns import Column, Kind

# Cells that hardly repeat: a dictionary of them would be built and thrown away.
DISTINCT = {Kind.PERSON, Kind.CERTIFICATE_NUMBER, Kind.INSTANT}


class Columnar:
    """One table as Parquet."""

    encoding = None
    media_type = "application/vnd.apache.parquet"
    suffix = ".parquet"

    def __init__(self, path: Path, columns: tuple[Column, ...], schema: pa.Schema) -> None:
        self.headings = tuple(column.name for column in columns)
        repeating = [column.name for column in columns if column.kind not in DISTINCT]
        self.writer = pq.ParquetWriter(path, schema, compression="zstd", compression_level=1, use_dictionary=repeating)

    def write(self, batch: pa.RecordBatch) -> None:
        self.writer.write_batch(batch, row_group_size=max(batch.num_rows, 1))

    def close(self) -> None:
        self.writer.close()
