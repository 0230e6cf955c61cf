"""The eight skill levels and the certificate without a level; how real files write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from baigong.core.refusal import Fault
from baigong.core.text import Text, msgid, normalised


@dataclass(frozen=True, slots=True)
class Level:
    code: str
    title: Text
    grade: Text | None  # 五级 … 一级, for the levels that a certificate number names by a digit
    rank: int  # from low to high; a certificate without a level stands below all
    is_levelled: bool  # gives skilled status: 5 to 1, S and C
    is_high_skilled: bool


def _level(rank: int, code: str, title: Text, grade: str | None = None) -> Level:
    named = Text(zh=grade, en=f"level {code}") if grade else None
    return Level(code, title, named, rank, is_levelled=rank >= 2, is_high_skilled=rank >= 4)


LEVELS: Mapping[str, Level] = MappingProxyType(
    {
        level.code: level
        for level in (
            _level(0, "0", Text(zh="无等级", en="no level")),
            _level(1, "A", Text(zh="学徒工", en="apprentice worker")),
            _level(2, "5", Text(zh="初级工", en="junior worker"), "五级"),
            _level(3, "4", Text(zh="中级工", en="intermediate worker"), "四级"),
            _level(4, "3", Text(zh="高级工", en="senior worker"), "三级"),
            _level(5, "2", Text(zh="技师", en="technician"), "二级"),
            _level(6, "1", Text(zh="高级技师", en="senior technician"), "一级"),
            _level(7, "S", Text(zh="特级技师", en="special-grade technician")),
            _level(8, "C", Text(zh="首席技师", en="chief technician")),
        )
    }
)
WITH_DIGIT = frozenset("54321")

_WORDS = {level.title.zh: code for code, level in LEVELS.items()}
_WORDS |= {level.grade.zh: code for code, level in LEVELS.items() if level.grade}
_WORDS |= {f"{code}级": code for code in WITH_DIGIT}
_WORDS |= {"初级技能": "5", "中级技能": "4", "高级技能": "3", "特级技师": "S", "首席技师": "C", "学徒": "A"}
_WORDS |= {level.title.en: code for code, level in LEVELS.items()}
_WORDS |= {level.grade.en: code for code, level in LEVELS.items() if level.grade}
# Titles (职称) and other certificates use these too, so alone they name no level.
_BARE = {"初级": "5", "中级": "4", "高级": "3"}
_TOKEN = re.compile("|".join(sorted(map(re.escape, {**_WORDS, **_BARE}), key=len, reverse=True)))
_SCHEME = re.compile(r"国家职业资格(?:证书)?|职业技能等级(?:证书)?(?:认定)?|职业资格|职业技能(?=[一二三四五1-5]级)")
_SPACES = re.compile(r"\s+")
_BETWEEN = re.compile(r"[\s/\\|、,，;·()（）\[\]【】-]*级?[\s/\\|、,，;·()（）\[\]【】-]*")

# They do not repeat what is written: in a file with swapped columns it may be an identity number.
UNKNOWN = Fault(
    "level.unknown",
    msgid("This is no skill level: write 五级, 四级, 三级, 二级, 一级, or the code 5, 4, 3, 2, 1, S, C, A or 0."),
)
AMBIGUOUS = Fault(
    "level.ambiguous",
    msgid(
        "This may be a skill level or a professional title, which share the word: write 初级工 (五级), 中级工 (四级) "
        "or 高级工 (三级)."
    ),
)
CONTRADICTORY = Fault(
    "level.contradictory",
    msgid("This names two different levels: look at the certificate and keep the right one."),
)


def parse_level(text: str) -> str | Fault:
    """The code of a level as real files write it.

    >>> parse_level("国家职业资格三级（高级工级）"), parse_level("五级/初级工"), parse_level("高级").code
    ('3', '5', 'level.ambiguous')
    """
    written = normalised(text)
    if written.upper() in LEVELS:
        return written.upper()
    words = _tokens(_SCHEME.sub("", written.lower() if written.isascii() else _SPACES.sub("", written)))
    return UNKNOWN if words is None else _agreed(words)


def _tokens(text: str) -> list[str] | None:
    """The words for levels that the text is made of; None if anything else is in it."""
    rest = _TOKEN.sub("", text)
    return _TOKEN.findall(text) if _BETWEEN.fullmatch(rest) else None


def _agreed(words: list[str]) -> str | Fault:
    codes = {_WORDS.get(word) or _BARE[word] for word in words}
    if len(codes) > 1:
        return CONTRADICTORY
    if not codes:
        return UNKNOWN
    return codes.pop() if any(word in _WORDS for word in words) else AMBIGUOUS
