"""A value as a file has it, with the characters that are wrong; of a person's number only those that must be seen.

>>> level = "certificate_number.level_mismatch"
>>> [piece.text for piece in marked("S000033010001254000321", Kind.CERTIFICATE_NUMBER, level)]
['S00003301000125', '4', '000321']
>>> "".join(piece.text for piece in marked("330102199003074519", Kind.PERSON, "identity.check_digit"))
'33••••••••••••••19'
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from baigong.core.text import normalised
from baigong.ground.lake.schema.columns import Kind

# Which characters a fault speaks of, by the structure of the number; the others speak of the whole value.
AT: dict[str, tuple[int, int]] = {
    "certificate_number.province_mismatch": (5, 7),
    "certificate_number.year_mismatch": (13, 15),
    "certificate_number.level_mismatch": (15, 16),
    "identity.birth_date": (6, 14),
    "identity.check_digit": (17, 18),
    "credit_code.check_digit": (17, 18),
}
# Characters that no number of the kind has.
STRANGE: dict[str, re.Pattern[str]] = {
    "identity.form": re.compile(r"[^0-9Xx]|[Xx](?!$)"),
    "credit_code.form": re.compile(r"[^0-9A-Z]|[IOSVZ]"),
}
LIKE_A_PERSONS = re.compile(r"\d{15}(\d{2}[0-9Xx])?")
HIDDEN, SHOWN, LONGEST = "•", 2, 60


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_wrong: bool = False


def marked(value: str, kind: Kind | None, code: str) -> tuple[Piece, ...]:
    text = normalised(value)
    is_personal = kind is Kind.PERSON or LIKE_A_PERSONS.fullmatch(text) is not None
    wrong = _wrong(text, code, is_personal=is_personal)
    letters = [(_seen(text, place) if is_personal and not bad else text[place], bad) for place, bad in enumerate(wrong)]
    return tuple(_pieces(letters))


def _wrong(text: str, code: str, *, is_personal: bool) -> list[bool]:
    if code in AT and len(text) >= AT[code][1]:
        first, after = AT[code]
        return [first <= place < after for place in range(len(text))]
    if code in STRANGE:
        strange = {match.start() for match in STRANGE[code].finditer(text)}
        return [place in strange for place in range(len(text))]
    return [not is_personal] * len(text)


def _seen(text: str, place: int) -> str:
    is_edge = place < SHOWN or place >= len(text) - SHOWN
    return text[place] if is_edge and len(text) > 2 * SHOWN else HIDDEN


def _pieces(letters: list[tuple[str, bool]]) -> Iterator[Piece]:
    for is_wrong, some in groupby(letters[:LONGEST], key=lambda letter: letter[1]):
        yield Piece("".join(letter for letter, _ in some), is_wrong)
    if len(letters) > LONGEST:
        yield Piece("…")
