"""The clock, read once: everything that a request does happens at one instant."""

from datetime import UTC, date, datetime

from django.http import HttpRequest
from django.utils.timezone import localdate


def instant(request: HttpRequest) -> datetime:
    at: datetime | None = getattr(request, "_instant", None)
    if at is None:
        at = request._instant = datetime.now(UTC)  # type: ignore[attr-defined]
    return at


def today(request: HttpRequest) -> date:
    """The day of the instant, as the calendar on the wall has it."""
    return localdate(instant(request))
