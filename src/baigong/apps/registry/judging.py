"""One row entered or corrected by hand, judged by the rules that packages are read by, with the same sentences.

Persons are named by their keys here: a row that is entered never carries a number, which is judged for itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from baigong.core.codes.region import places_now
from baigong.core.refusal import Fault, Refusal
from baigong.core.text import msgid, normalised
from baigong.ground.lake.files.package import Package
from baigong.ground.lake.files.raw import RawBatch
from baigong.ground.lake.read.batch import judged
from baigong.ground.lake.read.cells import parser
from baigong.ground.lake.read.context import Context
from baigong.ground.lake.read.keys import amendment
from baigong.ground.lake.read.record import NOTHING_TOLD, Told
from baigong.ground.lake.schema.columns import Column, Kind, Table

Cells = Mapping[str, Any]


class Faulty(Refusal):
    """A row that would have been quarantined; `column` is where the fault lies."""

    def __init__(self, fault: Fault, column: str | None = None) -> None:
        self.told, self.column = fault, column
        Exception.__init__(self, fault.sentence)

    @property
    def fault(self) -> Fault:
        return self.told


class NoSuchColumn(Refusal):
    code = "registry.no_such_column"
    sentence = msgid("“%(table)s” has no column “%(column)s” that can be filled in by hand; choose among %(columns)s.")


class CannotEmpty(Refusal):
    code = "registry.cannot_empty"
    sentence = msgid(
        "“%(column)s” cannot be empty here: the record does not stand without it, or an act of its own takes it back. "
        "Give the right value, or leave the cell out."
    )


class SaidNothing(CannotEmpty):
    """An empty text may be a field that nobody filled in, as in a package; nothing (`None`) is said on purpose."""

    code = "registry.said_nothing"
    sentence = msgid(
        "An empty text for “%(column)s” erases nothing, as in a package; to say that it is unknown send null, else "
        "leave the cell out."
    )


class NothingChanges(Refusal):
    code = "registry.nothing_changes"
    sentence = msgid("The record says all this already; nothing was changed.")


@dataclass(frozen=True, slots=True)
class Row:
    """The accepted cells, typed, by name; `findings` are the codes of what is odd in them."""

    cells: dict[str, Any]
    findings: tuple[str, ...]


def judge(
    table: Table, given: Cells, *, at: datetime, fixed: Cells, state: Cells | None = None, told: Told = NOTHING_TOLD
) -> Row:
    """The row that `given`, as a form has it, makes of the state; `fixed` is what the act itself says.

    Refused with the first of its faults.
    """
    _refuse_strange(table, given, {*fixed, *(table.key if state else ())})
    cleaned = {name: _clean(table.by_name[name], cell) for name, cell in given.items()}
    cells = {**(state or {}), **fixed, **cleaned}
    columns = {name: _array(table.by_name[name], cell) for name, cell in cells.items()}
    package = Package(Path(), created=at, identity="keyed")
    answer = judged(table, RawBatch(np.array([1]), columns), Context(package, {}, bodies=dict(told.bodies)))
    for _, column, fault in answer.faults:
        raise Faulty(fault, column)
    return Row(answer.accepted.to_pylist()[0], tuple(sorted({fault.code for _, _, fault in answer.notes})))


def amended(table: Table, given: Cells, *, state: Cells, at: datetime, fixed: Cells) -> Row:
    """Only the cells that change, by the rules of two rows with one key; and those that were said to be unknown."""
    emptied = _emptied(table, given, state)
    row = judge(table, given, at=at, fixed=fixed, state=state)
    changes = amendment(table, state, row.cells)
    if isinstance(changes, Fault):
        raise Faulty(changes)
    changes |= {name: row.cells[name] for name in emptied if row.cells[name] != state[name]}
    if not changes.keys() - {name for name in fixed if name.endswith("recorded_at")}:
        raise NothingChanges
    return Row(changes, row.findings)


def place_of_region(region: str | None, *, otherwise: str) -> str:
    """Where a region as written lies today; where none is written, where the record is kept."""
    written = normalised(region or "") or otherwise
    return places_now([written])[0]


def _refuse_strange(table: Table, given: Cells, fixed: set[str]) -> None:
    columns = [column for column in table.columns if column.kind is not Kind.PERSON and column.name not in fixed]
    names = [column.name for column in columns]
    for name in given:
        if name not in names:
            raise NoSuchColumn(table=table.title, column=name, columns=[column.title for column in columns])


def _emptied(table: Table, given: Cells, state: Cells) -> list[str]:
    """The cells that stand and shall not; no package can say so, a person may."""
    found = [name for name, cell in given.items() if state.get(name) is not None and not normalised(str(cell or ""))]
    for name in found:
        if given[name] is not None:
            raise SaidNothing(column=table.by_name[name].title)
        if table.by_name[name].must_be_filled or name in table.identity:
            raise CannotEmpty(column=table.by_name[name].title)
    return found


def _clean(column: Column, cell: Any) -> Any:
    """Text as files are read; a day of birth in full, which a keyed package would not have."""
    if not isinstance(cell, str):
        return cell
    text = normalised(cell) or None
    if text is None or column.kind is not Kind.BIRTH:
        return text
    day = parser(column, is_keyed=False)(text)
    if isinstance(day, Fault):
        raise Faulty(day, column.name)
    return day


def _array(column: Column, cell: Any) -> pa.Array:
    return pa.array([cell], pa.string() if isinstance(cell, str) else column.arrow)
