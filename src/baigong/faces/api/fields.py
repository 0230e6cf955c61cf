"""What is wrong with one field of a request, in both languages; what the field held is never repeated."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.faces.words import both

OTHER = msgid("This value cannot be taken; the documentation of the operation says what may stand here.")
SENTENCES: Mapping[str, str] = {
    "missing": msgid("This field is required."),
    "extra_forbidden": msgid("There is no such field here."),
    "string_too_short": msgid("At least %(min_length)s characters are needed."),
    "string_too_long": msgid("At most %(max_length)s characters fit."),
    "string_pattern_mismatch": msgid("This is not written as it should be; see the pattern in the documentation."),
    "string_type": msgid("A text is needed."),
    "string_unicode": msgid("This text holds characters that cannot be kept."),
    "int_type": msgid("A whole number is needed."),
    "int_parsing": msgid("A whole number is needed."),
    "int_parsing_size": msgid("This number is too large."),
    "int_from_float": msgid("A whole number is needed."),
    "bool_type": msgid("true or false is needed."),
    "bool_parsing": msgid("true or false is needed."),
    "decimal_type": msgid("A number is needed."),
    "decimal_parsing": msgid("A number is needed."),
    "float_type": msgid("A number is needed."),
    "float_parsing": msgid("A number is needed."),
    "finite_number": msgid("A number is needed."),
    "greater_than_equal": msgid("At least %(ge)s is needed."),
    "greater_than": msgid("More than %(gt)s is needed."),
    "less_than_equal": msgid("At most %(le)s is taken."),
    "less_than": msgid("Less than %(lt)s is needed."),
    "date_type": msgid("A day is needed, written as 2025-12-31."),
    "date_parsing": msgid("A day is needed, written as 2025-12-31."),
    "date_from_datetime_parsing": msgid("A day is needed, written as 2025-12-31."),
    "date_from_datetime_inexact": msgid("A day is needed, written as 2025-12-31."),
    "datetime_type": msgid("An instant is needed, written as 2025-12-31T08:00:00+08:00."),
    "datetime_parsing": msgid("An instant is needed, written as 2025-12-31T08:00:00+08:00."),
    "datetime_from_date_parsing": msgid("An instant is needed, written as 2025-12-31T08:00:00+08:00."),
    "timezone_aware": msgid("An instant is needed, written as 2025-12-31T08:00:00+08:00."),
    "enum": msgid("Only these are taken: %(expected)s."),
    "literal_error": msgid("Only these are taken: %(expected)s."),
    "list_type": msgid("A list is needed."),
    "too_short": msgid("At least %(min_length)s entries are needed."),
    "too_long": msgid("At most %(max_length)s entries are taken."),
    "dict_type": msgid("An object with fields is needed."),
    "model_type": msgid("An object with fields is needed."),
    "model_attributes_type": msgid("An object with fields is needed."),
}
_FACTS = re.compile(r"%\((\w+)\)s")
_NAME = re.compile(r"[a-z][a-z_]{0,39}|\d{1,4}")


@dataclass(frozen=True, slots=True)
class Field:
    """`place` is where the field stands: `body.title_zh`, `query.limit`."""

    place: str
    fault: Fault

    def told(self) -> dict[str, str]:
        return {"field": self.place, "code": self.fault.code, **both(self.fault)}


def fields_of(errors: Iterable[Mapping[str, Any]]) -> list[Field]:
    """The errors of a validation, as ninja tells them."""
    return [Field(_place(error["loc"]), _fault(error)) for error in errors]


def _fault(error: Mapping[str, Any]) -> Fault:
    facts = error.get("ctx") or {}
    sentence = SENTENCES.get(error["type"], OTHER)
    wanted = _FACTS.findall(sentence)
    if any(name not in facts for name in wanted):
        sentence, wanted = OTHER, []
    return Fault(f"field.{error['type']}", sentence, {name: facts[name] for name in wanted})


def _place(places: tuple[Any, ...]) -> str:
    """The name that a function gives to its body is ours, not the caller's; a name of the caller's is not said."""
    source, *inner = [str(place) for place in places]
    shown = inner[1:] if source in ("body", "form") and len(inner) > 1 else inner
    return ".".join([source, *_names(shown)])


def _names(places: Iterable[str]) -> Iterator[str]:
    return (place if _NAME.fullmatch(place) else "…" for place in places)
