"""The code tables packaged with the program, and where each came from."""

import csv
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Source(NamedTuple):
    """`declared` is the count that the source itself publishes, `actual` the count that is here."""

    table: str
    source: str
    version: str
    licence: str
    sha256: str
    declared: int
    actual: int
    note: str


def rows(name: str) -> list[list[str]]:
    """The rows of a table, its heading left off."""
    text = files("baigong.core.codes").joinpath("data", f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines()))[1:]


@cache
def sources() -> dict[str, Source]:
    kept = {}
    for table, source, version, licence, sha256, declared, actual, note in rows("provenance"):
        kept[table] = Source(table, source, version, licence, sha256, int(declared), int(actual), note)
    return kept
