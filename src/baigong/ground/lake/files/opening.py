"""Opening: what kind of thing a path is, where its tables lie, and how each is read."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from baigong.core.refusal import Fault, Refusal
from baigong.core.text import Text, msgid
from baigong.ground.lake.files import columnar, refusals
from baigong.ground.lake.files.assemble import Sheet, sheet_of
from baigong.ground.lake.files.delimited import open_delimited
from baigong.ground.lake.files.headings import is_notes, table_named
from baigong.ground.lake.files.kinds import kind_of
from baigong.ground.lake.files.package import DESCRIPTOR, Opened, Package, located, notes, read_descriptor
from baigong.ground.lake.files.raw import Original, Originals, RawBatch, RawTable
from baigong.ground.lake.files.sheets import Page, pages
from baigong.ground.lake.files.unzip import UNUSABLE, unpacked, weighed
from baigong.ground.lake.findings import Finding, Findings
from baigong.ground.lake.schema.columns import Table
from baigong.ground.lake.schema.tables import CERTIFICATES, TABLES


@contextmanager
def open_package(path: Path, *, now: datetime) -> Iterator[Opened]:
    """The tables of a package, ready to be read. Refuses what is no package, or not whole."""
    if not path.exists():
        raise refusals.NoSuchFile(name=str(path))
    with TemporaryDirectory(prefix="baigong-") as scratch:
        try:
            opened = _opened(path, Path(scratch), now)
        except OSError as problem:
            raise refusals.Unreadable(name=path.name, reason=problem.strerror or str(problem)) from None
        yield opened


def _opened(path: Path, scratch: Path, now: datetime) -> Opened:
    if path.is_dir():
        return _folder(path, path, scratch)
    if path.stat().st_size == 0:
        raise refusals.EmptyFile(name=path.name)
    if kind_of(path, name=path.name) == "zip" and not _is_workbook(path):
        return _folder(unpacked(path, scratch / "unpacked"), path, scratch)
    tables, findings = _tables(path, None, path.name, scratch)
    if not tables:
        raise refusals.NoTable(
            name=path.name, headings=[column.title for column in CERTIFICATES.columns if column.must_be_filled]
        )
    if len(tables) == 1 and (refused := next(iter(tables.values())).refused):
        raise Whole.of(refused)
    return Opened(Package(path=path, created=now, bare=True), _in_order(tables), findings)


class Whole(Refusal):
    """A table's fault that refuses the whole of a file with one table."""

    @staticmethod
    def of(fault: Fault) -> Refusal:
        named = type("Whole", (Refusal,), {"code": fault.code, "sentence": fault.sentence})
        refusal: Refusal = named(**fault.facts)
        return refusal


def _folder(folder: Path, shown: Path, scratch: Path) -> Opened:
    if not (folder / DESCRIPTOR).is_file():
        raise refusals.NoPackage(name=shown.name)
    package = read_descriptor(folder, shown)
    tables: dict[str, RawTable] = {}
    findings = Findings(notes(package))
    for resource in package.resources:
        place = located(folder, resource.path)
        meant = table_named(resource.name) or table_named(PurePosixPath(resource.path).stem)
        found, said = _resource(place, meant, resource.path, scratch)
        findings.found += said.found
        for name, table in found.items():
            tables[name] = table if name not in tables else _twice(tables[name])
    if not tables:
        raise refusals.EmptyPackage(name=shown.name, tables=list(TABLES))
    return Opened(package, _in_order(tables), findings)


def _resource(place: Path, meant: Table | None, shown: str, scratch: Path) -> tuple[dict[str, RawTable], Findings]:
    """A resource whose file cannot be read refuses its own table; a file of no table of ours is kept out."""
    try:
        tables, findings = _tables(place, meant, shown, scratch)
        return tables, findings if tables or len(findings) else Findings([_no_table(shown)])
    except Refusal as refusal:
        if meant:
            return {meant.name: _refused(meant, refusal.fault)}, Findings()
        return {}, Findings([Finding(shown, 0, None, refusal.fault, False)])


def _no_table(shown: str) -> Finding:
    sentence = msgid("“%(name)s” holds no table that can be recognised; it was kept out.")
    return Finding(shown, 0, None, Fault("resource.unknown", sentence, {"name": shown}), False)


