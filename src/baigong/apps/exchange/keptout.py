"""Tables for which no app has a use yet, on their way out: chosen by what they hang on."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import Q

from baigong.apps.exchange.leaving import Leaving
from baigong.apps.journal.models import Line
from baigong.apps.progress.kept import kept_rows
from baigong.apps.registry.bulk import fetched, put
from baigong.core.codes.region import places_now
from baigong.ground.lake.schema.columns import Kind, Table
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.node.home import Home

# What a row without a region of its own hangs on, the first that its table has.
HANGING = {"session": "sessions", "class": "classes"}


def kept_leaving(table: Table, leaving: Leaving, home: Home, cursor: Any) -> pa.Table:
    """The rows that leave, persons as keys with their sealed numbers beside them."""
    rows = kept_rows(home, table, lines=_lines(leaving)).drop_columns(["line"])
    if rows.num_rows and not leaving.is_whole:
        rows = rows.filter(_is_own(table, rows, leaving, home, cursor))
    if not rows.num_rows:
        return rows
    for column in table.of_kind(Kind.PERSON):
        rows = _with_numbers(rows, column.name, cursor)
    return rows


def _lines(leaving: Leaving) -> Any:
    if leaving.since is None:
        return None
    return Line.objects.filter(Q(seal__gt=leaving.since) | Q(seal=None)).values("id")


def _is_own(table: Table, rows: pa.Table, leaving: Leaving, home: Home, cursor: Any) -> pa.Array:
    if "region" in table.by_name:
        return _is_here(rows["region"], leaving.prefix)
    for name, target in HANGING.items():
        if name in table.by_name:
            others = kept_rows(home, TABLES[target])
            own = others.filter(_is_here(others["region"], leaving.prefix))[name]
            return pc.is_in(rows[name], value_set=own.combine_chunks())
    persons = next(table.of_kind(Kind.PERSON), None)
    if persons is None:
        return pa.array([True] * rows.num_rows, pa.bool_())
    query = """
        SELECT encode(i.key, 'hex') AS key
        FROM registry_identifier i JOIN leaving_persons p ON p.person_id = i.person_id
    """
    return pc.is_in(rows[persons.name], value_set=fetched(cursor, query)["key"].combine_chunks())


def _is_here(regions: pa.ChunkedArray, prefix: str) -> pa.Array:
    distinct = pc.drop_null(pc.unique(regions))
    codes = distinct.to_pylist()
    own = [code for code, now in zip(codes, places_now(codes), strict=True) if now.startswith(prefix)]
    return pc.fill_null(pc.is_in(regions, value_set=pa.array(own, pa.string())), False)


def _with_numbers(rows: pa.Table, name: str, cursor: Any) -> pa.Table:
    keys = pa.array([key and bytes.fromhex(key) for key in rows[name].to_pylist()], pa.binary())
    put(cursor, "leaving_keys", pa.table({"key": pc.drop_null(pc.unique(keys))}), is_temporary=True)
    query = "SELECT i.key, i.number FROM registry_identifier i JOIN leaving_keys k ON k.key = i.key"
    found = fetched(cursor, query)
    borne = found["key"].combine_chunks().cast(pa.binary())
    numbers = pc.take(found["number"], pc.index_in(keys, value_set=borne))
    place = rows.column_names.index(name)
    told = rows.set_column(place, name, pa.chunked_array([keys])).append_column(f"{name}_sealed", numbers)
    # Nobody bears the key of somebody who was forgotten, and it does not leave either.
    return told.filter(pc.or_(pc.is_null(keys), pc.is_in(keys, value_set=borne)))
