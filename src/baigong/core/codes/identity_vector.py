"""Resident identity numbers by the million: the same answers as `identity`, one column at a time."""

from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from baigong.core.codes.fixed_width import Bytes, Flags, of_width, spread
from baigong.core.codes.identity import FIRST_BIRTH_YEAR, LAST_BIRTH_YEAR, WEIGHTS

NO_DAY = np.iinfo(np.int32).min
UNKNOWN_SEX, MALE, FEMALE = 0, 1, 2

_ZERO, _X = ord("0"), ord("X")
_WEIGHTS = np.array(WEIGHTS, np.float32)


class Identities(NamedTuple):
    """Where `ok` is false, `births` holds NO_DAY and `sexes` UNKNOWN_SEX."""

    ok: Flags
    births: NDArray[np.int32]  # days since 1970-01-01
    sexes: NDArray[np.int8]


def read_identities(column: Any) -> Identities:
    """A column of normalised texts, judged as resident numbers."""
    texts, fits = of_width(column, 18)
    digits = texts - np.uint8(_ZERO)  # below the digits wraps round, so one comparison finds all that is none
    births = _births(digits)
    ok = _well_formed(texts, digits) & (births != NO_DAY) & _checked(texts, digits)
    sexes = np.where(digits[:, 16] & 1, np.int8(MALE), np.int8(FEMALE))
    return Identities(
        spread(ok, fits, np.False_),
        spread(np.where(ok, births, np.int32(NO_DAY)), fits, np.int32(NO_DAY)),
        spread(np.where(ok, sexes, np.int8(UNKNOWN_SEX)), fits, np.int8(UNKNOWN_SEX)),
    )


def _well_formed(texts: Bytes, digits: Bytes) -> Flags:
    flags: Flags = (digits[:, :17].max(axis=1, initial=0) <= 9) & ((digits[:, 17] <= 9) | (texts[:, 17] == _X))
    return flags


def _checked(texts: Bytes, digits: Bytes) -> Flags:
    """GB 11643: the weighted sum with the check character, X being ten, leaves one when divided by eleven."""
    last = np.where(texts[:, 17] == _X, np.uint8(10), digits[:, 17])
    total = (digits[:, :17].astype(np.float32) @ _WEIGHTS).astype(np.int32)
    flags: Flags = (total + last) % 11 == 1
    return flags


def _births(digits: Bytes) -> NDArray[np.int32]:
    year, month, day = (_number(digits[:, first:last]) for first, last in ((6, 10), (10, 12), (12, 14)))
    sane = (year >= FIRST_BIRTH_YEAR) & (year <= LAST_BIRTH_YEAR) & (month <= 12) & (day <= 31)
    place = np.where(sane, _place(year, month, day), 0)
    return _calendar()[place]


def _number(digits: Bytes) -> NDArray[np.int32]:
    number = digits[:, 0].astype(np.int32)
    for column in digits.T[1:]:
        number = number * 10 + column
    return number


def _place(year: Any, month: Any, day: Any) -> Any:
    return ((year - FIRST_BIRTH_YEAR) * 13 + month) * 32 + day


@cache
def _calendar() -> NDArray[np.int32]:
    """Days since 1970-01-01 by year, month and day; NO_DAY where there is no such day, as at place 0."""
    days = np.arange(f"{FIRST_BIRTH_YEAR}-01-01", f"{LAST_BIRTH_YEAR + 1}-01-01", dtype="datetime64[D]")
    months = days.astype("datetime64[M]")
    year = days.astype("datetime64[Y]").astype(np.int32) + 1970
    calendar = np.full((LAST_BIRTH_YEAR - FIRST_BIRTH_YEAR + 1) * 13 * 32, NO_DAY, np.int32)
    month, day = months.astype(np.int32) % 12 + 1, (days - months).astype(np.int32) + 1
    calendar[_place(year, month, day)] = days.astype(np.int32)
    return calendar
