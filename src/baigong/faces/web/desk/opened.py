"""Which letters a browser has opened by number and code: for as long as it stays open, and no code is kept."""

from typing import Any

from django.http import HttpRequest

from baigong.apps.desk.queries import enquiry_by_number

KEY = "letters"
AT_MOST = 10


def keep_open(request: HttpRequest, row: Any) -> None:
    kept = [number for number in request.session.get(KEY, []) if number != row.number]
    request.session[KEY] = [*kept, row.number][-AT_MOST:]


def leave(request: HttpRequest, number: str) -> None:
    """On a machine that others use too."""
    request.session[KEY] = [kept for kept in request.session.get(KEY, []) if kept != number]


def row_kept_open(request: HttpRequest, number: str) -> Any:
    """The row, if this browser has shown its code; else None."""
    return enquiry_by_number(number) if number in request.session.get(KEY, []) else None
