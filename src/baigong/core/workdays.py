"""Working days: Monday to Friday, but for the days that the calendar says otherwise of."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType

DAY = timedelta(days=1)
NONE: Mapping[date, bool] = MappingProxyType({})


def is_worked(day: date, otherwise: Mapping[date, bool] = NONE) -> bool:
    """`otherwise`: days that are worked (or not) against the week, as the State Council announces them each year."""
    return otherwise.get(day, day.weekday() < 5)


def after_working_days(day: date, count: int, otherwise: Mapping[date, bool] = NONE) -> date:
    """The last day of a time of so many working days; the day itself is not counted (Civil Code, art. 201).

    >>> after_working_days(date(2025, 6, 27), 2)
    datetime.date(2025, 7, 1)
    """
    while count > 0:
        day += DAY
        count -= is_worked(day, otherwise)
    return day
