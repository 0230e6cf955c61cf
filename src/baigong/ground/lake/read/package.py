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
from baigong.ground.lake.read.identities import other_documents
from baigong.ground.lake.read.keys import ON_RECORD, resolved
from baigong.ground.lake.read.merging import CYCLE, closing_rows
from baigong.ground.lake.read.record import EMPTY_RECORD, NOTHING_TOLD, Record, Told, looked_up, with_record
from baigong.ground.lake.read.required import missing
from baigong.ground.lake.read.sequence import in_sequence, repeats
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.columns import Table
from baigong.ground.lake.schema.tables import TABLES

MEMORY = "600MB"
TELLING = frozenset({"persons", "filings"})  # what they say decides how later tables are read
CHANNEL_DERIVED = "channel.derived"


@dataclass
class GatheredTable:
    """A table's accepted rows as they came, keys not yet resolved, and how many rows were read and set aside."""

    table: Table
    rows: Rows
    read: int = 0
    quarantined: int = 0
    refused: Fault | None = None


@dataclass
class Gathered:
    """What packages say by themselves, before anything is held against what is on record."""

    packages: tuple[Package, ...]
    tables: dict[str, GatheredTable] = field(default_factory=dict)
    findings: Findings = field(default_factory=Findings)


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
    gathered = gather_packages(opened, scratch=scratch, tables=tables, declared=declared)
    return settle(gathered, plan=plan, scratch=scratch, is_whole=tables is None)


def gather_packages(
    opened: Sequence[Opened],
    *,
    scratch: Path,
    tables: Collection[str] | None = None,
    declared: Mapping[str, str] | None = None,
    told: Told = NOTHING_TOLD,
) -> Gathered:
    """Every row read and judged by itself; `told` is what the record says of documents and bodies."""
    in_sequence([one.package for one in opened])
    gathered = Gathered(tuple(one.package for one in opened))
    contexts = _contexts(opened, declared_values(declared or {}), told)
    for place, one in enumerate(opened):
        gathered.findings.found += [finding._replace(package=place) for finding in one.findings]
    for name, table in TABLES.items():
        present = [(place, one.tables[name]) for place, one in enumerate(opened) if name in one.tables]
        if present and (tables is None or name in tables):
            rows = _gather_table(table, present, contexts, gathered, scratch)
            if name in TELLING:
                _tell(table, _last_states(table, rows, gathered, scratch), contexts[0], told)
    return gathered


def settle(
    gathered: Gathered, *, plan: Plan, scratch: Path, is_whole: bool = True, record: Record = EMPTY_RECORD
) -> Reading:
    """Rows of one key become one state, held against what is on record; where it is whole, tables are crossed."""
    reading = Reading(gathered.packages, findings=gathered.findings)
    with _connection(scratch) as connection:
        for one in gathered.tables.values():
            reading.tables[one.table.name] = _settled(one, reading, record, connection, scratch)
        if is_whole:
            read = {name: told for name, told in reading.tables.items() if told.rows or not told.refused}
            states = {name: told.state for name, told in read.items()}
            earlier = {name: told.earlier for name, told in read.items()}
            crossing = Crossing(connection, states, earlier, looked_up(states, record))
            reading.findings.runs += crossing.findings(plan.settings.pass_mark)
    return reading


def _contexts(opened: Sequence[Opened], declared: Mapping[str, object], told: Told) -> list[Context]:
    """One for each package; what persons and filings say is common to all."""
    documents, bodies = dict(told.documents), dict(told.bodies)
    return [
        Context(one.package, declared, documents, bodies, has_certificates="certificates" in one.tables)
        for one in opened
    ]


def _connection(scratch: Path) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(scratch / "duckdb"), "threads": 2})


def _gather_table(
    table: Table,
    present: Sequence[tuple[int, RawTable]],
    contexts: Sequence[Context],
    gathered: Gathered,
    scratch: Path,
) -> Rows:
    gathering = Gathering(table, scratch)
    told = gathered.tables[table.name] = GatheredTable(table, Rows(gathering.schema.empty_table()))
    for place, raw in present:
        fault = _read_raw(raw, place, contexts[place], gathering, gathered.findings)
        told.refused = told.refused or fault
    told.rows, told.read, told.quarantined = gathering.gathered(), gathering.rows, gathering.quarantined
    return told.rows


def _last_states(table: Table, rows: Rows, gathered: Gathered, scratch: Path) -> Rows:
    """Where no person has another document than a resident card, any state of her tells the same."""
    if table.name == "persons" and not other_documents(rows):
        return rows
    with _connection(scratch) as connection:
        return resolved(table, rows, connection, scratch / "telling", repeats(gathered.packages)).state


def _settled(
    gathered: GatheredTable, reading: Reading, record: Record, connection: duckdb.DuckDBPyConnection, scratch: Path
) -> TableReading:
    table = gathered.table
    rows = with_record(table, gathered.rows, record, scratch)
    said = {**repeats(reading.packages), **dict.fromkeys(record.said, ON_RECORD)}
    answer = resolved(table, rows, connection, scratch, said)
    told = TableReading(table, answer.state, Rows(answer.earlier), gathered.read, refused=gathered.refused)
    told.amended, told.unchanged = answer.amended, answer.unchanged
    told.quarantined = gathered.quarantined + len(answer.faults)
    if answer.faults:
        reading.findings.take_back(table.name, ((place, row) for place, row, *_ in answer.faults))
    for found, is_quarantined in ((answer.faults, True), (answer.notes, False)):
        reading.findings.found += [Finding(table.name, row, c, f, is_quarantined, p) for p, row, c, f in found]
    if table.name == "merges":
        _break_rings(told, reading)
    return told


def _read_raw(raw: RawTable, place: int, context: Context, gathering: Gathering, findings: Findings) -> Fault | None:
    findings.found += [finding._replace(package=place) for finding in raw.findings]
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
    findings.extend(own)
    if raw.table.name == "certificates" and context.derived_channels:
        findings.add(Finding("certificates", 0, "channel", _derived(context), False, place))
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


def _tell(table: Table, state: Rows, context: Context, told: Told) -> None:
    """What later tables need to know of this one; what a row said that did not stand is forgotten."""
    if table.name == "persons":
        context.documents.clear()
        context.documents.update({**told.documents, **other_documents(state)})
    else:
        filings = state.table(["body_number", "credit_code"])
        bodies = pc.utf8_upper(filings["body_number"]).to_pylist()
        pairs = set(zip(bodies, filings["credit_code"].to_pylist(), strict=True))
        bearers = Counter(body for body, _ in pairs if body)
        context.bodies.update({body: code for body, code in pairs if bearers[body] == 1})
