"""Days as a scoreboard writes them: a month by its end, a year by its end, any other day in full."""

from datetime import date, timedelta

from baigong.core.indicators.figure import Figure
from baigong.core.text import Language

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def dated(figure: Figure, language: Language) -> str:
    return spanned(figure.first, figure.last, language)


def spanned(first: date | None, last: date, language: Language) -> str:
    """
    >>> from datetime import date
    >>> spanned(date(2021, 1, 1), date(2025, 8, 31), "en"), spanned(date(2021, 1, 1), date(2025, 8, 31), "zh")
    ('Jan 2021 – Aug 2025', '2021-01至2025-08')
    >>> spanned(date(2024, 1, 1), date(2024, 12, 31), "zh"), spanned(None, date(2024, 12, 31), "en")
    ('2024', 'end of 2024')
    """
    if first is None:
        return _end(last, language)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        dash = "—" if language == "zh" else "–"
        return str(first.year) if first.year == last.year else f"{first.year}{dash}{last.year}"
    gap = "至" if language == "zh" else " – "
    return f"{_month(first, language) if first.day == 1 else first}{gap}{_last(last, language)}"


def _end(last: date, language: Language) -> str:
    if (last.month, last.day) == (12, 31):
        return f"{last.year}年末" if language == "zh" else f"end of {last.year}"
    return _last(last, language)


def _last(last: date, language: Language) -> str:
    return _month(last, language) if (last + timedelta(days=1)).day == 1 else str(last)


def _month(day: date, language: Language) -> str:
    return f"{day:%Y-%m}" if language == "zh" else f"{MONTHS[day.month - 1]} {day.year}"
