"""A notice in words, in one language: regions by name, days as people write them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from baigong.apps.notices.kinds import KINDS
from baigong.core.codes.region import region_name
from baigong.core.scope import NATION
from baigong.core.text import Language, Text

WHOLE = Text(zh="全国", en="the nation")
DAYS = frozenset({"day", "due"})
LANGUAGES: tuple[Language, Language] = ("zh", "en")


def sentence_of(kind: str, region: str, facts: Mapping[str, Any]) -> Text:
    """In both languages."""
    zh, en = (_worded(kind, region, facts, language) for language in LANGUAGES)
    return Text(zh=zh, en=en)


def _worded(kind: str, region: str, facts: Mapping[str, Any], language: Language) -> str:
    told = {name: _shown(name, fact, language) for name, fact in facts.items()}
    return KINDS[kind].sentence[language] % {**told, "region": region_in_words(region, language)}


def region_in_words(region: str, language: Language) -> str:
    if region == NATION:
        return WHOLE[language]
    return region_name(region.ljust(6, "0"), language) or region_name(region.ljust(6, "0"), "zh") or region


def _shown(name: str, fact: Any, language: Language) -> object:
    if isinstance(fact, dict):
        return fact[language]
    return day_in_words(date.fromisoformat(fact), language) if name in DAYS else fact


def day_in_words(day: date, language: Language) -> str:
    """
    >>> day_in_words(date(2025, 7, 1), "zh"), day_in_words(date(2025, 7, 1), "en")
    ('2025年7月1日', '1 July 2025')
    """
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
