"""Rosters of any size for the benchmarks: valid rows in a random order, made by NumPy from a seed."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
COUNTIES = np.array(["330102", "330106", "330110", "330203", "330302", "330402", "330502", "330602", "331002"])
OCCUPATIONS = np.array(["6-18-04-01", "6-18-02-04", "6-29-03-01", "4-10-01-06", "4-03-02-01"])
BODY = "91330000MA27XF6Q0D"


def identity_numbers(persons: np.ndarray) -> np.ndarray:
    """One valid resident number for each person's index."""
    days = np.datetime64("1960-01-01") + (persons * 7919) % 16000
    dates = np.char.replace(np.datetime_as_string(days), "-", "")
    bodies = np.char.add(np.char.add(COUNTIES[persons % len(COUNTIES)], dates), _digits(persons // 16000 % 1000, 3))
    sums = bodies.astype("S17").view(np.uint8).reshape(-1, 17).astype(np.int64) - 48
    return np.char.add(bodies, np.array(list("10X98765432"))[(sums @ WEIGHTS) % 11])


def roster(rows: int, *, first: int = 0, of: int = 0) -> pa.Table:
    """Certificates of a province, about 1.5 a person, unsorted: `rows` from `first` on, of `of` in all."""
    random = np.random.default_rng(first)
    fates = np.random.default_rng(first + 1).random(rows)
    persons = random.integers(0, (of or rows) * 2 // 3, rows)
    county = random.integers(0, len(COUNTIES), rows)
    issued = np.datetime64("2021-01-01") + random.integers(0, 1826, rows)
    levels = random.choice(np.array(list("54321")), rows, p=[0.3, 0.35, 0.25, 0.08, 0.02])
    years = np.array([day[2:4] for day in np.datetime_as_string(issued)])
    serial = np.arange(first, first + rows)
    parts = ["S000033", _digits(serial // 1_000_000 + 1, 6), years, levels, _digits(serial % 1_000_000, 6)]
    return pa.table(
        {
            "number": pa.array(_joined(parts)),
            "id_number": pa.array(identity_numbers(persons)),
            "name": pc.binary_join_element_wise("合成", pa.array(_digits(persons, 7)), ""),
            "occupation": pa.array(OCCUPATIONS[random.integers(0, len(OCCUPATIONS), rows)]),
            "level": pa.array(levels),
            "channel": pa.repeat("identification", rows),
            "credit_code": pa.repeat(BODY, rows),
            "region": pa.array(COUNTIES[county]),
            "issued_on": pa.array(np.datetime_as_string(issued)),
            "batch": pa.array(np.char.add("B", _digits(serial // 200, 6))),
            "ended_on": pa.array(np.where(fates < 0.012, "2025-12-31", None), pa.string()),
            "ending": pa.array(np.where(fates < 0.002, "void", np.where(fates < 0.012, "revoked", None)), pa.string()),
            "recorded_at": pa.array(np.char.add(np.datetime_as_string(issued), "T18:00:00+08:00")),
        }
    )


def write_roster(path: Path, rows: int) -> Path:
    pa.csv.write_csv(roster(rows), path)
    return path


def write_large_roster(path: Path, rows: int, *, piece: int = 500_000) -> Path:
    """The same as Parquet, in pieces, so that making it takes no memory to speak of."""
    with pq.ParquetWriter(path, roster(10).schema, compression="zstd") as writer:
        for first in range(0, rows, piece):
            writer.write_table(roster(min(piece, rows - first), first=first, of=rows))
    return path


def _digits(numbers: np.ndarray, width: int) -> np.ndarray:
    return np.char.zfill(numbers.astype(str), width)


def _joined(parts: list[str | np.ndarray]) -> np.ndarray:
    whole = parts[0]
    for part in parts[1:]:
        whole = np.char.add(whole, part)
    return whole
