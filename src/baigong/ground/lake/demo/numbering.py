"""Numbers of certificates of every form, and what they are made from."""

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from baigong.ground.lake.demo.bodies import Institutions, body_numbers
from baigong.ground.lake.demo.careers import LEVELS
from baigong.ground.lake.demo.sittings import ABILITY, IDENTIFICATION, MILITARY, POST, PUBLIC_SECTOR, QUALIFICATION
from baigong.ground.lake.demo.texts import Bytes, Whole, column, digits, side_by_side

CHANNELS = ("identification", "qualification", "public_sector", "military", "ability", "identification")
ALL_LEVELS = (*LEVELS, "S", "C", "0")
S, C, NONE = 5, 6, 7
# The letters of S and C numbers are not published; these stand where the level's digit stands (ours).
_POST_LETTERS = np.frombuffer(b"TC", np.uint8)


@dataclass(frozen=True)
class Issued:
    """Certificates in columns, in order of channel, body, year, level and day, as their serials run."""

    person: Whole
    channel: Whole
    level: Whole
    year: Whole
    occupation: Whole
    body: Whole
    county: Whole
    day: Whole
    session: Whole
    prior: Whole  # place of the certificate before, or -1
    serial: Whole

    def __len__(self) -> int:
        return len(self.person)


@dataclass
class Serials:
    """The last serial of every body, year and level, kept from piece to piece of a province."""

    last: dict[int, int] = field(default_factory=dict)

    def given(self, key: Whole) -> Whole:
        """Serials for rows whose equal keys stand together."""
        if not len(key):
            return key
        begins = np.flatnonzero(np.concatenate([[True], key[1:] != key[:-1]]))
        lengths = np.diff(np.append(begins, len(key)))
        before = np.array([self.last.get(int(one), 0) for one in key[begins]])
        serial: Whole = np.arange(len(key)) - np.repeat(begins, lengths) + 1 + np.repeat(before, lengths)
        self.last |= {
            int(key[begin]): int(serial[begin + count - 1]) for begin, count in zip(begins, lengths, strict=True)
        }
        return serial


def numbers(rows: Issued, institutions: Institutions) -> pa.Array:
    """The numbers, form by form, in the order of the rows, which is that of the channels."""
    parts = [_FORMS[kind](_of(rows, kind), institutions) for kind in range(len(CHANNELS))]
    return pa.concat_arrays([column(part) for part in parts])


def _of(rows: Issued, kind: int) -> Issued:
    here = slice(*np.searchsorted(rows.channel, [kind, kind + 1]))
    return Issued(**{name: getattr(rows, name)[here] for name in Issued.__dataclass_fields__})


def _level_numbers(rows: Issued, institutions: Institutions) -> Bytes:
    head = body_numbers(institutions.place.province, rows.body, institutions.identification.is_employer[rows.body])
    return side_by_side(head, digits(rows.year % 100, 2), digits(5 - rows.level, 1), digits(rows.serial, 6))


def _qualification_numbers(rows: Issued, institutions: Institutions) -> Bytes:
    """Year, province, prefecture, kind of body, body, level, serial: 16 digits."""
    prefecture = institutions.place.counties[institutions.qualification.counties[rows.body]][:, 2:4]
    body = side_by_side(digits(rows.body // 1000, 1), digits(rows.body % 1000, 3))
    head = side_by_side(digits(rows.year % 100, 2), institutions.place.province, prefecture, body)
    return side_by_side(head, digits(5 - rows.level, 1), digits(rows.serial, 5))


def _other_numbers(letters: str, rows: Issued, institutions: Institutions) -> Bytes:
    """No form is published."""
    level = digits(rows.level, 1)
    return side_by_side(f"{letters}{institutions.place.province}", digits(rows.year, 4), level, digits(rows.serial, 8))


def _post_numbers(rows: Issued, institutions: Institutions) -> Bytes:
    head = body_numbers(institutions.place.province, rows.body, np.ones(len(rows), np.bool_))
    letter = _POST_LETTERS[rows.level - S][:, None]
    return side_by_side(head, digits(rows.year % 100, 2), letter, digits(rows.serial, 6))


_FORMS = {
    IDENTIFICATION: _level_numbers,
    QUALIFICATION: _qualification_numbers,
    PUBLIC_SECTOR: lambda rows, institutions: _other_numbers("GQ", rows, institutions),
    MILITARY: lambda rows, institutions: _other_numbers("JD", rows, institutions),
    ABILITY: lambda rows, institutions: _other_numbers("ZX", rows, institutions),
    POST: _post_numbers,
}
