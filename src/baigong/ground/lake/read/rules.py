"""Rules of one row that every table shares: days in order and not ahead of the package, codes in some edition."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baigong.core.codes.identity_vector import MALE, NO_DAY
from baigong.core.codes.occupation import is_known_occupation
from baigong.core.codes.region import is_known_code
from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.read.context import Context
from baigong.ground.lake.read.identities import Named
from baigong.ground.lake.read.typed import Faulted, days, flags, is_null
from baigong.ground.lake.schema.columns import Kind, Table

Columns = dict[str, pa.Array]

AHEAD = Fault(
    "day.after_created",
    msgid("This lies after the day the package was made, so it cannot have happened yet; correct it."),
)
BORN_ON = Fault("person.born_on_differs", msgid("The day of birth is not the one that the identity number says."))
SEX = Fault("person.sex_differs", msgid("The sex is not the one that the identity number says."))
REGION = Fault("region.unknown", msgid("This region code is in no edition of GB/T 2260 held here; check it."))
OCCUPATION = Fault(
    "occupation.unknown",
    msgid("This occupation code is in no edition of the classification held here; check it."),
)


def contradictions(table: Table, columns: Columns, context: Context, faulted: Faulted) -> None:
    """A row that contradicts itself is not counted."""
    for column in table.of_kind(Kind.DAY, Kind.BIRTH, Kind.MONTH):
        if not column.may_lie_ahead:
            late = days(columns[column.name], empty=-(2**31)) > context.last_day
            faulted.where(late, column.name, AHEAD)
    for column in table.of_kind(Kind.INSTANT):
        created = pa.scalar(context.package.created, column.arrow)
        faulted.where(flags(pc.greater(columns[column.name], created)), column.name, AHEAD)
    for beginning, end in table.spans:
        faulted.where(flags(pc.less(columns[end], columns[beginning])), end, _reversed(table, beginning))


def _reversed(table: Table, beginning: str) -> Fault:
    sentence = msgid(
        "This lies before “%(beginning)s”, but an end cannot come before its beginning; correct one of them."
    )
    return Fault("span.reversed", sentence, {"beginning": table.by_name[beginning].title})


def notes(table: Table, columns: Columns, named: Named | None, noted: Faulted) -> None:
    """What is odd in an accepted row."""
    for column in table.of_kind(Kind.REGION):
        _unknown(columns[column.name], column.name, lambda code: code == "00" or is_known_code(code), REGION, noted)
    for column in table.of_kind(Kind.OCCUPATION):
        _unknown(columns[column.name], column.name, is_known_occupation, OCCUPATION, noted)
    for column in table.of_kind(Kind.OCCUPATIONS):
        every = lambda codes: all(is_known_occupation(code) for code in codes.split(";"))  # noqa: E731
        _unknown(columns[column.name], column.name, every, OCCUPATION, noted)
    if table.name == "persons" and named is not None:
        _person(columns, named, noted)


def _unknown(cells: pa.Array, name: str, is_known: Callable[[str], bool], fault: Fault, noted: Faulted) -> None:
    encoded = cells.dictionary_encode()
    strange = [place for place, code in enumerate(encoded.dictionary.to_pylist()) if not is_known(code)]
    if strange:
        noted.where(flags(pc.is_in(encoded.indices, pa.array(strange, encoded.indices.type))), name, fault)


def _person(columns: Columns, named: Named, noted: Faulted) -> None:
    says = named.births != NO_DAY
    told = days(columns["born_on"], empty=NO_DAY)
    noted.where(says & (told != NO_DAY) & (told != named.births), "born_on", BORN_ON)
    is_male = np.asarray(flags(pc.equal(columns["sex"], "M")))
    noted.where(says & ~is_null(columns["sex"]) & (is_male != (named.sexes == MALE)), "sex", SEX)
