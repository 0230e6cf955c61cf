"""Tables for which no app has a use yet: files of keyed rows, one a load, which count once their row is committed."""

import os
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from baigong.apps.progress.models import Kept
from baigong.ground.lake.schema.columns import Table
from baigong.ground.node.home import Home

STAGED = "staging_"  # begins the name of a file until and after its load is committed


def write_kept(rows: pa.Table, path: Path) -> None:
    """On the disk for good, before the load that names it is committed: the file, its name, and the folders' own."""
    for folder in (path.parent.parent, path.parent):
        if not folder.exists():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _sync(folder.parent)
    partial = path.with_name(path.name + ".part")
    with partial.open("wb") as file:
        pq.write_table(rows, file, compression="zstd", compression_level=1)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep_kept(home: Home) -> int:
    """Removes what loads that were never committed left behind; only while no other load is under way."""
    named = set(Kept.objects.values_list("path", flat=True))
    strays = [path for path in home.kept.glob(f"*/{STAGED}*") if str(path.relative_to(home.kept)) not in named]
    for path in strays:
        path.unlink(missing_ok=True)
    return len(strays)


def kept_rows(
    home: Home, table: Table, *, having: tuple[tuple[str, ...], pa.Table] | None = None, lines: Any = None
) -> pa.Table:
    """The last state of every key, with the line that wrote it; only those with certain cells, if they are named.

    `lines` are the journal lines whose rows are wanted; none: all of them.
    """
    loads = (
        Kept.objects.filter(table=table.name)
        if lines is None
        else Kept.objects.filter(table=table.name, line__in=lines)
    )
    files = list(loads.order_by("line").values_list("path", "line"))
    if not files:
        return table.schema.append(pa.field("line", pa.int64())).empty_table()
    parts = [f"SELECT *, {line}::BIGINT AS line FROM read_parquet('{home.kept / path}')" for path, line in files]
    key = ", ".join(f'"{name}"' for name in table.key)
    cells = ", ".join(f'"{column.name}"' for column in table.columns)
    with duckdb.connect() as connection:
        semi = ""
        if having is not None:
            connection.register("wanted", having[1])
            semi = f"SEMI JOIN wanted USING ({', '.join(f'{chr(34)}{name}{chr(34)}' for name in having[0])})"
        query = f"""
            SELECT {cells}, line FROM ({" UNION ALL BY NAME ".join(parts)}) {semi}
            QUALIFY row_number() OVER (PARTITION BY {key} ORDER BY line DESC) = 1
        """
        return connection.sql(query).to_arrow_table()
