"""`check` of a roster of one million rows, against DuckDB's typed read of the same file."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

import duckdb
from measure import compared
from rosters import write_roster

from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.read.package import read_packages
from baigong.ground.plan import load_plan

ROWS = 1_000_000
TYPES = {
    "number": "VARCHAR",
    "id_number": "VARCHAR",
    "name": "VARCHAR",
    "occupation": "VARCHAR",
    "level": "VARCHAR",
    "channel": "VARCHAR",
    "credit_code": "VARCHAR",
    "region": "VARCHAR",
    "issued_on": "DATE",
    "batch": "VARCHAR",
    "ended_on": "DATE",
    "ending": "VARCHAR",
    "recorded_at": "TIMESTAMPTZ",
}


def checked(roster: Path, scratch: Path) -> None:
    plan = load_plan("skillschina")
    with open_package(roster, now=datetime(2026, 1, 1, tzinfo=UTC)) as opened:
        reading = read_packages([opened], plan=plan, scratch=scratch)
    assert reading.tables["certificates"].accepted == ROWS


def typed_read(roster: Path) -> None:
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        connection.read_csv(str(roster), dtype=TYPES).create("roster")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        roster = write_roster(Path(folder) / "certificates.csv", ROWS)
        compared(
            "check_csv_1m_rows",
            lambda: checked(roster, Path(folder)),
            lambda: typed_read(roster),
            at_most=4.0,
            rounds=3,
        )
