"""Merges and amendments as known at an instant: which state of a certificate, and whose it is."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from baigong.ground.lake.layout.columns import NEVER, NOT_YET, UNKNOWN_BIRTH, VOID

Columns = dict[str, NDArray[Any]]
NOBODY: Mapping[str, int] = {"sex": 0, "birth": UNKNOWN_BIRTH, "left": NEVER, "left_recorded": NOT_YET, "groups": 0}


def resolved(tables: Mapping[str, pa.Table], known: int | None) -> tuple[NDArray[np.int64], Columns, Columns]:
    """Events clustered by person like those of a bucket, with the persons they belong to at last."""
    at = NOT_YET if known is None else known
    events = _states(_with_ranks(_columns(tables["events"])), at)
    persons = _described(_columns(tables["persons"]), at)
    owner = _owners(persons["person"], _columns(tables["merges"]), at)
    # Every touched person has a row of its own, sorted by key, so a search finds each.
    place = owner[np.searchsorted(persons["person"], events["person"])]
    order = np.lexsort((events["rank"], events["issued"], place))
    held, counts = np.unique(place, return_counts=True)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    return starts, {name: cells[held] for name, cells in persons.items()}, {n: c[order] for n, c in events.items()}


def _columns(table: pa.Table) -> Columns:
    return {name: table[name].to_numpy() for name in table.column_names}


def _with_ranks(events: Columns) -> Columns:
    """Numbers as their places in the order of code points, which are quicker to compare."""
    return events | {"rank": np.unique(events["number"], return_inverse=True)[1]}


def _states(versions: Columns, at: int) -> Columns:
    """The last state of each certificate that was recorded by then, with the last ending recorded by then."""
    known = _where(versions, versions["recorded"] <= at)
    known = _where(known, np.lexsort((known["version"], known["rank"])))
    return _last_with(known, known["rank"], at, when="ending_recorded", kept=("ended",))


def _described(versions: Columns, at: int) -> Columns:
    """One row a person: the last state, with the last leaving recorded by then."""
    rows = _where(versions, np.lexsort((versions["version"], versions["person"])))
    return _last_with(rows, rows["person"], at, when="left_recorded", kept=("left",))


def _last_with(states: Columns, names: NDArray[Any], at: int, *, when: str, kept: tuple[str, ...]) -> Columns:
    """The last state of each name; what it says of an end not yet recorded gives way to what was known before it."""
    same = names[1:] == names[:-1]
    for place in np.flatnonzero(same & (states[when][1:] > at)) + 1:
        for column in (when, *kept):
            states[column][place] = states[column][place - 1]
        if "flags" in states:
            void = states["flags"][place - 1] & VOID
            states["flags"][place] = (states["flags"][place] & ~VOID) | void
    return _where(states, np.append(~same, True)[: len(names)])


def _owners(persons: NDArray[np.int64], merges: Columns, at: int) -> NDArray[np.int64]:
    """The place of the person that each one is at the end of its chain."""
    in_force = (merges["recorded"] <= at) & ((merges["undone"] > at) | (merges["undone"] == NOT_YET))
    owner = np.arange(len(persons))
    owner[np.searchsorted(persons, merges["person"][in_force])] = np.searchsorted(persons, merges["into"][in_force])
    # Each step doubles the stretch that is followed; reading has quarantined the row that would close a ring.
    for _ in range(len(persons).bit_length()):
        owner = owner[owner]
    return owner


def _where(columns: Columns, chosen: Any) -> Columns:
    return {name: cells[chosen] for name, cells in columns.items()}
