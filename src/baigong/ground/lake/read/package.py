"""Reading packages: every row accepted, amended, unchanged or quarantined, in the order they are given."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from baigong.core.plans import Plan
from baigong.core.refusal import Fault, Refusal
from baigong.core.text import msgid
from baigong.ground.lake.files.package import Opened, Package
from baigong.ground.lake.files.raw import RawBatch, RawTable
from baigong.ground.lake.findings import Finding, Findings, Run
from baigong.ground.lake.read import batch
from baigong.ground.lake.read.context import Context
from baigong.ground.lake.read.crossing import Crossing
from baigong.ground.lake.read.declared import declared_values
from baigong.ground.lake.read.gathering import Gathering
from baigong.ground.lake.read.keys import resolved
from baigong.ground.lake.read.merging import CYCLE, closing_rows
from baigong.ground.lake.read.required import missing
from baigong.ground.lake.read.sequence import in_sequence, repeats
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.columns import Table
from baigong.ground.lake.schema.tables import TABLES

MEMORY = "600MB"
CHANNEL_DERIVED = "channel.derived"


@dataclass
class TableReading:
    """How the rows of a table were read; `state` is the last state of every key, `earlier` the superseded ones."""

    table: Table
    state: Rows
    earlier: Rows
    rows: int = 0
    amended: int = 0
    unchanged: int = 0
    quarantined: int = 0
    refused: Fault | None = None

    @property
    def accepted(self) -> int:
        return self.rows - self.amended - self.unchanged - self.quarantined


@dataclass
class Reading:
    packages: tuple[Package, ...]
    tables: dict[str, TableReading] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)


def read_packages(
    opened: Sequence[Opened],
    *,
    plan: Plan,
    scratch: Path,
    tables: Collection[str] | None = None,
    declared: Mapping[str, str] | None = None,
) -> Reading:
    """All packages as one. `tables` restricts what is read; then nothing is looked up across tables."""
    in_sequence([one.package for one in opened])
    declarations = declared_values(declared or {})
    reading = Reading(tuple(one.package for one in opened))
    contexts = _contexts(opened, declarations)
    for place, one in enumerate(opened):
        reading.findings.found += [finding._replace(package=place) for finding in one.findings]
    with _connection(scratch) as connection:
        for name, table in TABLES.items():
            present = [(place, one.tables[name]) for place, one in enumerate(opened) if name in one.tables]
            if present and (tables is None or name in tables):
                _read_table(table, present, contexts, reading, connection, scratch)
        if tables is None:
            read = {name: told for name, told in reading.tables.items() if told.rows or not told.refused}
            states = {name: told.state for name, told in read.items()}
            crossing = Crossing(connection, states, {name: told.earlier for name, told in read.items()})
            reading.findings.runs += crossing.findings(plan.settings.pass_mark)
    return reading


def _contexts(opened: Sequence[Opened], declared: Mapping[str, object]) -> list[Context]:
    """One for each package; what persons and filings say is common to all."""
    documents: dict[str, str] = {}
    bodies: dict[str, str] = {}
    return [
        Context(one.package, declared, documents, bodies, has_certificates="certificates" in one.tables)
        for one in opened
    ]


def _connection(scratch: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(scratch / "duckdb"), "threads": 2})


def _read_table(
    table: Table,
    present: Sequence[tuple[int, RawTable]],
    contexts: Sequence[Context],
    reading: Reading,
    connection: duckdb.DuckDBPyConnection,
    scratch: Path,
) -> None:
    gathering = Gathering(table, scratch)
    told = reading.tables[table.name] = TableReading(table, Rows(gathering.schema.empty_table()), _none(gathering))
    for place, raw in present:
        fault = _read_raw(raw, place, contexts[place], gathering, reading)
        told.refused = told.refused or fault
    told.rows, told.quarantined = gathering.rows, gathering.quarantined
    answer = resolved(table, gathering.gathered(), connection, scratch, repeats(reading.packages))
    told.state, told.earlier = answer.state, Rows(answer.earlier)
    told.amended, told.unchanged = answer.amended, answer.unchanged
    told.quarantined += len(answer.faults)
    if answer.faults:
        reading.findings.take_back(table.name, ((place, row) for place, row, *_ in answer.faults))
    for found, is_quarantined in ((answer.faults, True), (answer.notes, False)):
        reading.findings.found += [Finding(table.name, row, c, f, is_quarantined, p) for p, row, c, f in found]
    if table.name == "merges":
        _break_rings(told, reading)
    _tell(table, told, contexts)


def _none(gathering: Gathering) -> Rows:
    return Rows(gathering.schema.empty_table())


def _read_raw(raw: RawTable, place: int, context: Context, gathering: Gathering, reading: Reading) -> Fault | None:
    reading.findings.found += [finding._replace(package=place) for finding in raw.findings]
    fault = raw.refused or missing(raw, context)
    if fault:
        return fault
    context.derived_channels = 0
    own = Findings()
    try:
        for piece in raw.batches():
            _read_batch(raw.table, piece, place, context, gathering, own)
    except Refusal as refusal:
        # A file that proves damaged half-way is refused whole: nothing of the table is left half-read.
        gathering.drop()
        return refusal.fault
    reading.findings.extend(own)
    if raw.table.name == "certificates" and context.derived_channels:
        reading.findings.add(Finding("certificates", 0, "channel", _derived(context), False, place))
    return None


def _read_batch(
    table: Table, piece: RawBatch, place: int, context: Context, gathering: Gathering, findings: Findings
) -> None:
    judged = batch.judged(table, piece, context)
    gathering.add(judged.accepted, judged.rows, package=place)
    gathering.count(piece.rows, judged.faulted_rows)
    for found, is_quarantined in ((judged.faults, True), (judged.notes, False)):
        findings.runs += [Run(table.name, rows, c, f, is_quarantined, place) for rows, c, f in found]


def _derived(context: Context) -> Fault:
    sentence = msgid("The evaluation channel of %(rows)s rows was empty and was told by the form of their numbers.")
    return Fault(CHANNEL_DERIVED, sentence, {"rows": context.derived_channels})


def _break_rings(told: TableReading, reading: Reading) -> None:
    closing = closing_rows(told.state.table())
    if not closing:
        return
    orders = pa.array([row["_order"] for row in closing])
    table = told.state.table()
    told.state = Rows(table.filter(pc.invert(pc.is_in(table["_order"], orders))))
    told.quarantined += len(closing)
    reading.findings.found += [Finding("merges", row["_row"], "into", CYCLE, True, row["_package"]) for row in closing]


def _tell(table: Table, told: TableReading, contexts: Sequence[Context]) -> None:
    """What later tables need to know of this one."""
    if table.name == "persons":
        persons = told.state.source().to_table(
            columns=["id_number", "document"],
            filter=pc.field("document").is_valid() & (pc.field("document") != "resident"),
        )
        documents = contexts[0].documents
        documents.clear()
        documents.update(zip(*(persons[name].to_pylist() for name in persons.column_names), strict=True))
    elif table.name == "filings":
        filings = told.state.table(["body_number", "credit_code"])
        bodies = pc.utf8_upper(filings["body_number"]).to_pylist()
        pairs = set(zip(bodies, filings["credit_code"].to_pylist(), strict=True))
        bearers = Counter(body for body, _ in pairs if body)
        contexts[0].bodies.update({body: code for body, code in pairs if bearers[body] == 1})
