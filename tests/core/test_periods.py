"""Days, months, instants, quarters and spans."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from baigong.core.periods import (
    CHINA,
    Span,
    day_at,
    day_of_number,
    end_of,
    known_at,
    month_end,
    parse_day,
    parse_instant,
    parse_month,
    parse_period,
    quarter_of,
    quarters,
)

DAYS = st.dates(date(1950, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize("written", ["2025-06-03", "2025-6-3", "2025/6/3", "2025.6.3", "20250603", "2025年6月3日"])
def test_a_day_is_read_in_every_form_that_files_use(written):
    assert parse_day(written) == date(2025, 6, 3)


@pytest.mark.parametrize(
    "written", ["2025-02-29", "2025-13-01", "2025-06", "20250632", "3/6/2025", "today", "", "25-6-3"]
)
def test_what_is_no_day_is_not_guessed(written):
    assert parse_day(written) is None


@pytest.mark.parametrize("written", ["2025-06", "202506", "2025年6月", "2025-6"])
def test_a_month_is_its_first_day(written):
    assert parse_month(written) == date(2025, 6, 1)


@pytest.mark.parametrize("written", ["2025-13", "2025", "2025-06-03"])
def test_what_is_no_month_is_not_guessed(written):
    assert parse_month(written) is None


def test_an_instant_needs_its_offset():
    assert parse_instant("2025-06-03T09:00:00") is None
    assert parse_instant("2025-06-03") is None
    assert parse_instant("2025-06-03T09:00:00+08:00") == datetime(2025, 6, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("number", "day"),
    [
        (20250603.0, date(2025, 6, 3)),
        (45811.0, date(2025, 6, 3)),
        (45811.75, date(2025, 6, 3)),
        (20250632.0, None),
        (0.5, None),
        (99999999.0, None),
    ],
)
def test_a_number_in_a_day_column_is_a_date_written_whole_or_a_serial(number, day):
    assert day_of_number(number) == day


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2020-12-31", date(2020, 12, 31), date(2020, 12, 31)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-01-01/2025-08-31", date(2021, 1, 1), date(2025, 8, 31)),
        ("2021/2025", date(2021, 1, 1), date(2025, 12, 31)),
    ],
)
def test_a_period_is_the_days_it_covers(written, first, last):
    assert parse_period(written) == Span(first, last)


@pytest.mark.parametrize("written", ["2025/2021", "2021/2022/2023", "", "soon"])
def test_what_is_no_period_is_refused(written):
    assert parse_period(written) is None


def test_known_on_a_bare_day_means_the_end_of_that_day_in_china():
    assert known_at("2025-06-30") == datetime(2025, 7, 1, tzinfo=CHINA)
    assert known_at("2025-06-30T09:00:00+00:00") == datetime(2025, 6, 30, 9, tzinfo=UTC)
    assert known_at("never") is None


def test_an_instant_late_in_the_evening_abroad_is_the_next_day_in_china():
    assert day_at(datetime(2025, 6, 30, 20, tzinfo=UTC)) == date(2025, 7, 1)


@given(DAYS)
def test_a_day_written_in_iso_is_read_back(day):
    assert parse_day(day.isoformat()) == day


@given(DAYS, st.integers(0, 2000))
def test_quarters_cover_a_span_without_gap_or_overlap(first, length):
    span = Span(first, first + timedelta(days=length))

    pieces = list(quarters(span))

    assert pieces[0][1].first == span.first
    assert pieces[-1][1].last == span.last
    assert all(before.last + timedelta(days=1) == after.first for (_, before), (_, after) in pairwise(pieces))
    assert all(name == quarter_of(piece.first) == quarter_of(piece.last) for name, piece in pieces)


@given(DAYS)
def test_the_end_of_a_day_is_the_start_of_the_next(day):
    assert day_at(end_of(day)) == day + timedelta(days=1)


def test_a_month_ends_on_its_last_day():
    assert month_end(date(2024, 2, 1)) == date(2024, 2, 29)
