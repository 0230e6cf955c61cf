"""Days, months, instants, quarters and their spans. A day stands for its end; a month or year for its last day."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone

CHINA = timezone(timedelta(hours=8), "+08:00")

_DAY = re.compile(
    r"(?P<y>\d{4})(?:-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})|/(?P<m2>\d{1,2})/(?P<d2>\d{1,2})|\.(?P<m3>\d{1,2})\.(?P<d3>\d{1,2})"
    r"|(?P<m4>\d{2})(?P<d4>\d{2})|年(?P<m5>\d{1,2})月(?P<d5>\d{1,2})日)"
)
_MONTH = re.compile(r"(?P<y>\d{4})(?:-(?P<m1>\d{1,2})|(?P<m2>\d{2})|年(?P<m3>\d{1,2})月)")
# An Excel serial counts days from 1899-12-30; the day 1900-02-29 that it believes in lies before any record of ours.
_EXCEL_DAY_0 = date(1899, 12, 30)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From the first day to the last, both inside."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def covers(self, other: "Span") -> bool:
        return self.first <= other.first and other.last <= self.last


def parse_day(text: str) -> date | None:
    """The day written in one of the six forms that files use; None if it is no day.

    >>> parse_day("2025年6月3日") == parse_day("20250603") == parse_day("2025.6.3") == date(2025, 6, 3)
    True
    """
    return _date(_numbers(_DAY.fullmatch(text)))


def parse_month(text: str) -> date | None:
    """The first day of the month written as `2025-06`, `202506` or `2025年6月`; None if it is no month."""
    return _date([*_numbers(_MONTH.fullmatch(text)), 1])


def parse_instant(text: str) -> datetime | None:
    """An ISO instant with its offset; None without one, because the same words would name two instants."""
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo and len(text) > len("2025-06-03") else None


def day_of_number(number: float) -> date | None:
    """The day in a numeric spreadsheet cell: a whole number 19000101–21001231 is YYYYMMDD, any other an Excel serial.

    The fraction of a serial is its time of day.
    """
    if not 1 <= number < 21001232:
        return None
    whole = int(number)
    if whole == number and whole >= 19000101:
        return _date([whole // 10000, whole // 100 % 100, whole % 100])
    return _EXCEL_DAY_0 + timedelta(days=whole) if whole < 80000 else None


def parse_period(text: str) -> Span | None:
    """A day, a month, a year, or two of them with `/` between, as the days they cover.

    >>> parse_period("2021/2025").last
    datetime.date(2025, 12, 31)
    """
    ends = [_part(part) for part in text.split("/")]
    if len(ends) > 2 or not ends[0] or not ends[-1] or ends[0].first > ends[-1].last:
        return None
    return Span(ends[0].first, ends[-1].last)


def known_at(text: str) -> datetime | None:
    """The instant of `--known`: a bare day means its end, 24:00 at +08:00."""
    day = parse_day(text)
    return end_of(day) if day else parse_instant(text)


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(), CHINA)


def end_of(day: date) -> datetime:
    return start_of(day + timedelta(days=1))


def day_at(instant: datetime) -> date:
    """The day that an instant falls on in China."""
    return instant.astimezone(CHINA).date()


def quarter_of(day: date) -> str:
    """
    >>> quarter_of(date(2024, 9, 30))
    '2024Q3'
    """
    return f"{day.year}Q{(day.month + 2) // 3}"


def quarters(span: Span) -> Iterator[tuple[str, Span]]:
    """The calendar quarters a span touches, each cut to it."""
    first = date(span.first.year, (span.first.month - 1) // 3 * 3 + 1, 1)
    while first <= span.last:
        after = date(first.year + (first.month == 10), (first.month + 3 - 1) % 12 + 1, 1)
        yield quarter_of(first), Span(max(first, span.first), min(after - timedelta(days=1), span.last))
        first = after


def month_end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _part(text: str) -> Span | None:
    if day := parse_day(text):
        return Span(day, day)
    if month := parse_month(text):
        return Span(month, month_end(month))
    if re.fullmatch(r"\d{4}", text) and int(text) > 0:
        return Span(date(int(text), 1, 1), date(int(text), 12, 31))
    return None


def _numbers(match: re.Match[str] | None) -> list[int]:
    return [int(part) for part in match.groups() if part is not None] if match else []


def _date(numbers: list[int]) -> date | None:
    try:
        year, month, day = numbers
        return date(year, month, day)
    except ValueError:
        return None
