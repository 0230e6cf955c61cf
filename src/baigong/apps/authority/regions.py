"""Regions as pages and programs read them: a dated tree, in which an old code leads to where it lies today."""

from dataclasses import dataclass

from baigong.core.codes.region import names_of, parent_of, region_level, region_name, region_now, regions_in
from baigong.core.scope import NATION, Scope
from baigong.core.text import Text


@dataclass(frozen=True, slots=True)
class NameTold:
    name: str
    first: str  # of the editions that have it, as YYYYMM; empty: newer than the editions
    last: str  # empty: it is today's


@dataclass(frozen=True, slots=True)
class RegionTold:
    code: str
    name: Text
    level: str
    parent: str | None
    now: str | None  # the code of today that it lies in; its own where it is of today
    names: tuple[NameTold, ...]


def region(scope: Scope, code: str) -> RegionTold | None:
    """A region of today or of before; public, so that every scope sees it."""
    full = code if code == NATION or len(code) not in (2, 4) else code.ljust(6, "0")
    name = region_name(full, "zh") if len(full) == 6 else None
    if name is None:
        return None
    english = region_name(full, "en") or name
    names = tuple(NameTold(*spell) for spell in names_of(full))
    return RegionTold(
        full, Text(zh=name, en=english), region_level(full), parent_of(full) or NATION, region_now(full), names
    )


def regions(scope: Scope, within: str = NATION) -> list[RegionTold]:
    """Today's regions directly under one."""
    return [told for code in regions_in(within) if (told := region(scope, code))]
