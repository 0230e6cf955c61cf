"""One batch of a raw table: cells typed, derived and judged; what contradicts itself is set aside."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.files.raw import RawBatch
from baigong.ground.lake.read import certificates, identities, rules
from baigong.ground.lake.read.cells import parser
from baigong.ground.lake.read.context import Context
from baigong.ground.lake.read.typed import Faulted, Marked, flags, is_null, together, values
from baigong.ground.lake.schema.columns import Column, Kind, Table
from baigong.ground.lake.schema.tables import DOCUMENT


@dataclass(frozen=True, slots=True)
class Judged:
    """The accepted rows of a batch, with their numbers; faults of the others and findings of these, by row number."""

    accepted: pa.RecordBatch
    rows: np.ndarray
    faults: list[Marked]
    notes: list[Marked]
    faulted_rows: np.ndarray


def judged(table: Table, raw: RawBatch, context: Context) -> Judged:
    faulted, noted = Faulted(), Faulted()
    columns = _typed(table, raw, context, faulted)
    _declare(table, columns, context, faulted)
    named = _identities(table, raw, columns, context, faulted)
    if table.name == "certificates":
        certificates.derive(columns, context, faulted, noted)
    _filled(table, raw, columns, faulted)
    rules.contradictions(table, columns, context, faulted)
    if table.name == "certificates":
        certificates.contradictions(columns, faulted, noted)
    rules.notes(table, columns, named, noted)
    return _split(table, raw, columns, faulted, noted)


def _typed(table: Table, raw: RawBatch, context: Context, faulted: Faulted) -> dict[str, pa.Array]:
    columns = {}
    for column in table.columns:
        cells = raw.columns.get(column.name)
        if cells is None:
            columns[column.name] = pa.nulls(len(raw.rows), column.arrow)
        elif column.kind is Kind.PERSON:
            columns[column.name] = cells.cast(pa.string())
        else:
            columns[column.name] = values(column, cells, parser(column, is_keyed=context.is_keyed), faulted)
    return columns


def _declare(table: Table, columns: dict[str, pa.Array], context: Context, faulted: Faulted) -> None:
    """A declared value fills empty cells; a row that says otherwise contradicts the declaration."""
    for name, value in context.declared_for(table).items():
        cells = columns[name]
        told = pa.scalar(value, table.by_name[name].arrow)
        other = flags(pc.not_equal(cells, told))
        sentence = msgid("This row says otherwise than what was declared for the whole file (%(value)s).")
        faulted.where(other, name, Fault("declared.differs", sentence, {"value": str(value)}))
        columns[name] = pc.fill_null(cells, told)


def _identities(
    table: Table, raw: RawBatch, columns: dict[str, pa.Array], context: Context, faulted: Faulted
) -> identities.Named | None:
    """The persons of a batch; what is returned is of its `id_number`."""
    documents = columns["document"] if "document" in columns else _documents(raw, context, faulted)
    if table.name == "persons" and not context.is_keyed:
        context.documents.update(identities.otherwise_documented(columns["id_number"], columns["document"]))
    found = None
    for column in table.of_kind(Kind.PERSON):
        cells = columns[column.name]
        if context.is_keyed:
            named = identities.keyed(cells, column.name, faulted)
        else:
            own = documents if column.name == "id_number" else None
            named = identities.raw(cells, column.name, own, context.documents, context.last_day, faulted)
        columns[column.name] = named.numbers
        found = named if column.name == "id_number" else found
    return found


def _documents(raw: RawBatch, context: Context, faulted: Faulted) -> pa.Array | None:
    cells = raw.columns.get("document")
    return None if cells is None else values(DOCUMENT, cells, parser(DOCUMENT, is_keyed=False), faulted)


def _filled(table: Table, raw: RawBatch, columns: dict[str, pa.Array], faulted: Faulted) -> None:
    for column in table.columns:
        if column.must_be_filled and columns[column.name].null_count:
            faulted.where(is_null(columns[column.name]) & ~_spoken(raw, column, faulted), column.name, _empty(column))


def _spoken(raw: RawBatch, column: Column, faulted: Faulted) -> np.ndarray:
    """Where something else has been said of the cell; an occupation is also spoken of by its name."""
    also = {"occupation": "occupation_name"}.get(column.name, column.name)
    unread = np.isin(raw.rows, [row for row, name, _ in raw.faults if name == column.name])
    return np.asarray(unread | faulted.at(column.name, len(raw.rows)) | faulted.at(also, len(raw.rows)))


def _empty(column: Column) -> Fault:
    sentence = msgid("“%(column)s” is empty; every row needs it.")
    return Fault("cell.empty", sentence, {"column": column.title})


def _split(table: Table, raw: RawBatch, columns: dict[str, pa.Array], faulted: Faulted, noted: Faulted) -> Judged:
    batch = pa.record_batch([columns[column.name] for column in table.columns], schema=table.schema)
    faults = [*together(raw.faults), *(_by_row(raw, marked) for marked in _unspoken(raw, faulted))]
    faulted_rows = np.unique(np.concatenate([np.empty(0, np.int64), *(marked.at for marked in faults)]))
    if not faults:
        return Judged(batch, raw.rows, [], [_by_row(raw, marked) for marked in noted.found], faulted_rows)
    wrong = np.isin(raw.rows, faulted_rows)
    kept = (marked._replace(at=marked.at[~wrong[marked.at]]) for marked in noted.found)
    notes = [_by_row(raw, marked) for marked in kept if len(marked.at)]
    return Judged(batch.filter(pa.array(~wrong)), raw.rows[~wrong], faults, notes, faulted_rows)


def _unspoken(raw: RawBatch, faulted: Faulted) -> Iterator[Marked]:
    """Faults of cells of which, and of whose row, the file has not said already why they cannot be read."""
    told: dict[str | None, list[int]] = {}
    for row, column, _ in raw.faults:
        told.setdefault(column, []).append(row)
    for marked in faulted.found:
        spoken = [*told.get(marked.column, ()), *told.get(None, ())]
        at = marked.at[~np.isin(raw.rows[marked.at], spoken)] if spoken else marked.at
        if len(at):
            yield marked._replace(at=at)


def _by_row(raw: RawBatch, marked: Marked) -> Marked:
    return marked._replace(at=raw.rows[marked.at])
