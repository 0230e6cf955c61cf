"""A figure as it is set: its sign, its number and its unit, which never part but are sized apart."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from baigong.core.indicators.figure import Relation, rounded
from baigong.core.plans import Plan
from baigong.core.text import Language, msgid
from baigong.faces.numbers import BOUNDS, scaled, shortest
from baigong.faces.words import translated

SIGNS: dict[Relation, str] = {">": ">", ">=": "≥", "<": "<", "<=": "≤"}
ABOUT = msgid("about")
POINTS = msgid("points")


@dataclass(frozen=True, slots=True)
class Amount:
    """Read, copied and exported in this order: `>` `9200` `万人次`."""

    sign: str
    number: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.sign}{self.number}{self.unit}"

    @property
    def is_approximate(self) -> bool:
        return self.sign not in ("", *SIGNS.values())


def amount(value: Fraction | Decimal | int, relation: Relation, *, unit: str, plan: Plan, language: Language) -> Amount:
    """`unit` is one of the plan's; a ratio of bounds is a bound of its own, so its strictness is not claimed."""
    exact = Fraction(value)
    if unit in ("ratio", "points"):
        number = shortest(rounded(exact * 100, relation, places=2), language)
        word = "%" if unit == "ratio" else _apart(translated(POINTS, language), language)
        return Amount(sign(BOUNDS.get(relation, relation), language), number, word)
    number, word = scaled(exact, language, relation=relation)
    name = plan.units[unit][language]
    return Amount(sign(relation, language), number, word + (name if language == "zh" else _apart(name, language)))


def count(value: int, language: Language, *, unit: str = "") -> Amount:
    """A whole number to the last digit, as tables of records have it."""
    return Amount("", f"{value:,}", _apart(unit, language) if unit else "")


def sign(relation: Relation, language: Language) -> str:
    """A quotient of two bounds is neither, so it is “about”."""
    if relation in ("~", "?"):
        return translated(ABOUT, language) + ("" if language == "zh" else " ")
    return SIGNS.get(relation, "")


def _apart(word: str, language: Language) -> str:
    return f" {word}" if word and language == "en" else word
