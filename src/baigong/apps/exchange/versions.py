"""Which earlier states a package can tell: those that its later rows do not contradict."""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baigong.apps.exchange.leaving import LAST
from baigong.ground.lake.schema.columns import Table


def tellable(table: Table, rows: pa.Table) -> pa.Table:
    """Without earlier states that reading would hold against the last one.

    In a package the first row of a key stays, an empty cell never erases, and a void is never undone; on the node an
    official may have corrected just that, and then the last state is the one to tell.
    """
    if "_version" not in rows.column_names:
        return rows
    is_last = pc.equal(rows["_version"], LAST)
    if pc.all(is_last).as_py():
        return rows
    ids = rows["_id"].to_numpy()
    told = np.isin(ids, ids[~is_last.to_numpy().astype(bool)])
    some = rows.filter(pa.array(told)).append_column("_at", pa.array(np.flatnonzero(told))).to_pylist()
    lasts = {row["_id"]: row for row in some if row["_version"] == LAST}
    dropped = [
        row["_at"] for row in some if row["_version"] != LAST and _contradicted(table, row, lasts.get(row["_id"]))
    ]
    return rows.filter(pa.array(~np.isin(np.arange(rows.num_rows), dropped)))


def _contradicted(table: Table, row: dict[str, Any], last: dict[str, Any] | None) -> bool:
    if last is None:
        return True
    is_other = any(_differ(row[name], last[name]) for name in (*table.identity, *table.key))
    is_erased = any(row[column.name] is not None and last[column.name] is None for column in table.columns)
    return is_other or is_erased or (row.get("ending") == "void" and last.get("ending") != "void")


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other
