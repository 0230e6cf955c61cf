"""Writes small packages, reads them, and gathers what a test wants to know of the reading."""

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from baigong.core.codes import credit, identity
from baigong.ground.lake.files.opening import open_package
from baigong.ground.lake.read.package import Reading, read_packages
from baigong.ground.plan import load_plan

Row = dict[str, object]
Tables = Mapping[str, Sequence[Row]]
NOW = datetime(2026, 1, 1, tzinfo=UTC)
CREATED = "2026-01-31T12:00:00+08:00"


@dataclass(frozen=True)
class Told:
    """A reading, seen by table: codes by row of what was quarantined, remarked on, or said once of the table."""

    reading: Reading

    def quarantined(self, table: str = "certificates") -> dict[int, list[str]]:
        return self._codes(table, is_quarantined=True)

    def noted(self, table: str = "certificates") -> dict[int, list[str]]:
        return {row: codes for row, codes in self._codes(table, is_quarantined=False).items() if row}

    def once(self, table: str = "certificates") -> list[str]:
        return self._codes(table, is_quarantined=False).get(0, [])

    def counts(self, table: str = "certificates") -> tuple[int, int, int, int, int]:
        told = self.reading.tables[table]
        return told.rows, told.accepted, told.amended, told.unchanged, told.quarantined

    def state(self, table: str = "certificates") -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.reading.tables[table].state.table().sort_by("_order").to_pylist()
        return rows

    def earlier(self, table: str = "certificates") -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self.reading.tables[table].earlier.table().sort_by("_order").to_pylist()
        return rows

    def _codes(self, table: str, *, is_quarantined: bool) -> dict[int, list[str]]:
        found = defaultdict(list)
        for one in self.reading.findings:
            if one.table == table and one.quarantined == is_quarantined:
                found[one.row].append(one.fault.code)
        return dict(found)


Write = Callable[..., Path]
ReadPaths = Callable[..., Told]
Read = Callable[..., Told]


def written(folder: Path, tables: Tables, *, created: str = CREATED, **descriptor: object) -> Path:
    """A package of CSV tables."""
    folder.mkdir(parents=True)
    resources = []
    for name, rows in tables.items():
        path = written_csv(folder / f"{name}.csv", rows)
        digest = "sha256:" + sha256(path.read_bytes()).hexdigest()
        resources.append({"name": name, "path": path.name, "hash": digest})
    told = {"created": created, "resources": resources, "baigong": {"kind": "full", "identity": "raw"} | descriptor}
    (folder / "datapackage.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return folder


def written_csv(path: Path, rows: Sequence[Row], encoding: str = "utf-8") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)), restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a package of the given tables."""

    def one(name: str, **tables: Any) -> Path:
        descriptor = tables.pop("descriptor", {})
        return written(tmp_path / name, tables, **descriptor)

    return one


@pytest.fixture
def read_paths(tmp_path_factory: pytest.TempPathFactory) -> ReadPaths:
    """Reads paths in order."""

    def read(*paths: Path, declared: Mapping[str, str] | None = None, tables: Sequence[str] | None = None) -> Told:
        scratch = tmp_path_factory.mktemp("scratch")
        with ExitStack() as stack:
            opened = [stack.enter_context(open_package(path, now=NOW)) for path in paths]
            plan = load_plan("skillschina")
            return Told(read_packages(opened, plan=plan, scratch=scratch, declared=declared, tables=tables))

    return read


@pytest.fixture
def read(write: Write, read_paths: ReadPaths) -> Read:
    """Writes a package of the given tables and reads it."""

    def one(*, declared: Mapping[str, str] | None = None, **tables: Any) -> Told:
        return read_paths(write("package", **tables), declared=declared)

    return one


@pytest.fixture
def resident() -> Callable[..., str]:
    """A sound resident number; odd serials are men."""

    def number(serial: int = 1, born: str = "19900307") -> str:
        body = f"330106{born}{serial:03}"
        return body + identity.check_digit(body)

    return number


@pytest.fixture
def body() -> Callable[[int], str]:
    """A sound credit code."""

    def code(serial: int = 1) -> str:
        head = f"91330106{serial:09}"
        return head + credit.check_character(head)

    return code


@pytest.fixture
def certificate(resident: Callable[..., str], body: Callable[[int], str]) -> Callable[..., Row]:
    """A sound certificate of level 3, issued in Hangzhou on 10 May 2024; the serial makes its number."""

    def row(serial: int = 1, **other: object) -> Row:
        return {
            "number": f"Y000133000001243{serial:06}",
            "id_number": resident(),
            "occupation": "6-18-02-04",
            "level": "3",
            "channel": "identification",
            "credit_code": body(1),
            "region": "330106",
            "issued_on": "2024-05-10",
        } | other

    return row


@pytest.fixture
def filing(body: Callable[[int], str]) -> Callable[..., Row]:
    """A filing that the sound certificate falls under."""

    def row(serial: int = 1, **other: object) -> Row:
        return {
            "filing": f"F{serial}",
            "credit_code": body(1),
            "body_number": "Y000133000001",
            "occupation": "6-18-02-04",
            "levels": "5;4;3",
            "from_on": "2020-01-01",
            "to_on": "",
        } | other

    return row
