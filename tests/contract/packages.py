"""Writes packages as PACKAGE.md describes them, with nothing of the program's own."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow
import pyarrow.parquet

Row = dict[str, Any]
Tables = dict[str, list[Row]]
CREATED = "2026-01-31T12:00:00+08:00"


def write_package(folder: Path, tables: Tables, form: str = "csv", *, created: str = CREATED, **declared: Any) -> Path:
    """A folder with one file a table and a datapackage.json that names and hashes them."""
    folder.mkdir(parents=True, exist_ok=True)
    resources = []
    for table, rows in tables.items():
        content = WRITERS[form](table, rows)
        (folder / f"{table}.{form}").write_bytes(content)
        resources.append({"name": table, "path": f"{table}.{form}", "hash": digest(content)})
    write_descriptor(folder, resources, created=created, **declared)
    return folder


def write_descriptor(folder: Path, resources: list[Row], *, created: str = CREATED, **declared: Any) -> None:
    baigong = {"kind": "full", "region": "33", "plan": "skillschina", "sequence": 1, "identity": "raw"}
    descriptor = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "created": created,
        "resources": resources,
        "baigong": baigong | {"synthetic": False} | declared,
    }
    (folder / "datapackage.json").write_text(json.dumps(descriptor, ensure_ascii=False), encoding="utf-8")


def digest(content: bytes) -> str:
    return "sha256:" + hashlib.sha256(content).hexdigest()


def columns_of(rows: Sequence[Row]) -> list[str]:
    return list(dict.fromkeys(column for row in rows for column in row))


def csv_bytes(_: str, rows: Sequence[Row], encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, columns_of(rows), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def parquet_bytes(_: str, rows: Sequence[Row]) -> bytes:
    columns = {
        column: pyarrow.array([row.get(column) or None for row in rows], pyarrow.string())
        for column in columns_of(rows)
    }
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.table(columns), sink)
    return sink.getvalue()


def xlsx_bytes(table: str, rows: Sequence[Row]) -> bytes:
    return workbook_bytes({table: rows})


def workbook_bytes(sheets: dict[str, Sequence[Row]]) -> bytes:
    """A workbook whose cells keep their Python types: text, number, day."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        headings = columns_of(rows)
        sheet.append(headings)
        for row in rows:
            sheet.append([row.get(heading) for heading in headings])
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def zip_of(folder: Path, archive: Path) -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            packed.write(file, file.relative_to(folder))
    return archive


def bare(path: Path, rows: Sequence[Row], encoding: str = "utf-8") -> Path:
    """One CSV file without a descriptor."""
    path.write_bytes(csv_bytes(path.stem, rows, encoding))
    return path


WRITERS = {"csv": csv_bytes, "parquet": parquet_bytes, "xlsx": xlsx_bytes}
