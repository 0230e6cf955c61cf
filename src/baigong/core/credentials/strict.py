"""JSON read strictly: one meaning, no surprises, and never larger or deeper than told."""

import json
from collections.abc import Mapping
from typing import Any

from baigong.core.credentials.refusals import BAD_SHAPE, BAD_TEXT, TOO_LONG, Unreadable

Json = dict[str, Any]  # what a stranger wrote: every use of a cell asks first what kind it is
LONGEST = 65_536
DEEPEST = 16
NESTED = {dict, list}


def read(content: bytes | str, *, form: str, longest: int = LONGEST) -> Json:
    """Raises Unreadable for what is no JSON object, is too long or deep, says a key twice, or has a fraction."""
    if len(content) > longest:
        raise Unreadable(form=form, why=TOO_LONG)
    try:
        text = content.decode() if isinstance(content, bytes) else content
        value = DECODER.decode(text)
    except (ValueError, RecursionError):
        raise Unreadable(form=form, why=BAD_TEXT) from None
    if not isinstance(value, dict) or not is_shallow(value, DEEPEST):
        raise Unreadable(form=form, why=BAD_SHAPE)
    return value


def is_shallow(value: object, deepest: int) -> bool:
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    within = [one for one in inner if type(one) in NESTED]
    return deepest > 0 and all(is_shallow(one, deepest - 1) for one in within)


def text_in(cells: Mapping[str, Any], name: str, *, form: str) -> str:
    """Raises Unreadable unless the cell is there and is text."""
    value = cells.get(name)
    if not isinstance(value, str):
        raise Unreadable(form=form, why=BAD_SHAPE)
    return value


def _once(pairs: list[tuple[str, Any]]) -> Json:
    cells = dict(pairs)
    if len(cells) != len(pairs):
        raise ValueError
    return cells


def _refused(_: str) -> None:
    raise ValueError


DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_float=_refused, parse_constant=_refused)
