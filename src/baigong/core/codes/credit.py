"""Unified social credit codes of organisations (GB 32100-2015)."""

import re

from baigong.core.refusal import Fault
from baigong.core.text import msgid

# Without I, O, S, V and Z, which are mistaken for digits and for one another.
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE = re.compile(rf"[{ALPHABET}]{{18}}")
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))

FORM = Fault(
    "credit_code.form",
    msgid(
        "This is no unified social credit code: it has 18 digits and capital letters, never I, O, S, V or Z; "
        "copy it again from the licence."
    ),
)
CHECK_DIGIT = Fault(
    "credit_code.check_digit",
    msgid("The last character of this credit code does not fit the others: copy it again from the licence."),
)


def normal_credit_code(text: str) -> str:
    """The code with its letters in upper case."""
    return text.upper()


def credit_fault(code: str) -> Fault | None:
    """What is wrong with a normalised code.

    >>> credit_fault("91110000600037341L") is None
    True
    """
    if not _CODE.fullmatch(code):
        return FORM
    return None if code[17] == check_character(code[:17]) else CHECK_DIGIT


def check_character(body: str) -> str:
    """The eighteenth character that goes with the first seventeen.

    >>> check_character("91110000600037341")
    'L'
    """
    total = sum(weight * _VALUES[character] for weight, character in zip(_WEIGHTS, body, strict=True))
    return ALPHABET[-total % 31]
