"""Identity documents: which there are, what is wrong with a number, and what a number says."""

import re
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Literal

from baigong.core.refusal import Fault
from baigong.core.text import Text, msgid

Sex = Literal["M", "F"]

RESIDENT = "resident"
DOCUMENTS: Mapping[str, Text] = MappingProxyType(
    {
        RESIDENT: Text(zh="居民身份证", en="resident identity card"),
        "hmt": Text(zh="港澳台居民居住证", en="residence permit of Hong Kong, Macao and Taiwan residents"),
        "foreign_pr": Text(zh="外国人永久居留身份证", en="foreign permanent resident's card"),
        "passport": Text(zh="护照", en="passport"),
        "travel_permit": Text(zh="往来内地通行证", en="travel permit to the mainland"),
        "military": Text(zh="军官证", en="officer's card"),
    }
)
# These numbers follow GB 11643 and say birth and sex; of the others only the form is known.
NUMBERED_BY_GB_11643 = frozenset({RESIDENT, "hmt"})
FIRST_BIRTH_YEAR, LAST_BIRTH_YEAR = 1850, 2099
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

_NUMBER = re.compile(r"[0-9]{17}[0-9X]")
_KEY = re.compile(r"[0-9a-f]{32}")
# Lenient: a document of another issuer is never refused for a form that nobody published.
_FORMS: Mapping[str, re.Pattern[str]] = {
    # 15 characters until 2023, 18 since.
    "foreign_pr": re.compile(r"[A-Z]{3}[0-9]{12}|[0-9]{17}[0-9X]"),
    "passport": re.compile(r"(?=.*[0-9])[A-Z0-9][A-Z0-9-]{3,19}"),
    "travel_permit": re.compile(r"(?=.*[0-9]{6})[A-Z0-9]{7,12}(?:\([A-Z0-9]{1,2}\))?"),
    "military": re.compile(r"[\u4e00-\u9fffA-Z()-]{0,10}[0-9]{4,12}号?"),
}

FORM = Fault(
    "identity.form",
    msgid("This is not an 18-character resident identity number: copy it again from the card, all 18 characters."),
)
BIRTH_DATE = Fault(
    "identity.birth_date",
    msgid("Characters 7 to 14 of this number are no possible date of birth: copy the number again from the card."),
)
CHECK_DIGIT = Fault(
    "identity.check_digit",
    msgid("The last character of this number does not fit the others: one is mistyped; copy it again from the card."),
)


def normal_identity(text: str) -> str:
    """The number with its letters in upper case, so that `x` is `X`."""
    return text.upper()


def is_key(text: str) -> bool:
    """Whether this is the key that stands for a number in a keyed package."""
    return _KEY.fullmatch(text) is not None


def identity_fault(number: str, document: str = RESIDENT) -> Fault | None:
    """What is wrong with a normalised number; the caller compares the birth date with the day of the package.

    >>> identity_fault("11010519491231002X") is None
    True
    """
    if document not in NUMBERED_BY_GB_11643:
        return _form_fault(number, document)
    if not _NUMBER.fullmatch(number):
        return FORM
    if _birth_day(number) is None:
        return BIRTH_DATE
    return None if number[17] == check_digit(number[:17]) else CHECK_DIGIT


def check_digit(body: str) -> str:
    """
    >>> check_digit("44052418800101001")
    '4'
    """
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
    return "10X98765432"[total % 11]


def birth_day(number: str, document: str = RESIDENT) -> date | None:
    """The date of birth that a sound number says; None if the document's numbers say none."""
    sound = document in NUMBERED_BY_GB_11643 and identity_fault(number, document) is None
    return _birth_day(number) if sound else None


def sex(number: str, document: str = RESIDENT) -> Sex | None:
    """The sex that a sound number says; None if the document's numbers say none."""
    if document not in NUMBERED_BY_GB_11643 or identity_fault(number, document):
        return None
    return "M" if int(number[16]) % 2 else "F"


def masked(number: str) -> str:
    """The number as a screen shows it.

    >>> masked("11010519491231002X")
    '110***********002X'
    """
    head, tail = (3, 4) if len(number) >= 15 else (1, 2)
    if len(number) <= head + tail:
        return "*" * len(number)
    return number[:head] + "*" * (len(number) - head - tail) + number[-tail:]


def _form_fault(number: str, document: str) -> Fault | None:
    if _FORMS[document].fullmatch(number):
        return None
    return Fault(
        "identity.document_form",
        msgid("This is no number of a document of this kind (%(document)s): correct the number or the kind."),
        {"document": DOCUMENTS[document]},
    )


def _birth_day(number: str) -> date | None:
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    try:
        return date(year, month, day) if FIRST_BIRTH_YEAR <= year <= LAST_BIRTH_YEAR else None
    except ValueError:
        return None
