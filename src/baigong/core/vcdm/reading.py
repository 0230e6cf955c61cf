"""What a stranger sent, read as JSON of one meaning; and the small questions that every rule asks of a cell."""

import json
import re
from collections.abc import Mapping
from typing import Any

from baigong.core.credentials.strict import Json, is_shallow
from baigong.core.text import msgid
from baigong.core.vcdm.problems import MISSING, NOT_OBJECT, NOT_TEXT, NOT_URL, TOO_MUCH, Malformed, NotJson

DEEPEST = 24
NOT_JSON = msgid("it is not one JSON object in UTF-8, or it says a name twice")
# RFC 3986: a scheme, a colon, and none of the characters that no URL has; http names a host.
URL = re.compile(r"(?!https?:(?!//[^/?#]))[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


def read(content: bytes) -> Json:
    """Raises NotJson."""
    try:
        value = DECODER.decode(content.decode())
    except (ValueError, RecursionError):
        raise NotJson(why=NOT_JSON) from None
    if not isinstance(value, dict):
        raise NotJson(why=NOT_JSON)
    if not is_shallow(value, DEEPEST):
        raise NotJson(why=TOO_MUCH)
    return value


def is_url(value: object) -> bool:
    """
    >>> [is_url(one) for one in ("did:example:1", "https://a.example/", "https ://a", "a", None)]
    [True, True, False, False, False]
    """
    return isinstance(value, str) and bool(URL.fullmatch(value))


def url(cells: Mapping[str, Any], name: str, *, where: str) -> str:
    """Raises Malformed unless the cell is there and is one absolute URL."""
    value = cells.get(name, MISSING)
    if value is MISSING:
        raise Malformed(where=where, why=MISSING)
    if not is_url(value):
        raise Malformed(where=where, why=NOT_URL)
    return str(value)


def text(cells: Mapping[str, Any], name: str, *, where: str) -> str:
    """Raises Malformed unless the cell is there and is text."""
    value = cells.get(name)
    if not isinstance(value, str):
        raise Malformed(where=where, why=NOT_TEXT if name in cells else MISSING)
    return value


def objects(value: object, *, where: str) -> list[Json]:
    """One object or a list of them; raises Malformed for anything else, and for an empty one."""
    listed: list[Any] = value if isinstance(value, list) else [value]
    if not listed or not all(isinstance(one, dict) and one for one in listed):
        raise Malformed(where=where, why=NOT_OBJECT)
    return listed


def texts(value: object, *, where: str) -> list[str]:
    """One text or a list of them; raises Malformed for anything else."""
    listed: list[Any] = value if isinstance(value, list) else [value]
    if not listed or not all(isinstance(one, str) and one for one in listed):
        raise Malformed(where=where, why=NOT_TEXT)
    return listed


def id_of(value: object) -> str | None:
    """The URL of an issuer or holder, written bare or as the id of an object."""
    named = value.get("id") if isinstance(value, Mapping) else value
    return named if isinstance(named, str) else None


def _once(pairs: list[tuple[str, Any]]) -> Json:
    cells = dict(pairs)
    if len(cells) != len(pairs):
        raise ValueError
    return cells


def _refused(_: str) -> None:
    raise ValueError


DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_refused)
