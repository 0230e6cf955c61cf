"""The work of `baigong check`."""

from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import numpy as np

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.findings_file import write_findings
from baigong.faces.cli.parameters import declarations
from baigong.faces.cli.plan import plan_here
from baigong.faces.cli.words import both, translated
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.findings import Finding, Run
from baigong.ground.lake.read.package import Reading, TableReading, read_packages

MOST_FINDINGS = 1000
MOST_ROWS_SHOWN = 12
MOST_SENTENCES_SHOWN = 3


def run(reader: Reader, package: str, declared: tuple[str, ...], findings: str | None) -> int:
    path = Path(package)
    with TemporaryDirectory(prefix="baigong-") as scratch, open_package(path, now=datetime.now(UTC)) as opened:
        reading = read_packages([opened], plan=plan_here(), scratch=Path(scratch), declared=declarations(declared))
    if findings:
        write_findings(Path(findings), reading)
    if reader.wants_json:
        print_json(answer(reading, package))
    else:
        click.echo("\n".join(report(reading, reader)))
    refused = any(told.refused for told in reading.tables.values())
    return int(bool(len(reading.findings)) or refused)


def answer(reading: Reading, package: str) -> dict[str, object]:
    return {
        "package": package,
        "synthetic": any(one.synthetic for one in reading.packages),
        "tables": {name: _table(told) for name, told in reading.tables.items()},
        "finding_counts": reading.findings.counts(),
        "findings_total": len(reading.findings),
        "findings": [_finding(one) for one in islice(reading.findings, MOST_FINDINGS)],
    }


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


def report(reading: Reading, reader: Reader) -> list[str]:
    """The report for a person: counts a table, then each kind of finding with its rows."""
    lines = [reader.say(msgid("SYNTHETIC DATA"))] if any(one.synthetic for one in reading.packages) else []
    lines.append("  ".join(f"{reader.say(head):>12}" for head in HEADS))
    for told in reading.tables.values():
        counts = (told.rows, told.accepted, told.amended, told.unchanged, told.quarantined)
        title = told.table.title[reader.language]
        lines.append("  ".join(f"{cell:>12}" for cell in (title, *(f"{count:,}" for count in counts))))
        if told.refused:
            lines.append("  " + reader.say(msgid("Refused: %(why)s"), why=told.refused))
    if not len(reading.findings):
        return [*lines, "", reader.say(msgid("Nothing was found."))]
    return [*lines, "", *_grouped(reading, reader)]


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
