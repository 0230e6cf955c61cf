"""The reader's language on pages."""

from collections.abc import Mapping

from django.utils.translation import get_language

from baigong.core.text import Language, Text
from baigong.faces.words import translated


def reader() -> Language:
    return "en" if (get_language() or "").startswith("en") else "zh"


def said(sentence: str, facts: Mapping[str, object] | None = None) -> str:
    """A marked sentence as the reader reads it."""
    return translated(sentence, reader(), facts)


def told(text: Text) -> str:
    return text[reader()]
