"""Competitions, which give a few their certificate."""

import numpy as np
import pyarrow as pa

from baigong.ground.lake.demo.bodies import Institutions, occupations
from baigong.ground.lake.demo.shapes import shape
from baigong.ground.lake.demo.sittings import year_begins
from baigong.ground.lake.demo.texts import always, chosen, column, days, digits, side_by_side

_TIERS = ("national_2", "province", "city", "enterprise")


def competitions(institutions: Institutions, persons: int, random: np.random.Generator) -> pa.RecordBatch:
    """All of one year before the first certificates that name them."""
    rows = max(round(persons / shape("persons_per_competition")), 1)
    year = np.full(rows, shape("identification_since") - 1)
    return pa.RecordBatch.from_pydict(
        {
            "competition": column(side_by_side(f"JS{institutions.place.province}", digits(np.arange(rows), 5))),
            "name": column(side_by_side("合成职业技能竞赛", digits(np.arange(rows), 5))),
            "credit_code": column(np.repeat(institutions.authority[:1], rows, axis=0)),
            "tier": chosen(_TIERS, random.integers(0, len(_TIERS), rows)),
            "occupation": chosen(occupations(), random.integers(0, len(occupations()), rows)),
            "level": always("3", rows),
            "held_on": days(year_begins(year) + random.integers(9, 340, rows)),
            "entrants": pa.array(random.integers(50, 500, rows)),
        }
    )
