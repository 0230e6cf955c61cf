"""Occupations of the national classification (职业分类大典), in dated editions. One is held, that of 2022."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, NamedTuple, get_args

from baigong.core.codes import tables
from baigong.core.text import normalised

OccupationKind = Literal["major", "middle", "minor", "occupation"]
KINDS = get_args(OccupationKind)


class Edition(NamedTuple):
    """An edition of the classification, valid from its publication until the next one's."""

    name: str
    valid_from: date
    table: str


# From old to new. The ministry published the edition of 2022 on 28 September 2022.
EDITIONS = (Edition("2022", date(2022, 9, 28), "occupations_2022"),)


@dataclass(frozen=True, slots=True)
class Occupation:
    """An entry of one edition. Groups above occupations are entries too; `parents` runs from the widest group down."""

    code: str
    name: str
    kind: OccupationKind
    edition: str
    parents: tuple[str, ...]
    is_green: bool
    is_digital: bool


_CODE = re.compile(r"([1-8])-?([0-9]{2})-?([0-9]{2})-?([0-9]{2})")
# What typists and typesetters put where the hyphen stands; NFKC has made the full-width one (－) a hyphen already.
_DASHES = re.compile("[\u2010-\u2015\u2212\u2043\ufe58\ufe63\u30fc\u2500\u4e00~_.·]+")
_SPACES_AND_BRACKETS = re.compile(r"[\s()\[\]{}<>《》〈〉「」『』【】〔〕“”\"']+")


def normal_occupation(text: str) -> str:
    """The code as the classification writes it; a text that is no code comes back trimmed, as it is.

    >>> normal_occupation("６－１８－０４－０１"), normal_occupation("6180401"), normal_occupation("模具工")
    ('6-18-04-01', '6-18-04-01', '模具工')
    """
    written = normalised(text)
    match = _CODE.fullmatch(_DASHES.sub("-", written).replace(" ", ""))
    return "-".join(match.groups()) if match else written


def occupation(code: str, edition: str = EDITIONS[-1].name) -> Occupation | None:
    """The entry of a normalised code."""
    return _entries(edition).get(code)


def entries(edition: str = EDITIONS[-1].name) -> Iterator[Occupation]:
    """All entries of an edition, groups too, in the order of their codes."""
    return iter(sorted(_entries(edition).values(), key=lambda entry: entry.code))


def is_known_occupation(code: str) -> bool:
    """Whether a normalised code is an occupation in any edition held; a group of occupations is none."""
    entries = (occupation(code, edition.name) for edition in EDITIONS)
    return any(entry is not None and entry.kind == "occupation" for entry in entries)


def occupations_named(name: str, on: date) -> list[Occupation]:
    """The occupations of exactly this name, spaces and brackets aside, in the edition for a day; mostly one or none."""
    return list(_by_name(edition_on(on).name).get(_bare(name), ()))


def edition_on(day: date) -> Edition:
    """The edition valid on a day; if none is held for it, the earliest later one."""
    valid = [edition for edition in EDITIONS if edition.valid_from <= day]
    return valid[-1] if valid else EDITIONS[0]


@cache
def _entries(edition: str) -> dict[str, Occupation]:
    table = next(known.table for known in EDITIONS if known.name == edition)
    rows = tables.rows(table)
    codes = {code for code, *_ in rows}
    return {
        code: Occupation(
            code=code,
            name=name,
            kind=KINDS[KINDS.index(kind)],
            edition=edition,
            parents=tuple(parent for parent in _above(code) if parent in codes),
            is_green="L" in marks,
            is_digital="S" in marks,
        )
        for code, kind, name, marks in rows
    }


def _above(code: str) -> Iterator[str]:
    """The groups above an entry, widest first; the source leaves some minor groups out."""
    parts = code.split("-")
    for depth in (1, 2, 3):
        group = "-".join([*parts[:depth], *["00"] * (4 - depth)])
        if group != code and parts[depth - 1] != "00":
            yield group


@cache
def _by_name(edition: str) -> dict[str, tuple[Occupation, ...]]:
    named: dict[str, tuple[Occupation, ...]] = {}
    for entry in _entries(edition).values():
        if entry.kind == "occupation":
            named[_bare(entry.name)] = (*named.get(_bare(entry.name), ()), entry)
    return named


def _bare(name: str) -> str:
    return _SPACES_AND_BRACKETS.sub("", normalised(name))
