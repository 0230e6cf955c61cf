"""The journal as those read it who watch over a region. Whoever reads, does so by `authority.read_journal`."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q

from baigong.apps.journal.models import Line, Seal
from baigong.core.scope import Scope

LONGEST = 200


@dataclass(frozen=True, slots=True)
class Told:
    """A line as it is read; `seal` is None until it is sealed."""

    id: int
    act: str
    subject: str
    actor: str
    office: str
    region: str
    at: datetime
    facts: Mapping[str, Any]
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    seal: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Lines of one act, on one subject (`registry.person/17`), by one actor (`account/5`); empty: of any."""

    act: str = ""
    subject: str = ""
    actor: str = ""

    def cells(self) -> dict[str, str]:
        return {name: value for name, value in asdict(self).items() if value}


ANYTHING = Asked()


def lines(scope: Scope, asked: Asked = ANYTHING, *, after: int | None = None, limit: int = 50) -> list[Told]:
    """Newest first; `after` is the last line that was shown already."""
    found = Line.objects.filter(_within(scope), **asked.cells())
    if after is not None:
        found = found.filter(id__lt=after)
    return [_told(line) for line in found.order_by("-id")[: min(limit, LONGEST)]]


def _within(scope: Scope) -> Q:
    """Lines of the nation, and those that lie nowhere, are the nation's to read."""
    if scope.is_whole:
        return Q()
    return reduce(or_, (Q(region__startswith=prefix) for prefix in scope.regions), Q(pk=None))


def _told(line: Line) -> Told:
    return Told(**{name: getattr(line, name) for name in Told.__dataclass_fields__})


@dataclass(frozen=True, slots=True)
class Head:
    """The last seal: written down elsewhere, it shows later whether the journal still holds what it held."""

    seal: int
    digest: str
    at: datetime


def head() -> Head | None:
    seal = Seal.objects.order_by("-id").first()
    return Head(seal.pk, bytes(seal.digest).hex(), seal.at) if seal else None
