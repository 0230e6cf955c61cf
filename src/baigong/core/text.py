"""Words: a text of the law in both languages, and the mark on a sentence that the catalogue translates."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the law, which is data: complete in both languages, never looked up in the catalogue."""

    zh: str
    en: str

    def __getitem__(self, language: Language) -> str:
        return self.zh if language == "zh" else self.en


class Msgid(str):
    """English that the catalogue translates, also where it is a fact inside another sentence."""

    __slots__ = ()


def msgid(sentence: str) -> Msgid:
    """Marks an English sentence for the catalogue; the faces translate it."""
    return Msgid(sentence)


def msgids(one: str, many: str) -> tuple[str, str]:
    """Marks a sentence that has a form for one and a form for many."""
    return one, many


def normalised(text: str) -> str:
    """Trimmed and NFKC-normalised, so that full-width digits are digits.

    >>> normalised(" ３３ ")
    '33'
    """
    return unicodedata.normalize("NFKC", text).strip()
