"""The work of `baigong check`."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np

from baigong.core.refusal import Fault, Refusal
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.faulty_file import write_faulty_rows
from baigong.faces.cli.findings_file import write_findings
from baigong.faces.cli.lines import aligned
from baigong.faces.cli.parameters import declarations
from baigong.faces.cli.plan import plan_here
from baigong.faces.cli.signed import keys_named, signature_line, signature_told
from baigong.faces.words import both, translated
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.findings import Finding, Findings, Run
from baigong.ground.lake.layout.build import is_lake
from baigong.ground.lake.read.package import Reading, TableReading, read_packages
from baigong.ground.lake.read.signature import Signature, judged, senders_of

MOST_FINDINGS = 1000
MOST_ROWS_SHOWN = 12
MOST_SENTENCES_SHOWN = 3


class IsALake(Refusal):
    code = "check.lake"
    sentence = msgid("“%(name)s” is a lake, whose rows have been checked; check the packages it was built from.")


def run(
    reader: Reader,
    package: str,
    declared: tuple[str, ...],
    findings: str | None,
    faulty: str | None,
    sender_keys: tuple[str, ...],
) -> int:
    path, keys = Path(package), keys_named(sender_keys)
    if is_lake(path):
        raise IsALake(name=path.name)
    with TemporaryDirectory(prefix="baigong-") as scratch, open_package(path, now=datetime.now(UTC)) as opened:
        signature = judged(opened.package, senders_of(keys, opened.package.evidence), is_required=bool(keys))
        reading = read_packages([opened], plan=plan_here(), scratch=Path(scratch), declared=declarations(declared))
        if faulty:
            write_faulty_rows(Path(faulty), opened, reading, reader.language)
    if findings:
        write_findings(Path(findings), reading)
    if reader.wants_json:
        print_json(answer(reading, package, signature))
    else:
        click.echo("\n".join(report(reading, reader, signature)))
    refused = any(told.refused for told in reading.tables.values())
    return int(bool(len(reading.findings)) or refused)


def answer(reading: Reading, package: str, signature: Signature | None) -> dict[str, object]:
    return {
        "package": package,
        "synthetic": any(one.synthetic for one in reading.packages),
        "signature": signature_told(signature),
        "tables": {name: _table(told) for name, told in reading.tables.items()},
        "finding_counts": reading.findings.counts(),
        "findings_total": len(reading.findings),
        "findings": [_finding(one) for one in _foremost(reading.findings)],
    }


def _foremost(findings: Findings) -> Iterator[Finding]:
    """As many as JSON carries, in order; where they are more, quarantined rows first, so that none is crowded out."""
    if len(findings) <= MOST_FINDINGS:
        return iter(findings)
    return islice(chain(findings.only(quarantined=True), findings.only(quarantined=False)), MOST_FINDINGS)


def _table(told: TableReading) -> dict[str, object]:
    counts: dict[str, object] = {
        "rows": told.rows,
        "accepted": told.accepted,
        "amended": told.amended,
        "unchanged": told.unchanged,
        "quarantined": told.quarantined,
    }
    return counts | ({"refused": {"code": told.refused.code, **both(told.refused)}} if told.refused else {})


def _finding(one: Finding) -> dict[str, object]:
    return {
        "table": one.table,
        "row": one.row,
        "column": one.column,
        "code": one.fault.code,
        "quarantined": one.quarantined,
        **both(one.fault),
    }


HEADS = (msgid("table"), msgid("rows"), msgid("accepted"), msgid("amended"), msgid("unchanged"), msgid("quarantined"))


def report(reading: Reading, reader: Reader, signature: Signature | None) -> list[str]:
    """The report for a person: counts a table, then each kind of finding with its rows."""
    lines = [reader.say(msgid("SYNTHETIC DATA"))] if any(one.synthetic for one in reading.packages) else []
    lines += [signature_line(signature, reader), ""] if signature else []
    lines += aligned(
        [[reader.say(head) for head in HEADS], *(_cells(told, reader) for told in reading.tables.values())]
    )
    for told in reading.tables.values():
        if told.refused:
            why = reader.say(msgid("Refused: %(why)s"), why=told.refused)
            lines.append(f"{told.table.title[reader.language]} · {why}")
    if not len(reading.findings):
        return [*lines, "", reader.say(msgid("Nothing was found."))]
    return [*lines, "", *_grouped(reading, reader)]


def _cells(told: TableReading, reader: Reader) -> list[str]:
    counts = (told.rows, told.accepted, told.amended, told.unchanged, told.quarantined)
    return [told.table.title[reader.language], *(f"{count:,}" for count in counts)]


def _grouped(reading: Reading, reader: Reader) -> list[str]:
    """One paragraph for each table and code; quarantined first."""
    return [line for runs in reading.findings.kinds() for line in _paragraph(runs, reader)]


def _paragraph(runs: list[Run], reader: Reader) -> list[str]:
    first = runs[0]
    kind = msgid("quarantined") if first.quarantined else msgid("finding")
    rows = np.sort(np.concatenate([run.rows for run in runs]))
    faults = {id(run.fault): run.fault for run in runs}
    sentences = dict.fromkeys(_sentence(fault, reader) for fault in islice(faults.values(), MOST_FINDINGS))
    shown = ", ".join(map(str, rows[rows > 0][:MOST_ROWS_SHOWN])) + (" …" if len(rows) > MOST_ROWS_SHOWN else "")
    said = [f"  {sentence}" for sentence in islice(sentences, MOST_SENTENCES_SHOWN)]
    where = ["  " + reader.say(msgid("Rows %(rows)s"), rows=shown)] if rows[-1] else []
    return [f"{reader.say(kind)} · {first.table} · {first.fault.code} · {len(rows):,}", *said, *where]


def _sentence(fault: Fault, reader: Reader) -> str:
    return translated(fault.sentence, reader.language, fault.facts)
