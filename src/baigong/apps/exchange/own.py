"""Own region only: what a sender may say, and about which records.

A package whose declared region lies outside the sender's is refused whole. A row that places its record elsewhere, or
would change a record that another region keeps, is set aside. Where persons live and organisations stand is not where
their record is kept, so only changing what others keep is out of reach there. A row that names no region must be tied
to the sender's by something else (`tied.py`). What the whole node's region covers, the node's own operator may send.
"""

from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baigong.apps.exchange.record import OnRecord
from baigong.apps.exchange.tied import LICENCES, STRANGE_BODY, STRANGER, UNPLACED, Ties
from baigong.core.codes.region import places_now
from baigong.core.refusal import Fault, Refusal
from baigong.core.scope import Scope, of_region
from baigong.core.text import msgid
from baigong.ground.lake.files.package import Package
from baigong.ground.lake.findings import Run
from baigong.ground.lake.read.package import Gathered, GatheredTable
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.columns import Table

# Tables whose region says who keeps the record.
PLACED = frozenset({"filings", "certificates", "sessions", "classes", "observations"})
ELSEWHERE = Fault(
    "region.elsewhere",
    msgid("This row is of another region than the one that sends it; that region, or one above both, may send it."),
)
OTHERS = Fault(
    "record.of_another_region",
    msgid("Another region keeps the record that this row would change; ask that region to correct it."),
)


class OtherRegion(Refusal):
    code = "exchange.other_region"
    sentence = msgid(
        "“%(name)s” is a package of region %(theirs)s, which lies outside region %(ours)s; send packages of your own "
        "region only."
    )


def refuse_other_region(package: Package, *, region: str) -> None:
    """A declared region must be the sender's, or lie in it; one written of old is where it lies today."""
    if package.region and not of_region(region).holds_region(region_now(package.region)):
        raise OtherRegion(name=package.path.name, theirs=package.region, ours=region)


def region_now(region: str) -> str:
    """A code written of old as it is today."""
    return places_now([region])[0] if len(region) == 6 else region


def keep_to_own(gathered: Gathered, record: OnRecord, *, region: str, node_region: str) -> None:
    """Sets aside what is not the sender's to say."""
    scope = of_region(region)
    if scope.is_whole:
        return
    for one in gathered.tables.values():
        if one.table.name in PLACED and "region" in one.table.by_name:
            _set_aside(gathered, one, _elsewhere(one.rows, scope), "region", ELSEWHERE)
    if region != node_region:
        _keep_from_others(gathered, record, region=region)


def _keep_from_others(gathered: Gathered, record: OnRecord, *, region: str) -> None:
    """What remains of the placed rows is what ties those that name no region."""
    ties = Ties(gathered, record, region=region)
    for one in gathered.tables.values():
        if record.holds(one.table.name):
            _set_aside(gathered, one, _of_others(one, record, ties), one.table.key[0], OTHERS)
    for one in [gathered.tables[name] for name in UNPLACED if name in gathered.tables]:
        fault = STRANGE_BODY if one.table.name == LICENCES else STRANGER
        _set_aside(gathered, one, ties.strangers(one), one.table.key[0], fault)


def _elsewhere(rows: Rows, scope: Scope) -> np.ndarray:
    """The places in order of rows whose region lies elsewhere; one that is empty lies where it is kept."""
    told = rows.table(["region", "_order"])
    distinct = pc.drop_null(pc.unique(told["region"]))
    codes = distinct.to_pylist()
    strange = [
        code for code, now in zip(codes, places_now(codes), strict=True) if code != "00" and not scope.holds_region(now)
    ]
    wrong = pc.fill_null(pc.is_in(told["region"], pa.array(strange, pa.string())), False)
    return np.asarray(told["_order"].filter(wrong).to_numpy())


def _of_others(one: GatheredTable, record: OnRecord, ties: Ties) -> np.ndarray:
    """The places in order of rows that say something new of a record that others keep."""
    key = list(one.table.key)
    kept = record.kept_elsewhere(one.table, one.rows.table(key).group_by(key).aggregate([]), ties.scope)
    if one.table.name in UNPLACED and kept.num_rows:
        kept = ties.without_own_employers(kept)
    if not kept.num_rows:
        return np.empty(0, np.int64)
    held = {tuple(row[name] for name in key): row for row in kept.to_pylist()}
    rows = one.rows.table().join(kept.select(key), keys=key, join_type="left semi").to_pylist()
    orders = [row["_order"] for row in rows if _is_news(one.table, held[tuple(row[name] for name in key)], row)]
    return np.array(orders, np.int64)


def _is_news(table: Table, held: dict[str, Any], row: dict[str, Any]) -> bool:
    return any(row[column.name] is not None and row[column.name] != held[column.name] for column in table.columns)


def _set_aside(gathered: Gathered, one: GatheredTable, orders: np.ndarray, column: str, fault: Fault) -> None:
    if not len(orders):
        return
    rows = one.rows.table()
    wrong = pc.is_in(rows["_order"], pa.array(orders, pa.int64()))
    numbers = np.asarray(rows["_row"].filter(wrong).to_numpy())
    gathered.findings.take_back(one.table.name, ((0, number) for number in numbers.tolist()))
    gathered.findings.runs.append(Run(one.table.name, np.sort(numbers), column, fault, True))
    one.rows = Rows(rows.filter(pc.invert(wrong)))
    one.quarantined += len(numbers)
