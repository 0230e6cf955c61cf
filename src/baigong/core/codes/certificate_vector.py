"""Numbers of skill-level certificates by the million: the same answers as `certificate`, one column at a time."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from baigong.core.codes.fixed_width import Bytes, Flags, of_width, spread

NO_PART = np.int8(-1)


class CertificateNumbers(NamedTuple):
    """`ok`: of the published form. Where it is not, the parts hold NO_PART."""

    ok: Flags
    provinces: NDArray[np.int8]
    years: NDArray[np.int8]  # the last two digits
    levels: NDArray[np.int8]


def read_certificate_numbers(column: Any) -> CertificateNumbers:
    """A column of normalised texts, judged as numbers of skill-level certificates."""
    texts, fits = of_width(column, 22)
    digits = texts - np.uint8(ord("0"))
    ok = _well_formed(texts, digits)
    return CertificateNumbers(
        spread(ok, fits, np.False_),
        spread(np.where(ok, _two_digits(digits, 5), NO_PART), fits, NO_PART),
        spread(np.where(ok, _two_digits(digits, 13), NO_PART), fits, NO_PART),
        spread(np.where(ok, digits[:, 15].astype(np.int8), NO_PART), fits, NO_PART),
    )


def _well_formed(texts: Bytes, digits: Bytes) -> Flags:
    body = (texts[:, 0] == ord("Y")) | (texts[:, 0] == ord("S"))
    level = (digits[:, 15] >= 1) & (digits[:, 15] <= 5)
    flags: Flags = body & level & (digits[:, 1:].max(axis=1, initial=0) <= 9)
    return flags


def _two_digits(digits: Bytes, first: int) -> NDArray[np.int8]:
    return (digits[:, first] * np.uint8(10) + digits[:, first + 1]).astype(np.int8)
