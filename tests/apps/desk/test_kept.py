"""How the promise was kept, as everybody sees it."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from apps.desk.making import AT, settled_enquiry
from baigong.apps.desk.kept import PromiseKept, promise_kept
from baigong.core.scope import NOTHING
from cast import BEIJING, HANGZHOU

pytestmark = pytest.mark.django_db
AUGUST = date(2025, 8, 1)


def test_it_counts_what_came_what_was_in_time_and_how_long_it_took():
    for days, promised in ((2, 22), (4, 22), (10, 8)):
        settled_enquiry(
            HANGZHOU, "answered", answered_at=AT + timedelta(days=days), promised_for=date(2025, 7, promised)
        )
    settled_enquiry(HANGZHOU, due_on=date(2025, 7, 31))  # waits, and is late
    settled_enquiry("330102", due_on=date(2025, 8, 1))  # waits until tonight
    settled_enquiry(BEIJING)
    settled_enquiry(HANGZHOU, received_at=AT - timedelta(days=400))

    assert promise_kept(NOTHING, region=HANGZHOU, on=AUGUST) == PromiseKept(
        HANGZHOU,
        date(2024, 8, 2),
        AUGUST,
        received=5,
        answered=3,
        in_time=2,
        late=2,
        waiting=1,
        median_days=Decimal("4.0"),
    )


def test_where_nothing_came_there_is_no_median():
    kept = promise_kept(NOTHING, region="00", on=AUGUST)

    assert (kept.received, kept.in_time, kept.median_days) == (0, 0, None)
