"""The line list of certificates behind a count, numbers and names masked; more stands on a person's page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.http import HttpResponse
from django.urls import NoReverseMatch, reverse

from baigong.apps.certificates.queries import CertificateLine, certificates_numbered, to_act_on
from baigong.apps.progress.queries import numbers_behind
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.faces.here import node_here
from baigong.faces.web.data.files import Column, download
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.persons.naming import dotted, level_named, occupation_named
from baigong.faces.web.words import said
from baigong.ground.lake.explain.figure import Figure

SHEET = 50
AT_ONCE = 5_000  # of a file, which may be long


@dataclass(frozen=True, slots=True)
class RecordShown:
    number: str
    name: str
    person: str
    occupation: str
    level: str
    issuer: str
    place: str
    issued_on: date
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """`after` is the key of the last row where another sheet follows, so that no number stands in an address."""

    rows: list[RecordShown]
    after: int | None
    is_first: bool


def records_of_sheet(scope: Scope, folder: Path, figure: Figure, *, after: str, on: date) -> Sheet:
    before = to_act_on(scope, int(after)) if after.isascii() and after.isdigit() else None
    since = before.number if before else ""
    numbers = numbers_behind(scope, folder, node_here().plan, figure, after=since, limit=SHEET + 1)
    lines = certificates_numbered(scope, numbers[:SHEET], on=on)
    is_last = len(numbers) <= SHEET or not lines
    return Sheet([_shown(line) for line in lines], None if is_last else lines[-1].id, before is None)


def records_file(scope: Scope, folder: Path, figure: Figure, *, form: str, on: date) -> HttpResponse:
    columns = (
        Column("number", said(msgid("Certificate number")), "code"),
        Column("name", said(msgid("Holder"))),
        Column("occupation", said(msgid("Occupation"))),
        Column("level", said(msgid("Level"))),
        Column("issuer", said(msgid("Issuer"))),
        Column("place", said(msgid("Region"))),
        Column("issued_on", said(msgid("Day of issue")), "day"),
        Column("valid_until", said(msgid("Valid until")), "day"),
    )
    return download("records", columns, _all(scope, folder, figure, on), form)


def _all(scope: Scope, folder: Path, figure: Figure, on: date) -> Iterator[tuple[object, ...]]:
    after, plan = "", node_here().plan
    while numbers := numbers_behind(scope, folder, plan, figure, after=after, limit=AT_ONCE):
        for line in certificates_numbered(scope, numbers, on=on):
            one = _shown(line)
            yield (
                one.number,
                one.name,
                one.occupation,
                one.level,
                one.issuer,
                one.place,
                one.issued_on,
                one.valid_until,
            )
        after = numbers[-1]


def _shown(line: CertificateLine) -> RecordShown:
    return RecordShown(
        dotted(line.number),
        _masked_name(line.name),
        _person(line.person),
        occupation_named(line.occupation, line.occupation_name),
        level_named(line.level),
        line.issuer_name or line.credit_code or "",
        region_named(line.place),
        line.issued_on,
        line.valid_until,
    )


def _masked_name(name: str | None) -> str:
    """
    >>> _masked_name("兰小燕")
    '兰••'
    """
    return name[:1] + "•" * (len(name) - 1) if name else ""


def _person(key: int) -> str:
    try:
        return reverse("person", args=[key])
    except NoReverseMatch:
        return ""
