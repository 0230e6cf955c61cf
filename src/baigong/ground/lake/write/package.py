"""Writing a package: batch by batch, several tables side by side, whole or not at all."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from typing import Literal, Protocol, TypeAlias, get_args

import pyarrow as pa

from baigong.ground.lake.schema.columns import Column, Table
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.lake.write.cells import arranged, columns_of, schema_of
from baigong.ground.lake.write.columnar import Columnar
from baigong.ground.lake.write.delimited import Delimited, DelimitedForPeople
from baigong.ground.lake.write.descriptor import Descriptor, Written, rendered
from baigong.ground.lake.write.place import placed
from baigong.ground.lake.write.sheets import Workbook
from baigong.ground.lake.write.signing import Signing

Format = Literal["parquet", "csv", "csv_for_people", "xlsx"]
FORMATS: tuple[Format, ...] = get_args(Format)
Batches: TypeAlias = Iterable[pa.RecordBatch] | pa.Table
# Rows that are collected before they are written: one row group of Parquet, one block of CSV.
ROWS = 100_000
_WRITERS: Mapping[str, type[Columnar] | type[Delimited]] = {
    "parquet": Columnar,
    "csv": Delimited,
    "csv_for_people": DelimitedForPeople,
}


class _Writer(Protocol):
    headings: tuple[str, ...]

    def write(self, batch: pa.RecordBatch) -> None: ...


def write_package(folder: Path, tables: Mapping[str, Batches], *, descriptor: Descriptor, format: Format) -> None:
    """Writes the tables as a package folder, or as a .zip of one if it is named so."""
    with writing(folder, descriptor=descriptor, format=format) as package:
        for name, batches in tables.items():
            if isinstance(batches, pa.Table):
                package.begin(name, batches.schema)
            for batch in batches.to_batches() if isinstance(batches, pa.Table) else batches:
                package.write(name, batch)


@contextmanager
def writing(
    folder: Path, *, descriptor: Descriptor, format: Format, signing: Signing | None = None
) -> Iterator["Writing"]:
    """A package to write batches into, in any order of tables; it stands at `folder` once the block ends well."""
    with placed(folder, created=descriptor.created) as beside:
        package = Writing(beside, descriptor, format)
        try:
            yield package
            resources = package.finish()
        finally:
            package.release()
        if signing:
            descriptor = replace(descriptor, log=signing.lay_log(beside))
        content = rendered(descriptor, resources)
        (beside / "datapackage.json").write_bytes(content)
        if signing:
            signing.lay_note(beside, content)


class Writing:
    """The tables of a package being written. A table's columns are those of its first batch."""

    def __init__(self, folder: Path, descriptor: Descriptor, format: Format) -> None:
        self.folder, self.descriptor, self.format = folder, descriptor, format
        self.tables: dict[str, _Table] = {}
        self.book = Workbook(folder / "workbook.xlsx", created=descriptor.created) if format == "xlsx" else None

    def begin(self, name: str, schema: pa.Schema | None = None) -> None:
        """Makes the table stand in the package even if no row follows."""
        if name not in self.tables:
            table = TABLES[name]
            self.tables[name] = _Table(self, table, columns_of(table, schema or table.schema))

    def write(self, name: str, batch: pa.RecordBatch) -> None:
        self.begin(name, batch.schema)
        self.tables[name].add(batch)

    @property
    def rows(self) -> dict[str, int]:
        """How many rows each table has been given, in the order of the schema."""
        return {name: self.tables[name].rows for name in TABLES if name in self.tables}

    def finish(self) -> list[Written]:
        """Everything on the disk, in the order of the schema."""
        ordered = [self.tables[name] for name in TABLES if name in self.tables]
        for table in ordered:
            table.finish()
        if self.book:
            book, self.book = self.book, None
            book.close()
            path = self.folder / "workbook.xlsx"
            return [Written(path.stem, path, _digest(path), Workbook.media_type)]
        return [table.resource() for table in ordered]

    def release(self) -> None:
        """Lets go of every open file; after `finish` there is none."""
        for table in self.tables.values():
            table.release()


class _Table:
    """One table on its way out: batches wait until they make a block worth writing."""

    def __init__(self, package: Writing, table: Table, columns: tuple[Column, ...]) -> None:
        self.package, self.table, self.columns = package, table, columns
        self.is_keyed = package.descriptor.identity == "keyed"
        self.rows = 0
        self.waiting: list[pa.RecordBatch] = []
        self.file: Columnar | Delimited | None = None
        self.writer: _Writer = self._open()

    def _open(self) -> _Writer:
        if self.package.book:
            return self.package.book.sheet(self.table, self.columns)
        writer = _WRITERS[self.package.format]
        self.path = self.package.folder / f"{self.table.name}{writer.suffix}"
        self.file = writer(self.path, self.columns, schema_of(self.columns, is_keyed=self.is_keyed))
        return self.file

    def add(self, batch: pa.RecordBatch) -> None:
        self.rows += batch.num_rows
        self.waiting.append(arranged(batch, self.columns, is_keyed=self.is_keyed))
        if sum(waiting.num_rows for waiting in self.waiting) >= ROWS:
            self.flush()

    def flush(self) -> None:
        if self.waiting:
            waiting, self.waiting = pa.Table.from_batches(self.waiting).combine_chunks(), []
            for batch in waiting.to_batches(max_chunksize=ROWS):
                self.writer.write(batch)

    def finish(self) -> None:
        self.flush()
        self.release()

    def release(self) -> None:
        if self.file:
            self.file.close()

    def resource(self) -> Written:
        writer = _WRITERS[self.package.format]
        return Written(
            name=self.table.name,
            path=self.path,
            digest=_digest(self.path),
            media_type=writer.media_type,
            table=self.table,
            columns=self.columns,
            encoding=writer.encoding,
            headings=self.writer.headings,
        )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
