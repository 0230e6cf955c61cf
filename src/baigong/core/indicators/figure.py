"""A published or counted figure, and exact arithmetic that keeps floors floors and ceilings ceilings."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Literal

# "?" is a quotient of which not even the side is known: it is never published.
Relation = Literal["=", "~", ">", ">=", "<", "<=", "?"]
FLOORS: tuple[Relation, ...] = (">", ">=")
CEILINGS: tuple[Relation, ...] = ("<", "<=")
MIRRORED: dict[Relation, Relation] = {"=": "=", ">": "<", ">=": "<=", "<": ">", "<=": ">=", "~": "~", "?": "?"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with everything that is needed to judge by it; `parts` are what a quotient or a gain was made of."""

    value: Fraction
    relation: Relation
    last: date
    definition: str
    source: str
    first: date | None = None
    region: str = "00"
    series: str = ""
    published_on: date | None = None
    parts: tuple["Figure", ...] = ()

    @property
    def seen_on(self) -> date:
        """From which day on it may be used; where its publication has no date, from its own."""
        return self.published_on or self.last

    @property
    def is_exact(self) -> bool:
        return self.relation == "="

    @property
    def is_floor(self) -> bool:
        return self.relation in FLOORS

    @property
    def is_ceiling(self) -> bool:
        return self.relation in CEILINGS


def is_chainable(figure: Figure, other: Figure) -> bool:
    """Nothing is chained over two definitions, nor over a break inside one."""
    return (figure.definition, figure.series, figure.region) == (other.definition, other.series, other.region)


def as_floor(figure: Figure) -> Figure:
    """The figure as a floor of something greater; a floor stays the floor it is, an approximation an approximation."""
    return replace(figure, relation=">=") if figure.is_exact else figure


def quotient(numerator: Figure, denominator: Figure, *, definition: str) -> Figure:
    """The ratio on the numerator's day. A floor over an exact value is a floor; over a floor it is undetermined."""
    value = numerator.value / denominator.value
    return _of_two(numerator, denominator, value=value, definition=definition)


def gain(later: Figure, base: Figure, *, definition: str) -> Figure:
    """By how much a share has grown since the base."""
    return _of_two(later, base, value=later.value - base.value, definition=definition)


def _of_two(one: Figure, other: Figure, *, value: Fraction, definition: str) -> Figure:
    """A figure that rises with one and falls with the other; it is out when both are."""
    sources = dict.fromkeys((*one.source.split(";"), *other.source.split(";")))
    return replace(
        one,
        value=value,
        relation=together(one.relation, MIRRORED[other.relation]),
        definition=definition,
        source=";".join(sources),
        series=one.series if one.series == other.series else f"{one.series}|{other.series}",
        published_on=max(one.seen_on, other.seen_on),
        parts=(one, other),
    )


def together(one: Relation, other: Relation) -> Relation:
    """The relation of a result that rises with both: floors make a floor, a floor and a ceiling make nothing.

    >>> together(">", "="), together(">=", ">="), together(">", "<")
    ('>', '>=', '?')
    """
    relations = {one, other} - {"="}
    if not relations:
        return "="
    if "~" in relations:
        return "~" if "?" not in relations else "?"
    for side in (FLOORS, CEILINGS):
        if relations <= set(side):
            # One strict bound makes the sum of bounds strict.
            return side[0] if side[0] in relations else side[1]
    return "?"


def rounded(value: Fraction, relation: Relation, *, places: int) -> Decimal:
    """To so many decimal places: floors down, ceilings up, others to the nearest.

    >>> rounded(Fraction(22000, 73439), ">", places=4)
    Decimal('0.2995')
    """
    # Whole numbers, because dividing decimals would round once already.
    scaled = value * 10**places
    if relation in FLOORS:
        whole = floor(scaled)
    elif relation in CEILINGS:
        whole = ceil(scaled)
    else:
        whole = floor(scaled + Fraction(1, 2))
    return Decimal(whole).scaleb(-places)
