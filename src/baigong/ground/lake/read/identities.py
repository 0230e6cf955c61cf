"""Columns that name persons: resident numbers checked in bulk, other documents one by one, keys by their form."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import repeat

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baigong.core.codes.identity import BIRTH_DATE, identity_fault
from baigong.core.codes.identity_vector import NO_DAY, read_identities
from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.read.typed import Faulted, flags, is_null, together, upper
from baigong.ground.lake.rows import Rows

KEY = Fault(
    "identity.not_a_key",
    msgid("In a keyed package a person is named by 32 hexadecimal digits; export the package again."),
)
BY_GB_11643 = ("resident", "hmt")


@dataclass(frozen=True, slots=True)
class Named:
    """A column of persons, and what resident numbers say of themselves: days of birth and sexes, NO_DAY and 0 else."""

    numbers: pa.Array
    births: np.ndarray
    sexes: np.ndarray


def keyed(cells: pa.Array, column: str, faulted: Faulted) -> Named:
    right = flags(pc.match_substring_regex(cells, "^[0-9a-f]{32}$"))
    wrong = ~right & ~is_null(cells)
    faulted.where(wrong, column, KEY)
    return Named(cells, np.full(len(cells), NO_DAY, np.int32), np.zeros(len(cells), np.int8))


def raw(
    cells: pa.Array, column: str, documents: pa.Array | None, known: Mapping[str, str], last_day: int, faulted: Faulted
) -> Named:
    """`documents` are the rows' own, `known` those of the persons rows with another document than a resident card."""
    numbers = upper(cells)
    read = read_identities(numbers)
    ok, births, sexes = read.ok, read.births.copy(), read.sexes.copy()
    born_later = ok & (births > last_day)
    faulted.where(born_later, column, BIRTH_DATE)
    doubtful = ~ok & ~is_null(numbers)
    if documents is not None or known:
        doubtful |= _otherwise_documented(numbers, documents, known)
    mask, places = pa.array(doubtful), np.flatnonzero(doubtful).tolist()
    owns = documents.filter(mask).to_pylist() if documents is not None else repeat(None)
    faults = []
    for place, number, own in zip(places, numbers.filter(mask).to_pylist(), owns, strict=False):
        document = own or known.get(number, "resident")
        fault = identity_fault(number, document)
        if document not in BY_GB_11643:
            births[place], sexes[place] = NO_DAY, 0
        if fault:
            faults.append((place, column, fault))
    faulted.found += together(faults)
    return Named(numbers, births, sexes)


def otherwise_documented(numbers: pa.Array, documents: pa.Array) -> dict[str, str]:
    """The numbers whose rows say that they are of another document than a resident card, with that document."""
    others = pa.array(_is_other(documents) & ~is_null(numbers))
    return dict(zip(upper(numbers).filter(others).to_pylist(), documents.filter(others).to_pylist(), strict=True))


def other_documents(persons: Rows) -> dict[str, str]:
    """The numbers that are of another document than a resident card, with that document."""
    told = persons.source().to_table(
        columns=["id_number", "document"],
        filter=pc.field("document").is_valid() & (pc.field("document") != "resident"),
    )
    return dict(zip(*(told[name].to_pylist() for name in told.column_names), strict=True))


def _is_other(documents: pa.Array) -> np.ndarray:
    return np.asarray(~is_null(documents) & ~flags(pc.is_in(documents, pa.array(list(BY_GB_11643)))))


def _otherwise_documented(numbers: pa.Array, documents: pa.Array | None, known: Mapping[str, str]) -> np.ndarray:
    found = np.zeros(len(numbers), dtype=bool)
    if documents is not None:
        found |= _is_other(documents)
    if known:
        found |= flags(pc.is_in(numbers, pa.array(list(known))))
    return np.asarray(found & ~is_null(numbers))
