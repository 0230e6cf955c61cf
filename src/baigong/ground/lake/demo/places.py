"""Where the invented people live: counties of today's table, and how many persons each province gets."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from baigong.core.codes import tables
from baigong.core.codes.region import PROVINCES, XPCC, region, same_or_within
from baigong.core.plans import NATION
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.lake.demo.texts import Bytes, Whole, letters

# The cities of the corps stand under Xinjiang's digits; identity numbers are theirs, records are kept under 66.
_CORPS_CITIES = "6590"


class NoSuchPlace(Refusal):
    code = "demo.no_such_region"
    sentence = msgid(
        "No counties are known for the region “%(region)s”; write 00 for the nation, or a code of 2, 4 or 6 digits "
        "such as 33."
    )


@dataclass(frozen=True)
class Place:
    """A province, or the part of it asked for: six digits of each county, as identity numbers and records say them."""

    province: str
    counties: Bytes
    regions: Bytes

    @property
    def count(self) -> int:
        return len(self.counties)


def places(asked: str, weights: Mapping[str, float], persons: int) -> list[tuple[Place, int]]:
    """The provinces in order of code, and their shares of the persons; one place where a part of one is asked for."""
    if asked != NATION:
        return [(_place(asked), persons)]
    found = [_place(code) for code in weights]
    shares = apportioned(persons, np.array(list(weights.values())))
    return [(place, int(share)) for place, share in zip(found, shares, strict=True) if share]


def apportioned(whole: int, weights: NDArray[np.float64]) -> Whole:
    """Whole numbers in proportion to the weights that add up to the whole; the largest remainders get what is left."""
    exact = whole * weights / weights.sum()
    shares: Whole = np.floor(exact).astype(np.int64)
    order = np.argsort(shares - exact, kind="stable")
    shares[order[: whole - int(shares.sum())]] += 1
    return shares


def _place(asked: str) -> Place:
    province = asked[:2]
    if province == XPCC:
        counties = _counties(_CORPS_CITIES)
        return Place(province, letters(counties), letters([f"{XPCC}0000"] * len(counties)))
    counties = [code for code in _counties(asked) if not code.startswith(_CORPS_CITIES)]
    if province not in PROVINCES or not counties:
        raise NoSuchPlace(region=asked)
    return Place(province, letters(counties), letters(counties))


def _counties(prefix: str) -> list[str]:
    known = [code for code, _, _, last in tables.rows("regions") if not last and not code.endswith("00")]
    return [code for code in known if same_or_within(code, prefix) and region(code)]
