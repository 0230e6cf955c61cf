"""Counting one and five million persons from a built lake, by province: against the bare read of the same columns,
against DuckDB SQL and against Polars; building from unsorted arrivals; and how the time grows."""

import math
import tempfile
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from statistics import median

import duckdb
import pyarrow.parquet as pq
from measure import compared, say, seconds
from references import by_duckdb, by_polars
from rosters import write_large_roster

from baigong.core.codes.level import LEVELS
from baigong.core.periods import Span
from baigong.ground.lake.count.counting import count
from baigong.ground.lake.count.question import Question
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.layout.build import About, build, plain_names
from baigong.ground.lake.layout.lake import Lake, open_lake
from baigong.ground.lake.read.package import read_packages
from baigong.ground.plan import load_plan

FIRST, LAST = date(2021, 1, 1), date(2025, 12, 31)
QUESTION = Question(span=Span(FIRST, LAST), on=LAST, by=("region",))
# What the count by province reads.
EVENT_COLUMNS = ["issued", "until", "level", "flags", "region"]
PERSON_COLUMNS = ["events", "left"]


def built(roster: Path, folder: Path, persons: int) -> Lake:
    lake, scratch = folder / "lake", folder / "scratch"
    scratch.mkdir()

    def arrive() -> None:
        with open_package(roster, now=datetime(2026, 1, 1, tzinfo=UTC)) as opened:
            plan = load_plan("skillschina")
            reading = read_packages([opened], plan=plan, scratch=scratch, tables={"certificates"})
            build(reading.tables, lake, naming=plain_names(), about=About(created="2026-01-01T00:00:00+08:00"))

    rows = persons * 3 // 2
    say(f"read_and_build_{persons}_persons", rows_a_second=rows / seconds(arrive), rows=rows)
    return open_lake(lake)


def plain_events(roster: Path, folder: Path) -> Path:
    """The references' table, sorted by person beforehand, so that it costs them nothing."""
    events = folder / "events.parquet"
    codes = ", ".join(f"'{code}'" for code in LEVELS)
    ranks = ", ".join(str(level.rank) for level in LEVELS.values())
    duckdb.sql(f"""
        COPY (
            SELECT (hash(id_number) >> 1)::BIGINT AS person, issued_on::DATE AS issued, number,
                map([{codes}], [{ranks}])[level]::TINYINT AS rank,
                coalesce(ending = 'void', false) AS is_void, substr(region, 1, 2)::TINYINT AS province,
                CASE WHEN ending = 'revoked' THEN ended_on::DATE - 1 ELSE DATE '9999-12-31' END AS until,
                DATE '9999-12-31' AS left_on
            FROM read_parquet('{roster}') ORDER BY person, issued, number
        ) TO '{events}' (FORMAT parquet, COMPRESSION zstd)
    """)
    return events


def bare_read(lake: Lake) -> None:
    for place in range(lake.buckets):
        pq.read_table(lake.folder / "events" / f"{place:02}.parquet", columns=EVENT_COLUMNS)
        pq.read_table(lake.folder / "persons" / f"{place:02}.parquet", columns=PERSON_COLUMNS)


def measured(persons: int) -> float:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        roster = write_large_roster(folder / "certificates.parquet", persons * 3 // 2)
        lake, events = built(roster, folder, persons), plain_events(roster, folder)
        ours = partial(count, lake, QUESTION)
        period = {"first": FIRST, "last": LAST, "on": LAST}
        same = {(f"{row[0]}",): tuple(row[1:]) for row in by_duckdb(events, **period)}
        assert ours().rows == same == {(f"{row[0]}",): tuple(row[1:]) for row in by_polars(events, **period)}
        compared(f"count_{persons}_over_bare_read", ours, partial(bare_read, lake), at_most=2.5)
        compared(f"count_{persons}_over_duckdb", ours, partial(by_duckdb, events, **period), at_most=0.2)
        compared(f"count_{persons}_over_polars", ours, partial(by_polars, events, **period), at_most=1.0)
        return median(seconds(ours) for _ in range(7))


if __name__ == "__main__":
    small, large = measured(1_000_000), measured(5_000_000)
    say("count_slope_on_logs", slope=math.log(large / small) / math.log(5))