def _twice(table: RawTable) -> RawTable:
    fault = Fault(
        "table.twice",
        msgid("The package holds this table more than once; put its rows into one file or sheet."),
    )
    return _refused(table.table, fault)


def _refused(table: Table, fault: Fault) -> RawTable:
    return RawTable(table, (), lambda: iter(()), refused=fault)


def _in_order(tables: dict[str, RawTable]) -> dict[str, RawTable]:
    return {name: tables[name] for name in TABLES if name in tables}


def _is_workbook(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as file:
            return "xl/workbook.xml" in file.namelist()
    except UNUSABLE:
        raise refusals.BadZip(name=path.name) from None


def _tables(path: Path, meant: Table | None, shown: str, scratch: Path) -> tuple[dict[str, RawTable], Findings]:
    if path.stat().st_size == 0:
        raise refusals.EmptyFile(name=shown)
    kind = kind_of(path, name=shown)
    if kind == "zip":
        return _workbook(path, meant, shown)
    meant = meant or table_named(path.stem)
    if kind == "parquet":
        sheet = sheet_of([columnar.headings_of(path, name=shown)], meant)
        return _one(sheet and columnar.checked(sheet, path), meant, columnar.Columnar(path))
    text = open_delimited(path, scratch, name=shown)
    return _one(sheet_of(text.head, meant), meant, text)


class _Source(Protocol):
    """What gives the rows of a sheet: a CSV, a page of a workbook, a Parquet file."""

    def batches(self, sheet: Sheet) -> Iterator[RawBatch]: ...

    def originals(self, sheet: Sheet, numbers: NDArray[np.int64]) -> Iterator[Original]: ...


def _one(sheet: Sheet | None, meant: Table | None, source: _Source) -> tuple[dict[str, RawTable], Findings]:
    if sheet is None:
        return ({meant.name: _refused(meant, _no_headings(meant))} if meant else {}), Findings()
    means = tuple(column.name if column else None for column in sheet.columns)
    table = RawTable(
        sheet.table,
        sheet.known,
        partial(source.batches, sheet),
        sheet.refused,
        Findings(list(sheet.findings)),
        Originals(sheet.headings, means, partial(source.originals, sheet)),
    )
    return {sheet.table.name: table}, Findings()


def _no_headings(table: Table) -> Fault:
    return Fault(
        "table.no_headings",
        msgid("No row of headings was found for this table; it needs %(headings)s."),
        {"headings": [column.title for column in table.columns if column.must_be_filled]},
    )


def _workbook(path: Path, meant: Table | None, shown: str) -> tuple[dict[str, RawTable], Findings]:
    weighed(path, shown)
    if not _is_workbook(path):
        raise refusals.UnknownFormat(name=shown, what=Text(zh="不是表格的 .zip", en="a .zip that is no workbook"))
    tables: dict[str, RawTable] = {}
    findings = Findings()
    filled = [page for page in pages(path, name=shown) if _is_filled(page)]
    for page in filled:
        named = table_named(page.name) or (meant if len(filled) == 1 else None)
        sheet = sheet_of(page.head(), named)
        if page.is_hidden:
            findings.found += [Finding(sheet.table.name, 0, None, _hidden(page.name), False)] if sheet else []
        elif sheet is None:
            findings.add(Finding(named.name if named else page.name, 0, None, _unknown(page.name), False))
        else:
            found, _ = _one(sheet, named, page)
            name = sheet.table.name
            tables[name] = found[name] if name not in tables else _twice(tables[name])
    return tables, findings


def _is_filled(page: Page) -> bool:
    """Whether anything stands in a sheet that is for reading; the notes of our own templates are not."""
    return any(any(cell != "" for cell in row) for row in page.rows) and not is_notes(page.name, page.rows[0])


def _hidden(name: str) -> Fault:
    return Fault(
        "sheet.hidden",
        msgid("The hidden sheet “%(name)s” was kept out; show it in the file if it is to be read."),
        {"name": name},
    )


def _unknown(name: str) -> Fault:
    return Fault(
        "sheet.unknown",
        msgid("The sheet “%(name)s” holds no table that can be recognised; it was kept out."),
        {"name": name},
    )
