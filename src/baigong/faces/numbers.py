"""Numbers as people read them: 万 and 亿 in Chinese, thousand and million in English; floors down, ceilings up."""

from decimal import Decimal
from fractions import Fraction

from baigong.core.indicators.figure import Relation, rounded
from baigong.core.text import Language, msgid
from baigong.faces.words import translated

# From which value on, what it is divided by, how many places are shown, and the word.
SCALES: dict[Language, tuple[tuple[int, int, int, str], ...]] = {
    "zh": ((10**8, 10**8, 4, "亿"), (10**4, 10**4, 2, "万"), (0, 1, 2, "")),
    "en": ((10**6, 10**6, 4, " million"), (10**4, 10**3, 2, " thousand"), (0, 1, 2, "")),
}
WORDS: dict[Relation, str] = {
    ">": msgid("more than %(number)s"),
    ">=": msgid("at least %(number)s"),
    "<": msgid("less than %(number)s"),
    "<=": msgid("at most %(number)s"),
    "~": msgid("about %(number)s"),
}
# A rounded ratio is a bound of its own, so its strictness is not claimed.
BOUNDS: dict[Relation, Relation] = {">": ">=", "<": "<="}


def people_number(value: Fraction | Decimal | int, language: Language, *, relation: Relation = "=") -> str:
    """
    >>> people_number(220000000, "zh"), people_number(220000000, "en"), people_number(9758, "en")
    ('2.2亿', '220 million', '9,758')
    >>> people_number(302000, "zh"), people_number(302000, "en")
    ('30.2万', '302 thousand')
    """
    return "".join(scaled(Fraction(value), language, relation=relation))


def scaled(exact: Fraction, language: Language, *, relation: Relation = "=") -> tuple[str, str]:
    """The number and the word of its scale: `("2.2", "亿")`, `("220", " million")`."""
    _, unit, places, word = next(scale for scale in SCALES[language] if abs(exact) >= scale[0])
    return shortest(rounded(exact / unit, relation, places=places), language), word


def people_figure(value: Fraction | Decimal | int, relation: Relation, language: Language) -> str:
    """With its relation in words: “more than 92 million”, “超过9200万”."""
    return related(people_number(value, language, relation=relation), relation, language)


def percent(value: Fraction | Decimal, relation: Relation, language: Language) -> str:
    """A share as “at least 29.95%”."""
    number = shortest(rounded(Fraction(value) * 100, relation, places=2), language) + "%"
    return related(number, BOUNDS.get(relation, relation), language)


def points(value: Fraction | Decimal, relation: Relation, language: Language) -> str:
    """A difference of shares, in percentage points."""
    number = shortest(rounded(Fraction(value) * 100, relation, places=2), language)
    words = translated(msgid("%(number)s percentage points"), language, {"number": number})
    return related(words, BOUNDS.get(relation, relation), language)


def related(number: str, relation: Relation, language: Language) -> str:
    return translated(WORDS[relation], language, {"number": number}) if relation in WORDS else number


def shortest(number: Decimal, language: Language) -> str:
    """Without the zeros that say nothing; English groups thousands."""
    written = f"{number:,f}" if language == "en" else f"{number:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
