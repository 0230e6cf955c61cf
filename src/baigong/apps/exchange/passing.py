"""What the process that parses an upload hands over: files of rows and plain JSON, nothing that runs."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from baigong.apps.exchange.report import Faults, fault_of, plain
from baigong.core.refusal import Fault
from baigong.ground.lake.files.package import Package
from baigong.ground.lake.files.signed import LARGEST as LONGEST
from baigong.ground.lake.files.signed import Evidence
from baigong.ground.lake.findings import Findings, Run
from baigong.ground.lake.read.keys import PLACES
from baigong.ground.lake.read.package import Gathered, GatheredTable
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.tables import TABLES

TOLD, ROWS = "told.json", "findings.arrow"
ABOUT = ("kind", "region", "plan", "sequence", "previous", "identity", "key_id", "synthetic", "bare", "digest")
FINDINGS = pa.schema([("run", pa.int32()), ("row", pa.int64())])
LARGEST = 256 << 20


class Unsound(Exception):
    """What was handed over is not of the form that was agreed."""


def hand_over(gathered: Gathered, folder: Path) -> None:
    """Tables that were too many for memory lie in files of the folder already."""
    faults = Faults()
    for name, one in gathered.tables.items():
        if isinstance(one.rows.held, pa.Table):
            _write(one.rows.held, folder / f"{name}.arrow")
    runs = _runs(gathered.findings, faults, folder)
    told = {
        "package": _about(gathered.packages[0]),
        "tables": {name: _table(one) for name, one in gathered.tables.items()},
        "runs": runs,
        "faults": faults.told,
    }
    (folder / TOLD).write_text(json.dumps(told, ensure_ascii=False), "utf-8")


def _about(package: Package) -> dict[str, Any]:
    told = {name: getattr(package, name) for name in ABOUT}
    return {"created": package.created.isoformat(), "evidence": asdict(package.evidence), **told}


def _table(one: GatheredTable) -> dict[str, Any]:
    held = one.rows.held
    return {
        "folder": None if isinstance(held, pa.Table) else held.name,
        "read": one.read,
        "quarantined": one.quarantined,
        "refused": one.refused and plain(one.refused),
    }


def _runs(findings: Findings, faults: Faults, folder: Path) -> list[list[Any]]:
    """Each run but its rows, which lie in a file; findings one by one become runs of those that share a fault."""
    shared: dict[tuple[Any, ...], list[int]] = defaultdict(list)
    for one in findings.found:
        shared[(one.table, one.column, faults.place(one.fault), one.quarantined)].append(one.row)
    told = [(key, np.array(rows, np.int64)) for key, rows in shared.items()]
    told += [((run.table, run.column, faults.place(run.fault), run.quarantined), run.rows) for run in findings.runs]
    places = [np.full(len(rows), place, np.int32) for place, (_, rows) in enumerate(told)]
    columns = [
        np.concatenate([np.empty(0, np.int32), *places]),
        np.concatenate([np.empty(0, np.int64), *(rows for _, rows in told)]),
    ]
    _write(pa.table(columns, schema=FINDINGS), folder / ROWS)
    return [list(key) for key, _ in told]


def _write(table: pa.Table, path: Path) -> None:
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


def take_over(folder: Path, path: Path) -> Gathered:
    """What was handed over, held against what it must be; `path` is the file that people know."""
    try:
        told = told_in(folder)
        faults = [fault_of(one) for one in told["faults"]]
        gathered = Gathered((_package(told["package"], path),), findings=_findings(told["runs"], faults, folder))
        for name, one in told["tables"].items():
            gathered.tables[name] = _gathered(name, one, folder)
    except (OSError, ValueError, KeyError, TypeError, IndexError, pa.ArrowException) as problem:
        raise Unsound from problem
    return gathered


def told_in(folder: Path) -> dict[str, Any]:
    path = folder / TOLD
    if path.is_symlink() or path.stat().st_size > LARGEST:
        raise Unsound
    told = json.loads(path.read_bytes())
    if not isinstance(told, dict):
        raise Unsound
    return told


def _package(told: Mapping[str, Any], path: Path) -> Package:
    about = {name: told[name] for name in ABOUT}
    evidence = _evidence(told["evidence"])
    return Package(path=path, created=datetime.fromisoformat(told["created"]), evidence=evidence, **about)


def _evidence(told: Any) -> Evidence:
    """Texts of a bearable length; what they are worth is judged here, where the keys are."""
    if not isinstance(told, dict) or any(
        text is not None and (not isinstance(text, str) or len(text) > LONGEST) for text in told.values()
    ):
        raise Unsound
    return Evidence(**told)


def _findings(runs: list[Any], faults: list[Fault], folder: Path) -> Findings:
    rows = _read(folder / ROWS, FINDINGS)
    numbers, places = rows["row"].to_numpy(), rows["run"].to_numpy()
    ends = np.searchsorted(places, np.arange(len(runs)), side="right")
    starts = np.concatenate([[0], ends[:-1]]) if len(ends) else ends
    return Findings(
        runs=[
            Run(str(table), numbers[begin:end].copy(), column, faults[fault], bool(is_quarantined))
            for (table, column, fault, is_quarantined), begin, end in zip(runs, starts, ends, strict=True)
        ]
    )


def _gathered(name: str, told: Mapping[str, Any], folder: Path) -> GatheredTable:
    table = TABLES[name]
    schema = pa.schema([*table.schema, *PLACES])
    is_spilled = told["folder"] is not None
    rows = _spilled(folder / name, schema) if is_spilled else Rows(_read(folder / f"{name}.arrow", schema))
    refused = told["refused"] and fault_of(told["refused"])
    return GatheredTable(table, rows, int(told["read"]), int(told["quarantined"]), refused)


def _spilled(folder: Path, schema: pa.Schema) -> Rows:
    for path in folder.iterdir():
        if path.is_symlink() or not pq.read_schema(path).equals(schema):
            raise Unsound
    return Rows(folder)


def _read(path: Path, schema: pa.Schema) -> pa.Table:
    if path.is_symlink():
        raise Unsound
    with pa.memory_map(str(path)) as file:
        table = pa.ipc.open_file(file).read_all()
    if not table.schema.equals(schema):
        raise Unsound
    table.validate(full=True)
    return table
