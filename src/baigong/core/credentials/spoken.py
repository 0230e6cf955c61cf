"""A few words that stand for a commitment, so that two people on the telephone hear whether they see one certificate.

They are compared, not believed: what is printed can be copied, so a reader reckons them from the code it has read.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

WORDS = 4  # 32 bits: that another record sounds the same by chance is one in four thousand million


class Spoken(NamedTuple):
    """The same words in both languages, each the other's translation."""

    zh: tuple[str, ...]
    en: tuple[str, ...]


def spoken(commitment: bytes) -> Spoken:
    """One word for each of the first bytes, from a list of 256 that never changes.

    >>> spoken(bytes([0, 1, 128, 255])).en
    ('anchor', 'apple', 'island', 'zebra')
    """
    chosen = [_list()[byte] for byte in commitment[:WORDS]]
    return Spoken(zh=tuple(zh for _, zh in chosen), en=tuple(en for en, _ in chosen))


@cache
def _list() -> tuple[tuple[str, str], ...]:
    """The byte's value is the line's: a word may be neither moved nor exchanged once certificates are printed."""
    lines = Path(__file__).with_name("spoken.txt").read_text(encoding="utf-8").splitlines()
    return tuple((en, zh) for en, zh in map(str.split, lines))
