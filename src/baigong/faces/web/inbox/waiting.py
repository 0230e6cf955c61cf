"""One thing that waits: what it is, who asked, since when, until when, and where it is dealt with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import NoReverseMatch, reverse

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import Role

SOON = 3  # days before it is due


@dataclass(frozen=True, slots=True)
class Waiting:
    """`asked_by` is an actor as the journal names her, or words; `more` is what else a row says of itself."""

    what: str
    asked_by: str
    since: datetime | date | None
    due: date | None
    href: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class Asking:
    """For whom, on which day."""

    by: Actor
    on: date


@dataclass(frozen=True, slots=True)
class Source:
    """`title` is an English msgid; who has none of the roles is not asked for."""

    kind: str
    title: str
    roles: frozenset[Role]
    found: Callable[[Asking], Iterable[Waiting]]


@dataclass(frozen=True, slots=True)
class Row:
    """As the page shows it: `standing` is late, soon, or empty."""

    kind: str
    title: str
    told: Waiting
    asked_by: str
    standing: str


def standing(due: date | None, on: date) -> str:
    """
    >>> [standing(day, date(2026, 3, 10)) for day in (date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 20), None)]
    ['late', 'soon', '', '']
    """
    if due is None or (due - on).days > SOON:
        return ""
    return "late" if due < on else "soon"


def by_urgency(row: Row) -> tuple[bool, date, date]:
    """By the day they are due; those without one last, the oldest first."""
    due, since = row.told.due, row.told.since
    day = since.date() if isinstance(since, datetime) else since
    return due is None, due or date.max, day or date.max


def way(name: str, *keys: object) -> str:
    """The address of a page of that name, or of the one that lists its kind; none while neither is there."""
    for candidate, told in ((name, keys), (f"{name}s", ())):
        try:
            return reverse(candidate, args=told)
        except NoReverseMatch:
            continue
    return ""
