"""Small registers written by hand, for tests: rows of cells, turned into what reading hands over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from baigong.core.periods import Span
from baigong.ground.lake.count.counting import Score, count
from baigong.ground.lake.count.question import SERIES, Question
from baigong.ground.lake.layout.build import About, build, plain_names
from baigong.ground.lake.layout.lake import open_lake
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.tables import TABLES

FIRST, LAST = date(2021, 1, 1), date(2025, 12, 31)
ABOUT = About(created="2026-01-01T00:00:00+08:00")
LAN, CHEN, WANG = "11010519491231002X", "440524188001010014", "330102199001011235"


@dataclass(frozen=True)
class Kept:
    """A table as read: its last states and those before."""

    state: Rows
    earlier: Rows


def kept(name: str, rows: Iterable[Mapping[str, Any]], earlier: Iterable[Mapping[str, Any]] = ()) -> Kept:
    """Earlier states come first in reading order."""
    before = [{"_order": order, **row} for order, row in enumerate(earlier)]
    last = [{"_order": order, **row} for order, row in enumerate(rows, len(before))]
    schema = TABLES[name].schema.append(pa.field("_order", pa.int64()))
    return Kept(*(Rows(pa.Table.from_pylist(part, schema)) for part in (last, before)))


def certificate(number: str, person: str = LAN, issued_on: str = "2023-05-01", **cells: Any) -> dict[str, Any]:
    days = ("ended_on", "valid_until")
    instants = ("recorded_at", "ending_recorded_at")
    usual = {"level": "4", "channel": "identification", "occupation": "6-18-04-01", "region": "330102"}
    dated = {name: date.fromisoformat(cells.pop(name)) for name in days if name in cells}
    timed = {name: datetime.fromisoformat(cells.pop(name)) for name in instants if name in cells}
    day = date.fromisoformat(issued_on)
    return {"number": number, "id_number": person, "issued_on": day, **usual, **dated, **timed, **cells}


def question(*by: str, on: date = LAST, first: date = FIRST, last: date = LAST, **rest: Any) -> Question:
    return Question(Span(first, last), on, by, **rest)


def counted(folder: Path, tables: Mapping[str, Kept], asked: Question) -> Score:
    build(tables, folder / "lake", naming=plain_names(), about=ABOUT)
    return count(open_lake(folder / "lake"), asked)


def register(*certificates: Mapping[str, Any], **tables: Kept) -> dict[str, Kept]:
    return {"certificates": kept("certificates", certificates), **tables}


def total(score: Score) -> dict[str, int]:
    return dict(zip(SERIES, score.total, strict=True))


def rows(score: Score) -> dict[tuple[str | None, ...], dict[str, int]]:
    return {key: dict(zip(SERIES, values, strict=True)) for key, values in score.rows.items()}
