"""`load` end to end, against a bare COPY of the same rows into bare tables of the same columns; and how it grows.

A node of its own in a temporary folder. A package holds certificates and the persons they name, as Parquet; loading
reads and checks it, encrypts numbers, and writes rows, versions and indexes. The COPY streams the same cells, made into
CSV beforehand, into typed tables without key or index.
"""

# ruff: noqa: E402 — the node's folder is named before anything reads the settings.
import atexit
import io
import math
import os
import shutil
import sys
import tempfile
from contextlib import redirect_stdout
from pathlib import Path
from statistics import median

HOME = tempfile.mkdtemp(prefix="baigong-bench-")
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ |= {"BAIGONG_HOME": HOME, "DJANGO_SETTINGS_MODULE": "baigong.settings"}
os.environ.pop("DATABASE_URL", None)

import psycopg
import pyarrow as pa
import pyarrow.csv as pv
import pyarrow.parquet as pq
from measure import say, seconds
from rosters import roster

from baigong.faces.cli.main import run
from baigong.faces.cli.node import node_running
from baigong.settings import NODE

SMALLEST, MEASURED, LARGEST = 10_000, 100_000, 1_000_000
ROUNDS = 3
TYPES = {"issued_on": "date", "ended_on": "date", "recorded_at": "timestamptz"}
DESCRIPTOR = (
    '{"created": "2026-06-01T00:00:00+08:00", "baigong": {"kind": "full", "region": "33", "identity": "raw"},'
    ' "resources": [{"name": "persons", "path": "persons.parquet"},'
    ' {"name": "certificates", "path": "certificates.parquet"}]}'
)


class Package:
    """Certificates and the persons they name; packages of different places share no certificate."""

    def __init__(self, folder: Path, rows: int, first: int) -> None:
        folder.mkdir(parents=True)
        self.folder = folder
        certificates = roster(rows, first=first, of=rows)
        named = certificates.group_by("id_number").aggregate([("name", "min")])
        persons = pa.table({"id_number": named["id_number"], "name": named["name_min"]})
        self.tables = {"persons": persons, "certificates": certificates}
        for name, table in self.tables.items():
            pq.write_table(table, folder / f"{name}.parquet")
            pv.write_csv(table, folder / f"{name}.bare", pv.WriteOptions(include_header=False))
        (folder / "datapackage.json").write_text(DESCRIPTOR)

    def load(self) -> None:
        try:
            with redirect_stdout(io.StringIO()):
                run(["load", str(self.folder), "--json"])
        except SystemExit as end:
            if end.code not in (0, 1):
                sys.exit(f"the load was refused: {end.code}")

    def copy(self) -> None:
        with psycopg.connect(NODE.url) as connection:
            for name, table in self.tables.items():
                columns = ", ".join(f'"{column}" {TYPES.get(column, "text")}' for column in table.column_names)
                connection.execute(f"DROP TABLE IF EXISTS bare_{name}")
                connection.execute(f"CREATE TABLE bare_{name} ({columns})")
                with (
                    (self.folder / f"{name}.bare").open("rb") as file,
                    connection.cursor().copy(f"COPY bare_{name} FROM STDIN (FORMAT csv)") as copy,
                ):
                    while block := file.read(1 << 20):
                        copy.write(block)


def measured(folder: Path, rows: int, rounds: int, *, first: int) -> tuple[float, float]:
    """Medians of loading new packages and of copying them, in turn."""
    pairs = []
    for place in range(rounds):
        package = Package(folder / f"{rows}-{place}", rows, first + place * rows)
        pairs.append((seconds(package.load), seconds(package.copy)))
        shutil.rmtree(package.folder)
    return median(a for a, _ in pairs), median(b for _, b in pairs)


def main(sizes: tuple[int, ...]) -> None:
    times = {}
    with tempfile.TemporaryDirectory() as name, node_running():
        folder = Path(name)
        measured(folder / "warm", SMALLEST, 1, first=90_000_000)
        for place, rows in enumerate(sizes):
            rounds = 1 if rows == LARGEST else ROUNDS
            ours, theirs = measured(folder / str(rows), rows, rounds, first=(place + 1) * 10_000_000)
            times[rows] = ours
            limit = 4.0 if rows == MEASURED else None
            say(f"load_{rows}_certificates", ratio=ours / theirs, at_most=limit, seconds=ours, reference_seconds=theirs)
    if len(times) > 1:
        small, large = min(times), max(times)
        say("load_growth", exponent=math.log(times[large] / times[small]) / math.log(large / small))


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or (SMALLEST, MEASURED, LARGEST))
