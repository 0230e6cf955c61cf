"""How long things are kept, in one place.

[assumption] No published rule was found for any of these times; docs/registry.md says so and where each is used.
"""

from datetime import date, timedelta

DISPUTE_KEPT_FOR = timedelta(days=5 * 365)  # after its answer: then its words go
CONSENT_KEPT_FOR = timedelta(days=3 * 365)  # after its end
FORGOTTEN_AFTER = 10  # years since a person left the labour force


def years_before(day: date, years: int) -> date:
    """
    >>> years_before(date(2024, 2, 29), 1)
    datetime.date(2023, 2, 28)
    """
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
