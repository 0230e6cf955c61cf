"""Cells that the paper form writes shorter, as byte strings; whatever has another shape stays the text that it is.

Names: in UTF-16, where that is shorter than UTF-8, as it is for Chinese. A certificate number of a letter and 21
digits: the letter, and the digits as one number, 10 octets. A masked identity number: what is seen of it, two digits an
octet, with a for X.
"""

import re
from codecs import utf_16_be_decode, utf_16_be_encode
from typing import Any

from baigong.core.credentials.certificate import KEYS
from baigong.core.credentials.refusals import BAD_SHAPE, CODE, NOT_CANONICAL, Unreadable

NAMES = ("name", "occupation_name", "issuer_name")
NUMBER = re.compile(r"[A-Z][0-9]{21}")
DOCUMENT = re.compile(r"[0-9]{6}\*{8}[0-9]{3}[0-9X]")
MASK = "*" * 8
NUMBER_OCTETS, LETTERS, DIGITS, DOCUMENT_OCTETS = 10, range(ord("A"), ord("Z") + 1), 10**21, 5
FORM = CODE


def packed(content: dict[int, Any]) -> dict[int, Any]:
    """The cells by their small keys, those that can be shorter, shorter."""
    return {key: PACKERS[key](value) if key in PACKERS else value for key, value in content.items()}


def unpack(known: dict[str, Any]) -> None:
    """The cells by their names. Raises Unreadable for one that is not as short as `packed` writes it, or is nothing."""
    try:
        for name in NAMES:
            if type(value := known.get(name)) is bytes:
                text = known[name] = utf_16_be_decode(value, "strict", True)[0]
                if len(text.encode()) <= len(value):
                    raise Unreadable(form=FORM, why=NOT_CANONICAL)
            elif type(value) is str and not value.isascii() and _name(value) is not value:
                raise Unreadable(form=FORM, why=NOT_CANONICAL)
        known["number"] = _number_in(known.get("number"))
        if "document" in known:
            known["document"] = _document_in(known["document"])
    except ValueError:
        raise Unreadable(form=FORM, why=BAD_SHAPE) from None


def _name(text: str) -> str | bytes:
    if text.isascii():
        return text
    wide, _ = utf_16_be_encode(text)
    return wide if len(wide) < len(text.encode()) else text


def _number(text: str) -> str | bytes:
    if not NUMBER.fullmatch(text):
        return text
    return text[0].encode() + int(text[1:]).to_bytes(NUMBER_OCTETS - 1)


def _number_in(value: Any) -> Any:
    if type(value) is not bytes:
        return _as_it_is(value, NUMBER)
    digits = int.from_bytes(value[1:])
    if len(value) != NUMBER_OCTETS or digits >= DIGITS or value[0] not in LETTERS:
        raise ValueError
    return f"{value[0]:c}{digits:021}"


def _document(text: str) -> str | bytes:
    return bytes.fromhex(text.replace(MASK, "").replace("X", "a")) if DOCUMENT.fullmatch(text) else text


def _document_in(value: Any) -> Any:
    if type(value) is not bytes:
        return _as_it_is(value, DOCUMENT)
    digits = value.hex()
    if len(value) != DOCUMENT_OCTETS or not (digits.isdigit() or (digits[:-1].isdigit() and digits[-1] == "a")):
        raise ValueError
    return f"{digits[:6]}{MASK}{digits[6:]}".replace("a", "X")


def _as_it_is(value: Any, shape: re.Pattern[str]) -> Any:
    if type(value) is str and shape.fullmatch(value):
        raise Unreadable(form=FORM, why=NOT_CANONICAL)
    return value


PACKERS = dict.fromkeys((KEYS[name] for name in NAMES), _name) | {
    KEYS["number"]: _number,
    KEYS["document"]: _document,
}
