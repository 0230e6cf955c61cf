"""Buckets: events clustered by person in one file, the persons in the order of their events in another."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from baigong.ground.lake.layout.columns import EVENTS, PERSONS

_AS_DICTIONARY = ["level", "flags", "channel", "region", "occupation", "credit_code", "sex", "left", "groups"]


def write_table(table: pa.Table, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    dictionary = [name for name in _AS_DICTIONARY if name in table.schema.names]
    pq.write_table(
        table, place, compression="zstd", compression_level=1, use_dictionary=dictionary, write_statistics=False
    )


def bucket_files(folder: Path, place: int) -> tuple[Path, Path]:
    return folder / "events" / f"{place:02}.parquet", folder / "persons" / f"{place:02}.parquet"


class BucketWriter:
    """Takes events sorted by bucket and person; each bucket is written once it is whole."""

    def __init__(self, folder: Path, count: int) -> None:
        self.folder = folder
        self.count = count
        self.place = 0
        self.held: list[pa.Table] = []

    def add(self, batch: pa.RecordBatch) -> None:
        rows = pa.Table.from_batches([batch])
        buckets = rows["bucket"].to_numpy()
        for bucket in np.unique(buckets):
            first, last = np.searchsorted(buckets, [bucket, bucket + 1])
            self._up_to(int(bucket))
            self.held.append(rows.slice(first, last - first))

    def close(self) -> None:
        self._up_to(self.count)

    def _up_to(self, bucket: int) -> None:
        """Writes every bucket before this one, empty ones too."""
        while self.place < bucket:
            write_bucket(self.folder, self.place, pa.concat_tables(self.held) if self.held else None)
            self.held = []
            self.place += 1


def write_bucket(folder: Path, place: int, rows: pa.Table | None) -> None:
    """Events in the order of their persons, each with its person's columns."""
    events, persons = bucket_files(folder, place)
    write_table(rows.select(EVENTS.names).cast(EVENTS) if rows else EVENTS.empty_table(), events)
    write_table(_persons(rows) if rows else PERSONS.empty_table(), persons)


def read_bucket(folder: Path, place: int) -> pa.Table:
    """What `write_bucket` wrote."""
    events, persons = (pq.read_table(file) for file in bucket_files(folder, place))
    holders = np.repeat(np.arange(persons.num_rows), persons["events"].to_numpy())
    told = persons.drop_columns("events").take(pa.array(holders))
    for name in told.column_names:
        events = events.append_column(name, told[name])
    return events


def _persons(rows: pa.Table) -> pa.Table:
    person = rows["person"].to_numpy()
    starts = np.flatnonzero(np.diff(person, prepend=person[0] - 1))
    events = np.diff(starts, append=len(person)).astype(np.int32)
    first = rows.select([name for name in PERSONS.names if name != "events"]).take(pa.array(starts))
    return first.append_column("events", pc.cast(pa.array(events), pa.int32())).select(PERSONS.names).cast(PERSONS)
