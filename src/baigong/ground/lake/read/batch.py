"""One batch of a raw table: cells typed, derived and judged; what contradicts itself is set aside."""

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
from baigong.ground.lake.read.typed import Faulted, flags, is_null, values
from baigong.ground.lake.schema.columns import Column, Kind, Table
from baigong.ground.lake.schema.tables import DOCUMENT


@dataclass(frozen=True, slots=True)
class Judged:
    """The accepted rows of a batch, with their numbers; faults of the others and findings of these, by row number."""

    accepted: pa.RecordBatch
    rows: np.ndarray
    faults: list[tuple[int, str | None, Fault]]
    notes: list[tuple[int, str | None, Fault]]


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
    # An occupation whose name could not be resolved has been spoken of.
    also = {"occupation_name": "occupation"}
    spoken = {(place, said) for place, name, _ in faulted.found for said in (name, also.get(name or ""))}
    spoken |= {(int(np.searchsorted(raw.rows, row)), name) for row, name, _ in raw.faults}
    for column in table.columns:
        if column.must_be_filled and columns[column.name].null_count:
            places = np.flatnonzero(is_null(columns[column.name])).tolist()
            empty = [place for place in places if (place, column.name) not in spoken]
            faulted.add(empty, column.name, _empty(column))


def _empty(column: Column) -> Fault:
    sentence = msgid("“%(column)s” is empty; every row needs it.")
    return Fault("cell.empty", sentence, {"column": column.title})


def _split(table: Table, raw: RawBatch, columns: dict[str, pa.Array], faulted: Faulted, noted: Faulted) -> Judged:
    rows: list[int] = raw.rows.tolist()
    faults = [*raw.faults, *((rows[place], column, fault) for place, column, fault in faulted.found)]
    batch = pa.record_batch([columns[column.name] for column in table.columns], schema=table.schema)
    if not faults:
        notes = [(rows[place], column, fault) for place, column, fault in noted.found]
        return Judged(batch, raw.rows, [], notes)
    wrong = np.isin(raw.rows, np.unique([row for row, _, _ in faults]))
    is_wrong: list[bool] = wrong.tolist()
    notes = [(rows[place], column, fault) for place, column, fault in noted.found if not is_wrong[place]]
    return Judged(batch.filter(pa.array(~wrong)), raw.rows[~wrong], faults, notes)
