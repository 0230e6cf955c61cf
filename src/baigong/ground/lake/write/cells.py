"""Columns as they are written: in the types of the schema, or as the text that reading takes back exactly."""

import pyarrow as pa
import pyarrow.compute as pc

from baigong.ground.lake.schema.columns import Column, Kind, Table
from baigong.ground.lake.schema.tables import DOCUMENT

# China keeps one time all the year, so a shift by eight hours is its wall clock.
_EIGHT_HOURS = pa.scalar(8 * 3600 * 1_000_000, pa.duration("us"))


def columns_of(table: Table, schema: pa.Schema) -> tuple[Column, ...]:
    """The schema's columns that are given, in the table's order; a column the table does not know is a bug."""
    known = {**table.by_name} | {DOCUMENT.name: table.by_name.get(DOCUMENT.name, DOCUMENT)}
    unknown = [name for name in schema.names if name not in known]
    if unknown:
        raise ValueError(f"{table.name} has no columns {unknown}")
    return tuple(column for column in known.values() if column.name in schema.names)


def arranged(batch: pa.RecordBatch, columns: tuple[Column, ...], *, is_keyed: bool) -> pa.RecordBatch:
    """The columns in order and type; in a keyed package births are cut to their month."""
    arrays = []
    for column in columns:
        given = batch.column(batch.schema.get_field_index(column.name))
        if is_keyed and column.kind is Kind.BIRTH:
            arrays.append(pc.utf8_slice_codeunits(given.cast(pa.string()), 0, 7))
        else:
            arrays.append(given if given.type == column.arrow else given.cast(column.arrow))
    return pa.RecordBatch.from_arrays(arrays, names=[column.name for column in columns])


def schema_of(columns: tuple[Column, ...], *, is_keyed: bool) -> pa.Schema:
    """The types in which `arranged` gives the columns."""
    cut = [pa.string() if is_keyed and column.kind is Kind.BIRTH else column.arrow for column in columns]
    return pa.schema(list(zip((column.name for column in columns), cut, strict=True)))


def written(array: pa.Array, kind: Kind) -> pa.Array:
    """The cells as text; an empty cell stays null."""
    if kind is Kind.INSTANT:
        return _instants(array)
    text = array if pa.types.is_string(array.type) else array.cast(pa.string())
    return pc.utf8_slice_codeunits(text, 0, 7) if kind is Kind.MONTH else text


def _instants(array: pa.Array) -> pa.Array:
    """ISO instants at +08:00; whole seconds where all are, so that nobody reads six noughts."""
    wall = pc.add(array.cast(pa.timestamp("us")), _EIGHT_HOURS)
    seconds = wall.cast(pa.timestamp("s"), safe=False)
    is_whole = pc.all(pc.equal(seconds.cast(pa.timestamp("us")), wall)).as_py() is not False
    text = pc.strftime(seconds if is_whole else wall, format="%Y-%m-%dT%H:%M:%S")
    return pc.binary_join_element_wise(text, "+08:00", "")
