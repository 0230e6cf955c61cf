"""The bar of a figure against its goal: where everything lies, in pixels of a drawing of 196 × 38."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

WIDTH, FULL = 196, Fraction(72, 100)  # the longer of figure and goal takes 72 of 100, so that a floor has room to fade
Kind = Literal["exact", "floor", "other", "undetermined", "nothing"]


@dataclass(frozen=True, slots=True)
class Bar:
    """`fading`: where the blocks of a floor begin; `goal`: where the goal's line stands; `anchor` of its words."""

    kind: Kind
    length: float
    goal: float
    fading: tuple[float, ...]
    anchor: str
    words: str

    @property
    def label(self) -> float:
        return {"start": 0.0, "end": float(WIDTH)}.get(self.anchor, self.goal)


def bar(value: Fraction | None, goal: Fraction, *, kind: Kind, words: str) -> Bar:
    """`words` name the goal below its line.

    >>> bar(Fraction(9200), Fraction(7500), kind="floor", words="").goal
    115.0
    """
    whole = max(value or Fraction(0), goal) / FULL or Fraction(1)
    length = float(round((value or Fraction(0)) / whole * WIDTH, 1))
    at = float(round(goal / whole * WIDTH, 1))
    fading = tuple(length + 2 + 6 * place for place in range(3)) if kind == "floor" else ()
    return Bar("nothing" if value is None else kind, length, at, fading, _anchor(at), words)


def _anchor(at: float) -> str:
    """Words in the middle below their line, unless they would run over the edge."""
    if at < 40:
        return "start"
    return "end" if at > WIDTH - 40 else "middle"
