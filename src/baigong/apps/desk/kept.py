"""How the promise was kept: for everybody to see, counted each time it is asked, never stored."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.db import connection

from baigong.core.scope import Scope, bare


@dataclass(frozen=True, slots=True)
class PromiseKept:
    """Of those received from `first` to `last`: `late` counts also what waits beyond its day; `waiting` is in time yet.

    `median_days` are calendar days from the day of receiving to the day of the first answer; None: none is answered.
    """

    region: str
    first: date
    last: date
    received: int
    answered: int
    in_time: int
    late: int
    waiting: int
    median_days: Decimal | None


KEPT = """
WITH e AS (
    SELECT (received_at AT TIME ZONE %(zone)s)::date AS came, (answered_at AT TIME ZONE %(zone)s)::date AS told,
           due_on, promised_for
    FROM desk_enquiry
    WHERE (received_at AT TIME ZONE %(zone)s)::date BETWEEN %(first)s AND %(last)s AND starts_with(region, %(prefix)s)
)
SELECT count(*), count(told), count(*) FILTER (WHERE told <= promised_for),
       count(*) FILTER (WHERE told > promised_for OR (told IS NULL AND due_on < %(last)s)),
       count(*) FILTER (WHERE told IS NULL AND due_on >= %(last)s),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY told - came)
FROM e
"""


def promise_kept(scope: Scope, *, region: str, on: date) -> PromiseKept:
    """Of a region and all that lies in it, over the twelve months that end with a day; public, so in every scope."""
    first = _a_year_before(on)
    asked = {"zone": settings.TIME_ZONE, "first": first, "last": on, "prefix": bare(region)}
    with connection.cursor() as cursor:
        cursor.execute(KEPT, asked)
        received, answered, in_time, late, waiting, median = cursor.fetchone()
    days = None if median is None else Decimal(str(median))
    return PromiseKept(region, first, on, received, answered, in_time, late, waiting, days)


def _a_year_before(day: date) -> date:
    """
    >>> _a_year_before(date(2024, 2, 29)), _a_year_before(date(2025, 7, 1))
    (datetime.date(2023, 3, 1), datetime.date(2024, 7, 2))
    """
    before = date(day.year - 1, 3, 1) if (day.month, day.day) == (2, 29) else day.replace(year=day.year - 1)
    return before if (day.month, day.day) == (2, 29) else date.fromordinal(before.toordinal() + 1)
