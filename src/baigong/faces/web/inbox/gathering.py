"""An inbox gathered from its sources, and how much is in it, for the masthead."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from django.http import HttpRequest

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.queries import named_people
from baigong.apps.authority.roles import OF_AN_OFFICE, TITLES, Role
from baigong.core.text import msgid
from baigong.faces.clock import today
from baigong.faces.web.callers import caller
from baigong.faces.web.inbox.sources import OWN, SOURCES
from baigong.faces.web.inbox.waiting import Asking, Row, Source, Waiting, by_urgency, standing
from baigong.faces.web.waiting_count import keep_count, kept_count
from baigong.faces.web.words import said, told

WORDS = {
    "node": msgid("the node, which is at it"),
    "confirmers": msgid("somebody who reviews or approves"),
}


def waiting_for(by: Actor, on: date) -> list[Row]:
    """What she can deal with, the most urgent first; the masthead is told how much it is."""
    rows = gathered(SOURCES, by, on)
    if by.account is not None:
        keep_count(by, len(rows))
    return rows


def started_by(by: Actor, on: date) -> list[Row]:
    return gathered(OWN, by, on)


def gathered(sources: Sequence[Source], by: Actor, on: date) -> list[Row]:
    asking = Asking(by, on)
    found = [(source, one) for source in sources if by.roles & source.roles for one in source.found(asking)]
    names = named_people(by.scope_as(OF_AN_OFFICE), {one.asked_by for _, one in found})
    return sorted(_rows(found, names, on), key=by_urgency)


def _rows(found: Iterable[tuple[Source, Waiting]], names: dict[str, str], on: date) -> Iterator[Row]:
    for source, one in found:
        yield Row(source.kind, said(source.title), one, _called(one.asked_by, names), standing(one.due, on))


def _called(asked_by: str, names: dict[str, str]) -> str:
    """A person by her name, a step by its role, the rest as it is."""
    if asked_by in WORDS:
        return said(WORDS[asked_by])
    if asked_by in Role._value2member_map_:
        return told(TITLES[Role(asked_by)])
    return names.get(asked_by, asked_by)


def waiting_count(request: HttpRequest) -> int:
    """At most a minute old, unless she has just done something herself."""
    by = caller(request)
    if by.account is None:
        return 0
    kept = kept_count(by)
    return kept if kept is not None else len(waiting_for(by, today(request)))
