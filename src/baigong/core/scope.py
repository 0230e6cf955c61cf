"""Whose records somebody may see: those of some regions, of some organisations, of some persons, or none."""

from dataclasses import dataclass

NATION = "00"


@dataclass(frozen=True, slots=True)
class Scope:
    """`regions` are prefixes of today's codes, the empty one being the nation; `persons` are own keys, not numbers."""

    regions: frozenset[str] = frozenset()
    organisations: frozenset[str] = frozenset()
    persons: frozenset[int] = frozenset()

    @property
    def is_whole(self) -> bool:
        return "" in self.regions

    def holds_region(self, region: str | None) -> bool:
        """Whether a region of today, of 2, 4 or 6 digits, lies in the scope; an unknown one in the nation's only."""
        return self.is_whole or (region is not None and any(bare(region).startswith(mine) for mine in self.regions))

    def __or__(self, other: "Scope") -> "Scope":
        return Scope(
            self.regions | other.regions,
            self.organisations | other.organisations,
            self.persons | other.persons,
        )


NOTHING = Scope()
WHOLE = Scope(frozenset({""}))


def bare(region: str) -> str:
    """A region's code without the noughts that only fill it up: a prefix of all that lies in it.

    >>> bare("330000"), bare("330100"), bare("330102"), bare("00")
    ('33', '3301', '330102', '')
    """
    if region == NATION:
        return ""
    shorter = region.removesuffix("0000") if len(region) == 6 else region
    return shorter.removesuffix("00") if len(shorter) == 6 else shorter


def of_region(region: str) -> Scope:
    return Scope(frozenset({bare(region)}))
