"""The tables packaged with the plan, as rows of text."""

import csv
from importlib.resources import files

from baigong.core.text import Text

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """The rows of one CSV, by its path inside the package."""
    return list(csv.DictReader(files("skillschina").joinpath(name).read_text("utf-8").splitlines()))


def text(row: Row, prefix: str = "") -> Text:
    return Text(zh=row[f"{prefix}zh"], en=row[f"{prefix}en"])


def text_or_none(row: Row, prefix: str) -> Text | None:
    return text(row, prefix) if row[f"{prefix}zh"] else None


def several(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()
