"""The JSON Canonicalization Scheme (RFC 8785), by the standard library wherever that gives the same bytes."""

import json
from collections.abc import Mapping
from typing import Any

import rfc8785

from baigong.core.credentials.refusals import NOT_CANONICAL, Unreadable

BIGGEST = 2**53 - 1  # §3.2.2.3: numbers are IEEE 754 doubles; beyond this two integers share one

REFUSED = (rfc8785.CanonicalizationError, UnicodeEncodeError, RecursionError)
# What comes round to itself is no JSON, and ends as RecursionError; to look for it took a tenth of the time.
ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False)


def canonical(value: Mapping[str, Any] | list[Any]) -> bytes:
    """Raises Unreadable for what has no canonical form: lone surrogates, too large integers, not-a-number.

    >>> canonical({"b": [1, "€"], "a": None}).decode()
    '{"a":null,"b":[1,"€"]}'
    """
    try:
        return plain(value) if is_plain(value) else rfc8785.dumps(value)
    except REFUSED:
        raise Unreadable(form="JSON", why=NOT_CANONICAL) from None


def plain(value: Mapping[str, Any] | list[Any]) -> bytes:
    """The same for documents without numbers, as all that we make are: whether there are any is not asked again."""
    try:
        text = ENCODER.encode(value)
        # §3.2.3 sorts keys by UTF-16 units, Python by code points: alike where no character needs two units.
        is_alike = text.isascii() or len(text.encode("utf-16-le")) == 2 * len(text)
        return text.encode() if is_alike else rfc8785.dumps(value)
    except REFUSED:
        raise Unreadable(form="JSON", why=NOT_CANONICAL) from None


def is_plain(value: object) -> bool:
    """Whether both ways write it alike; fractions and large integers are left to the slow one."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return True
    if isinstance(value, dict):
        return all(type(key) is str for key in value) and all(map(is_plain, value.values()))
    if isinstance(value, list):
        return all(map(is_plain, value))
    return kind is int and -BIGGEST <= value <= BIGGEST  # type: ignore[operator]
