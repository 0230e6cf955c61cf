"""Upkeep: a lake in which some persons are laid out anew and all the others stay as they lie."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from baigong.ground.lake.layout import events
from baigong.ground.lake.layout.buckets import bucket_files, read_bucket, write_bucket, write_table
from baigong.ground.lake.layout.build import (
    SCRATCH,
    About,
    Built,
    bucket_of,
    describe,
    fresh,
    resolve_file,
    to_resolve,
)
from baigong.ground.lake.layout.columns import DESCRIPTOR
from baigong.ground.lake.layout.lake import Lake, open_lake
from baigong.ground.lake.layout.persons import Naming, put_persons
from baigong.ground.lake.layout.sources import Versions, connected

Persons = NDArray[np.int64]
_ORDER = {
    "events": ("person", "issued", "number", "version"),
    "persons": ("person", "version"),
    "merges": ("person", "into"),
}


@dataclass(frozen=True)
class Change:
    """All that is said of some persons now; no merge may lead from them to anybody else."""

    tables: Mapping[str, Versions]
    persons: Persons
    naming: Naming


def amend(base: Path, change: Change, folder: Path, *, about: About) -> Built:
    """A new lake, equal in every count to one built whole; files that nobody of these lies in are shared with the old.

    The old lake is only read.
    """
    lake = open_lake(base)
    with fresh(folder) as new:
        scratch = new / SCRATCH
        scratch.mkdir()
        with connected(change.tables, scratch) as connection:
            put_persons(connection, change.naming, scratch)
            codes = events.put_codes(connection, lake.codes)
            (new / "codes.json").write_text(json.dumps(codes, ensure_ascii=False), "utf-8")
            _lay_buckets(connection, lake, new, change.persons)
            _lay_resolve(connection, lake, new, change.persons)
        shutil.rmtree(scratch)
        shared = _share(lake, new)
        built = Built({"certificates": _certificates(new, lake.buckets)}, lake.buckets, 0)
        describe(new, about, built, known=shared)
    return built


def _lay_buckets(connection: Any, lake: Lake, folder: Path, touched: Persons) -> None:
    """The buckets in which these persons lie or will lie."""
    arrived = _arrived(connection, lake.buckets)
    for place in np.unique(touched % lake.buckets):
        held = read_bucket(lake.folder, int(place))
        is_out = np.isin(held["person"].to_numpy(), touched)
        coming = arrived.get(int(place))
        if not is_out.any() and coming is None:
            continue
        rows = _without(held, is_out)
        if coming is not None:
            # Rows of one person lie together in either part and in no two parts.
            rows = pa.concat_tables([rows, coming.select(rows.column_names).cast(rows.schema)])
            rows = rows.take(pa.array(np.argsort(rows["person"].to_numpy(), kind="stable")))
        write_bucket(folder, int(place), rows if rows.num_rows else None)


def _arrived(connection: Any, buckets: int) -> dict[int, pa.Table]:
    batches = list(events.plain_events(connection, bucket=bucket_of(buckets), with_evidence=True))
    if not batches:
        return {}
    rows = pa.Table.from_batches(batches)
    places = rows["bucket"].to_numpy()
    firsts = {int(place): np.searchsorted(places, [place, place + 1]) for place in np.unique(places)}
    return {place: rows.slice(first, last - first) for place, (first, last) in firsts.items()}


def _lay_resolve(connection: Any, lake: Lake, folder: Path, touched: Persons) -> None:
    for name, coming in to_resolve(connection, with_evidence=True):
        held = pq.read_table(resolve_file(lake.folder, name))
        is_out = np.isin(held["person"].to_numpy(), touched)
        if is_out.any() or coming.num_rows:
            rows = pa.concat_tables([_without(held, is_out), coming]).combine_chunks()
            write_table(rows.sort_by([(column, "ascending") for column in _ORDER[name]]), resolve_file(folder, name))


def _without(rows: pa.Table, is_out: NDArray[np.bool_]) -> pa.Table:
    return rows.filter(pa.array(~is_out)) if is_out.any() else rows


def _share(lake: Lake, folder: Path) -> dict[str, str]:
    """What was not laid out anew, taken over from the old lake; returns the hashes that are known already."""
    told = json.loads((lake.folder / DESCRIPTOR).read_bytes())["resources"]
    taken = {one["path"]: one["hash"] for one in told if not (folder / one["path"]).exists()}
    for name in taken:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        _link(lake.folder / name, place)
    return taken


def _link(file: Path, place: Path) -> None:
    try:
        os.link(file, place)
    except OSError:  # a disk that knows no links
        shutil.copyfile(file, place)


def _certificates(folder: Path, buckets: int) -> int:
    plain = sum(int(pq.read_metadata(file).num_rows) for file in _event_files(folder, buckets))
    return plain + len(pq.read_table(resolve_file(folder, "events"), columns=["number"])["number"].unique())


def _event_files(folder: Path, buckets: int) -> Iterator[Path]:
    return (bucket_files(folder, place)[0] for place in range(buckets))
