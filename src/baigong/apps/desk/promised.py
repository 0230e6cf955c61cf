"""By which day an enquiry is answered: the region's promise in the catalogue."""

from datetime import date

from baigong.apps.catalogue.queries import PromiseShown, due_on, promise
from baigong.core.scope import WHOLE

REOPEN_DAYS = 30  # [assumption] after an answer; then an enquiry that was answered is closed. docs/desk.md


def about(kind: str) -> str:
    """How the promise is named in the catalogue."""
    return f"desk.answer_{kind}"


def promise_of(kind: str, *, region: str, on: date) -> PromiseShown:
    told = promise(WHOLE, about(kind), region=region, on=on)
    assert told is not None  # where nobody entered one, the catalogue assumes one
    return told


def due_day(kind: str, *, region: str, on: date) -> date:
    told = due_on(WHOLE, about(kind), region=region, on=on)
    assert told is not None
    return told
