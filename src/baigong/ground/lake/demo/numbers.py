"""Numbers with check digits by the million: identity numbers and credit codes that pass reading, and mean nobody."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from baigong.core.codes.credit import ALPHABET
from baigong.core.codes.identity import WEIGHTS
from baigong.ground.lake.demo.texts import Bytes, digits, letters, side_by_side

FIRST_BIRTH, LAST_BIRTH = "1900-01-01", "2030-01-01"
# Sequence codes of one place and one day of birth: 500 a sex, since their last digit is odd for men.
SEQUENCES = 500

_CHECKS = np.frombuffer(b"10X98765432", np.uint8)
_CREDIT = np.frombuffer(ALPHABET.encode(), np.uint8)
_CREDIT_WEIGHTS = np.array([pow(3, place, 31) for place in range(17)], np.int64)
# GB 11714, the organisation code inside a credit code.
_ORGANISATION_WEIGHTS = np.array([3, 7, 9, 10, 5, 8, 4, 2], np.int64)
_ORGANISATION_CHECKS = np.frombuffer(b"0123456789X0", np.uint8)


def identity_numbers(places: Bytes, births: Any, sequences: Any, is_male: Any) -> Bytes:
    """GB 11643: place, birth, sequence code (odd for men), check character."""
    sequence = np.asarray(sequences, np.int64) * 2 + np.asarray(is_male, np.int64)
    body = side_by_side(places, _calendar()[np.asarray(births, np.int64) - _first_birth()], digits(sequence, 3))
    total = (body - np.uint8(ord("0"))).astype(np.int64) @ np.array(WEIGHTS, np.int64)
    return np.concatenate([body, _CHECKS[total % 11][:, None]], axis=1)


def credit_codes(kinds: Bytes, places: Bytes, serials: Any) -> Bytes:
    """GB 32100: two characters of the registering office and kind, place, organisation code, check character."""
    serial = digits(serials, 8)
    total = (serial - np.uint8(ord("0"))).astype(np.int64) @ _ORGANISATION_WEIGHTS
    inner = _ORGANISATION_CHECKS[11 - total % 11]
    body = np.concatenate([kinds, places, serial, inner[:, None]], axis=1)
    check = -(_values()[body] @ _CREDIT_WEIGHTS) % 31
    return np.concatenate([body, _CREDIT[check][:, None]], axis=1)


def _first_birth() -> int:
    return int(np.datetime64(FIRST_BIRTH).astype(np.int64))


@cache
def _calendar() -> Bytes:
    """YYYYMMDD of every day that somebody may be born on."""
    every = np.arange(FIRST_BIRTH, LAST_BIRTH, dtype="datetime64[D]")
    return letters([str(day).replace("-", "") for day in every])


@cache
def _values() -> NDArray[np.int64]:
    """What each character of a credit code counts."""
    values = np.zeros(256, np.int64)
    values[_CREDIT] = np.arange(len(_CREDIT))
    return values
