"""The same four series as a user would otherwise write them: DuckDB SQL and Polars, over one plain table of events.

The table (sorted by person) has what the series need and no more: person, issued, until (the last day in force),
rank, is_void, province, left_on, number. To sort and resolve it costs the references nothing here.
"""

from datetime import date
from pathlib import Path

import duckdb
import polars as pl

LEVELLED, HIGH = 2, 4  # ranks of junior worker and senior worker


def by_duckdb(events: Path, *, first: date, last: date, on: date) -> list[tuple[object, ...]]:
    with duckdb.connect() as connection:
        connection.execute("SET threads = 2")
        return connection.execute(
            """
            WITH issued AS (SELECT * FROM read_parquet($events) WHERE NOT is_void),
            flows AS (
                SELECT province, count(*) AS events, count(DISTINCT person) AS holders
                FROM issued WHERE issued BETWEEN $first AND $last GROUP BY province
            ),
            firsts AS (
                SELECT arg_min(province, (issued, number)) AS province, min(issued) AS issued
                FROM issued WHERE rank >= 2 GROUP BY person
            ),
            first_highs AS (
                SELECT arg_min(province, (issued, number)) AS province, min(issued) AS issued
                FROM issued WHERE rank >= 4 GROUP BY person
            ),
            held AS (
                SELECT arg_max(province, (issued, number)) AS province, max(rank) AS rank
                FROM issued WHERE rank >= 2 AND issued <= $on AND until >= $on AND left_on > $on GROUP BY person
            )
            SELECT province, any_value(events), any_value(holders),
                (SELECT count(*) FROM firsts f WHERE f.province = flows.province
                    AND issued BETWEEN $first AND $last),
                (SELECT count(*) FROM first_highs f WHERE f.province = flows.province
                    AND issued BETWEEN $first AND $last),
                (SELECT count(*) FROM held h WHERE h.province = flows.province),
                (SELECT count(*) FROM held h WHERE h.province = flows.province AND rank >= 4)
            FROM flows GROUP BY province ORDER BY province
            """,
            {"events": str(events), "first": first, "last": last, "on": on},
        ).fetchall()


def by_polars(events: Path, *, first: date, last: date, on: date) -> list[tuple[object, ...]]:
    issued = pl.scan_parquet(events).filter(~pl.col("is_void"))
    within = pl.col("issued").is_between(first, last)
    flows = (
        issued.filter(within)
        .group_by("province")
        .agg(pl.len().alias("events"), pl.col("person").n_unique().alias("holders"))
    )
    in_force = (pl.col("issued") <= on) & (pl.col("until") >= on) & (pl.col("left_on") > on)
    held = (
        issued.filter((pl.col("rank") >= LEVELLED) & in_force)
        .group_by("person")
        .agg(pl.col("province").sort_by("issued", "number").last(), pl.col("rank").max())
        .group_by("province")
        .agg(pl.len().alias("stock"), (pl.col("rank") >= HIGH).sum().alias("stock_high"))
    )
    parts = [_firsts(issued, LEVELLED, "first", within), _firsts(issued, HIGH, "first_high", within), held]
    for part in parts:
        flows = flows.join(part, on="province", how="left")
    return flows.sort("province").fill_null(0).collect().rows()


def _firsts(issued: pl.LazyFrame, rank: int, name: str, within: pl.Expr) -> pl.LazyFrame:
    return (
        issued.filter(pl.col("rank") >= rank)
        .group_by("person")
        .agg(pl.col("province").sort_by("issued", "number").first(), pl.col("issued").min())
        .filter(within)
        .group_by("province")
        .agg(pl.len().alias(name))
    )
