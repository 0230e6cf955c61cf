"""An act of the tests' own that takes three people; it is in no app, and on the list of acts only meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

from baigong.apps.authority.acts import ACTS, act, change
from baigong.apps.authority.roles import OFFICERS, Role

AT = datetime(2025, 7, 1, 9, tzinfo=UTC)
CHAIN = (Role.HANDLER, Role.REVIEWER, Role.APPROVER)


def may_name(office, *, by, **_):
    return by.may_as(OFFICERS, region=office.region)


@contextmanager
def an_act_of_several() -> Iterator[str]:
    def name_office(office, *, name: str, since: date | None = None, by, at):
        change(office, name_zh=name)
        return since

    name_office.__module__ = "baigong.apps.tests.actions"
    act(allowed=may_name, chain=CHAIN)(name_office)
    name = "tests.name_office"
    try:
        yield name
    finally:
        del ACTS[name]
