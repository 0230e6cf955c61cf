"""That two rows are alike, and how much."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Likeness:
    """`first` is the smaller key; `why` are the names of the levels that speak for one person."""

    first: int
    second: int
    weight: float
    why: tuple[str, ...]
