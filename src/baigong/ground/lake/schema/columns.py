"""What a column and a table are. Declarations only; reading, writing and templates all follow from them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum, auto
from functools import cached_property

import pyarrow as pa

from baigong.core.text import Text


class Kind(StrEnum):
    """What the cells of a column hold."""

    PERSON = auto()  # an identity number, or the key of one
    CREDIT_CODE = auto()
    CERTIFICATE_NUMBER = auto()
    OCCUPATION = auto()
    OCCUPATIONS = auto()  # a list, `;` between
    LEVEL = auto()
    LEVELS = auto()  # a list, `;` between
    REGION = auto()
    DAY = auto()
    MONTH = auto()
    BIRTH = auto()  # a day; in a keyed package a month
    INSTANT = auto()
    PERIOD = auto()
    INTEGER = auto()
    NUMBER = auto()
    MONEY = auto()  # yuan, two decimals
    LISTED = auto()  # one of `values`
    LISTED_MANY = auto()  # some of `values`, `;` between
    TEXT = auto()


# How accepted cells are kept. Lists stay one text, `;` between; an empty cell is null.
ARROW: Mapping[Kind, pa.DataType] = {kind: pa.string() for kind in Kind} | {
    Kind.DAY: pa.date32(),
    Kind.MONTH: pa.date32(),
    Kind.BIRTH: pa.date32(),
    Kind.INSTANT: pa.timestamp("us", tz="UTC"),
    Kind.INTEGER: pa.int64(),
    Kind.NUMBER: pa.float64(),
    Kind.MONEY: pa.decimal128(14, 2),
}


@dataclass(frozen=True, slots=True)
class Value:
    """A listed value: its code, its Chinese title, and what else real files write for it."""

    code: str
    zh: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    zh: str
    kind: Kind = Kind.TEXT
    key: bool = False
    required: bool = False
    belongs_to: str | None = None  # the `→` of the contract: a value not found in that table is a finding
    values: tuple[Value, ...] = ()
    also: tuple[str, ...] = ()  # other headings real files use
    may_lie_ahead: bool = False  # may be later than the day the package was made

    @property
    def title(self) -> Text:
        """What people call the column: its Chinese title, and in English its name."""
        return Text(zh=self.zh, en=self.name)

    @property
    def arrow(self) -> pa.DataType:
        return ARROW[self.kind]

    @property
    def must_be_filled(self) -> bool:
        return self.key or self.required


@dataclass(frozen=True)
class Table:
    name: str
    title: Text
    columns: tuple[Column, ...]
    spans: tuple[tuple[str, str], ...] = ()  # (beginning, end): an end before its beginning contradicts itself
    identity: tuple[str, ...] = ()  # cells that two rows of one key may not fill differently

    @cached_property
    def by_name(self) -> Mapping[str, Column]:
        return {column.name: column for column in self.columns}

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns if column.key)

    @property
    def schema(self) -> pa.Schema:
        return pa.schema([(column.name, column.arrow) for column in self.columns])

    def of_kind(self, *kinds: Kind) -> Iterator[Column]:
        return (column for column in self.columns if column.kind in kinds)
