"""A lake opened for counting: its codes, and the columns that a count asks for, one bucket at a time."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.lake.layout.buckets import bucket_files
from baigong.ground.lake.layout.columns import DESCRIPTOR, LAYOUT, NEVER, NOT_YET, VOID
from baigong.ground.lake.layout.resolve import resolved

Columns = Mapping[str, NDArray[Any]]


class OtherLayout(Refusal):
    code = "lake.other_layout"
    sentence = msgid("This lake was built by another version of baigong; build it again from its packages.")


@dataclass(frozen=True)
class Bucket:
    """Some persons, whole: `starts` says where each one's events begin, with one place more for the end."""

    starts: NDArray[np.int64]
    persons: Columns
    events: Columns


@dataclass(frozen=True)
class Lake:
    folder: Path
    created: str
    about: Mapping[str, Any]
    codes: Mapping[str, Sequence[str | None]]

    @property
    def buckets(self) -> int:
        return int(self.about["buckets"])

    def read(self, place: int, *, columns: Sequence[str], persons: Sequence[str], known: int | None) -> Bucket:
        """The columns of one bucket as known at an instant; the place after the last is what had to be resolved."""
        if place == self.buckets:
            return self._resolved(known, columns=columns, persons=persons)
        files = bucket_files(self.folder, place)
        wanted = [*dict.fromkeys([*columns, *(_AT_AN_INSTANT if known is not None else ())])]
        events: Columns = _arrays(files[0], wanted)
        held: Columns = _arrays(
            files[1], ["events", *persons, *(["left_recorded"] if known is not None and persons else [])]
        )
        starts = np.zeros(len(held["events"]) + 1, np.int64)
        np.cumsum(held["events"], out=starts[1:])
        if known is not None:
            events, held = as_known(events, held, known)
        return Bucket(starts, held, events)

    def _resolved(self, known: int | None, *, columns: Sequence[str], persons: Sequence[str]) -> Bucket:
        starts, whole, rows = resolved(self._resolve_tables, known)
        events, held = as_known(rows, whole, NOT_YET if known is None else known)
        return Bucket(starts, {name: held[name] for name in persons}, {name: events[name] for name in columns})

    @cached_property
    def _resolve_tables(self) -> dict[str, Any]:
        return {
            name: pq.read_table(self.folder / "resolve" / f"{name}.parquet") for name in ("events", "persons", "merges")
        }

    def places(self) -> Iterator[int]:
        yield from range(self.buckets + 1)


_AT_AN_INSTANT = ("flags", "until", "recorded", "valid_until", "ended", "ending_recorded")


def open_lake(folder: Path) -> Lake:
    descriptor = json.loads((folder / DESCRIPTOR).read_bytes())
    about = descriptor["baigong"]
    if about["layout"] != LAYOUT:
        raise OtherLayout
    return Lake(folder, descriptor["created"], about, json.loads((folder / "codes.json").read_bytes()))


def as_known(events: Columns, persons: Columns, known: int) -> tuple[Columns, Columns]:
    """What was not recorded by then had not happened: a certificate (as if void), an ending, a leaving."""
    ended = events["ending_recorded"] <= known
    is_void = (events["flags"] & VOID) != 0
    until = np.minimum(events["valid_until"], np.where(ended & ~is_void, events["ended"] - 1, events["valid_until"]))
    out = (is_void & ended) | (events["recorded"] > known)
    flags = np.where(out, events["flags"] | VOID, events["flags"] & ~VOID).astype(np.int8)
    kept = dict(persons)
    if "left" in kept:
        kept["left"] = np.where(kept["left_recorded"] <= known, kept["left"], NEVER).astype(np.int32)
    return {**events, "until": until.astype(np.int32), "flags": flags}, kept


def _arrays(file: Path, names: Sequence[str]) -> dict[str, NDArray[Any]]:
    # Buckets are read side by side, so one thread for each is quicker than several for one.
    table = pq.ParquetFile(file, memory_map=True).read(list(dict.fromkeys(names)), use_threads=False)
    return {name: _array(table[name]) for name in table.column_names}


def _array(column: Any) -> NDArray[Any]:
    whole = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    return np.asarray(whole.to_numpy(zero_copy_only=False))
