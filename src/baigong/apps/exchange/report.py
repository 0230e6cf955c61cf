"""What a reading found, as plain JSON that is kept with the upload; faces turn its faults into sentences."""

import json
import zlib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any

import numpy as np

from baigong.core.refusal import Fault
from baigong.core.text import Text
from baigong.ground.lake.findings import Finding, Findings, Run
from baigong.ground.lake.read.package import Reading, TableReading

MOST_FINDINGS = 1_000
MOST_ROWS = 12
MOST_SENTENCES = 3
MOST_SHOWN = 50  # of a kind, row by row


def plain(fault: Fault) -> dict[str, Any]:
    """The fault as JSON keeps it: the sentence is the catalogue's, its facts are words and numbers."""
    facts = {name: _plain_fact(fact) for name, fact in fault.facts.items()}
    return {"code": fault.code, "sentence": fault.sentence, "facts": facts}


def fault_of(told: Mapping[str, Any]) -> Fault:
    facts = {name: _fact(fact) for name, fact in told["facts"].items()}
    return Fault(told["code"], told["sentence"], facts)


def packed(report: Mapping[str, Any]) -> bytes:
    """As it is kept: too long for the journal, which keeps the counts."""
    return zlib.compress(json.dumps(report, ensure_ascii=False).encode())


def unpacked(kept: bytes | memoryview | None) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(zlib.decompress(bytes(kept))) if kept else {}
    return told


def _plain_fact(fact: object) -> object:
    if isinstance(fact, Text):
        return {"zh": fact.zh, "en": fact.en}
    if isinstance(fact, Fault):
        return plain(fact)
    if isinstance(fact, (list, tuple)):
        return [_plain_fact(one) for one in fact]
    return str(fact) if isinstance(fact, (date, Decimal)) else fact


def _fact(told: Any) -> object:
    if isinstance(told, dict):
        return fault_of(told) if "sentence" in told else Text(zh=told["zh"], en=told["en"])
    return [_fact(one) for one in told] if isinstance(told, list) else told


def report_of(reading: Reading) -> dict[str, Any]:
    """Counts a table, kinds of findings with their first rows, and the foremost findings one by one."""
    package, faults = reading.packages[0], Faults()
    return {
        "digest": package.digest,
        "created": package.created.isoformat(),
        "region": package.region,
        "kind": package.kind,
        "sequence": package.sequence,
        "identity": package.identity,
        "synthetic": package.synthetic,
        "tables": {name: _counts(told) for name, told in reading.tables.items()},
        "finding_counts": reading.findings.counts(),
        "findings_total": len(reading.findings),
        "kinds": [_kind(runs, faults) for runs in reading.findings.kinds()],
        "findings": [_finding(one, faults) for one in foremost(reading.findings)],
        "faults": faults.told,
    }


class Faults:
    """Each fault told once, named by its place."""

    def __init__(self) -> None:
        self.told: list[dict[str, Any]] = []
        self.places: dict[int, tuple[int, Fault]] = {}

    def place(self, fault: Fault) -> int:
        # The fault itself is kept beside its place, so that no other comes to bear its identity.
        if id(fault) not in self.places:
            self.places[id(fault)] = (len(self.told), fault)
            self.told.append(plain(fault))
        return self.places[id(fault)][0]


def foremost(findings: Findings) -> Iterator[Finding]:
    """In order; where they are more than are kept, quarantined rows first, so that none is crowded out."""
    if len(findings) <= MOST_FINDINGS:
        return iter(findings)
    return islice(chain(findings.only(quarantined=True), findings.only(quarantined=False)), MOST_FINDINGS)


def _counts(told: TableReading) -> dict[str, Any]:
    counts: dict[str, Any] = {
        "rows": told.rows,
        "accepted": told.accepted,
        "amended": told.amended,
        "unchanged": told.unchanged,
        "quarantined": told.quarantined,
    }
    return counts | ({"refused": plain(told.refused)} if told.refused else {})


def _kind(runs: list[Run], faults: Faults) -> dict[str, Any]:
    first = runs[0]
    rows = np.sort(np.concatenate([run.rows for run in runs]))
    return {
        "table": first.table,
        "code": first.fault.code,
        "quarantined": first.quarantined,
        "count": len(rows),
        "rows": rows[rows > 0][:MOST_ROWS].tolist(),
        "faults": list(dict.fromkeys(faults.place(run.fault) for run in islice(runs, MOST_SENTENCES))),
        "first": _first(runs, faults),
    }


def _first(runs: list[Run], faults: Faults) -> list[list[Any]]:
    """The first rows of a kind, each with its column and what is wrong with it."""
    places = sorted((row, place) for place, run in enumerate(runs) for row in np.sort(run.rows)[:MOST_SHOWN].tolist())
    return [[row, runs[place].column, faults.place(runs[place].fault)] for row, place in places[:MOST_SHOWN]]


def _finding(one: Finding, faults: Faults) -> list[Any]:
    return [one.table, one.row, one.column, faults.place(one.fault), one.quarantined]
