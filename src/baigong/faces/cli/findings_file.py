"""All findings as a CSV file that a spreadsheet opens safely."""

import csv
from collections.abc import Iterator
from pathlib import Path

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.words import both
from baigong.ground.lake.read.package import Reading

COLUMNS = ("package", "table", "row", "column", "code", "quarantined", "zh", "en")
# A cell that begins so would be taken for a formula.
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")


class CannotWrite(Refusal):
    code = "file.cannot_write"
    sentence = msgid("“%(name)s” cannot be written: %(reason)s. Choose another place, or make room on the disk.")


def write_findings(path: Path, reading: Reading) -> None:
    """Written beside and renamed, so that no half file is left; straight into what is a link or no plain file."""
    is_special = path.is_symlink() or (path.exists() and not path.is_file())
    partial = path if is_special else path.with_name(path.name + ".part")
    try:
        with partial.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows(_lines(reading))
        partial.replace(path)
    except OSError as problem:
        if not is_special:
            partial.unlink(missing_ok=True)
        raise CannotWrite(name=str(path), reason=problem.strerror) from None


def _lines(reading: Reading) -> Iterator[tuple[object, ...]]:
    """A line for each finding; a fault is spelled out once, however many rows share it."""
    names = [guarded(package.path.name) for package in reading.packages]
    said: dict[int, tuple[object, object]] = {}
    for table, row, column, fault, is_quarantined, package in reading.findings:
        sentences = said.get(id(fault))
        if sentences is None:
            zh, en = both(fault).values()
            sentences = said[id(fault)] = (guarded(zh), guarded(en))
        yield names[package], guarded(table), row, column, fault.code, is_quarantined, *sentences


def guarded(cell: object) -> object:
    """The cell, unless a spreadsheet would run it: then with an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_MARKS) else cell
