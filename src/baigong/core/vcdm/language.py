"""Names and descriptions: plain text, or text with its language and direction (VC Data Model 2.0, §§4.6, 11.1)."""

import re
from collections.abc import Iterator

from baigong.core.credentials.strict import Json
from baigong.core.vcdm.problems import NOT_LANGUAGE, Malformed

TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*", re.ASCII)  # as BCP 47, §2.1, builds them
MEMBERS = {"@value", "@language", "@direction"}


def check_words(cells: Json, *, where: str) -> None:
    """Raises Malformed unless name and description, where they stand, are words for people."""
    for name in ("name", "description"):
        if name in cells:
            value = cells[name]
            listed = value if isinstance(value, list) else [value]
            if not listed or not all(isinstance(one, str) or _is_language(one) for one in listed):
                raise Malformed(where=f"{where}{name}", why=NOT_LANGUAGE)


def check_value_objects(document: Json) -> None:
    """§11.1: "@value … MUST be a string", and beside it stand a language and a direction only, or a type."""
    for value in _value_objects({name: cell for name, cell in document.items() if name != "@context"}):
        if "@type" not in value and not _is_language(value):
            raise Malformed(where="@value", why=NOT_LANGUAGE)


def _is_language(value: object) -> bool:
    if not isinstance(value, dict) or not value.keys() <= MEMBERS or not isinstance(value.get("@value"), str):
        return False
    language, direction = value.get("@language", "en"), value.get("@direction", "ltr")
    return isinstance(language, str) and bool(TAG.fullmatch(language)) and direction in ("ltr", "rtl")


def _value_objects(value: object) -> Iterator[Json]:
    if isinstance(value, dict):
        if "@value" in value:
            yield value
        for name, inner in value.items():
            if name != "@context":
                yield from _value_objects(inner)
    elif isinstance(value, list):
        for one in value:
            yield from _value_objects(one)
