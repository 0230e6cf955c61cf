"""The rows that were set aside, as a spreadsheet to correct and read again."""

from pathlib import Path

from baigong.core.text import Language
from baigong.faces.words import said
from baigong.ground.lake.files.package import Opened
from baigong.ground.lake.read.package import Reading
from baigong.ground.lake.read.set_aside import rows_set_aside
from baigong.ground.lake.write.faulty import write_faulty


def write_faulty_rows(path: Path, opened: Opened, reading: Reading, language: Language) -> None:
    """No file where no row was set aside."""
    tables = rows_set_aside(opened, reading)
    if tables:
        form = "csv" if path.suffix.lower() == ".csv" else "xlsx"
        write_faulty(tables, path, form=form, language=language, said=said)
