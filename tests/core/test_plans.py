from datetime import date
from decimal import Decimal

import pytest

from baigong.core.plans import Observation, RetirementAge
from baigong.core.text import Text

MEN = RetirementAge("M", "worker", Text("男职工", "men"), 720, date(2025, 1, 1), 4, 756, Text("决定", "decision"))


@pytest.mark.parametrize(
    ("born_on", "months"),
    # The table annexed to the Measures of 2024: born 1964-12 → 60 years, 1965-01 → 60 and 1 month, 1976-09 → 63 years.
    [
        (date(1964, 12, 31), 720),
        (date(1965, 1, 1), 721),
        (date(1965, 4, 30), 721),
        (date(1965, 5, 1), 722),
        (date(1976, 8, 31), 755),
        (date(1976, 9, 1), 756),
        (date(1990, 1, 1), 756),
    ],
)
def test_the_statutory_age_of_men_rises_by_a_month_every_four(born_on, months):
    assert MEN.months_for(born_on) == months


def test_an_observation_of_uncertain_date_is_no_figure():
    seen = Observation(
        "high_share",
        "high_share",
        "",
        "32",
        None,
        None,
        Decimal("0.331"),
        "=",
        "ratio",
        "S106",
        None,
        "Jan (2024 or 2025)",
    )

    assert seen.figure is None
