"""Disputes as pages tell them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from baigong.apps.certificates import queries as certificates
from baigong.apps.registry import queries
from baigong.apps.registry.queries import DisputeLine
from baigong.apps.registry.states import DISPUTE
from baigong.faces.web.persons.naming import cells, headed, place_named, titled
from baigong.faces.web.persons.seeing import scope_of
from baigong.faces.web.words import told
from baigong.ground.lake.schema.tables import TABLES

OF_CERTIFICATES = "certificates.certificate"


@dataclass(frozen=True, slots=True)
class DisputeTold:
    """`table` and `id` name the record, `about` is the column that is said to be wrong, if one is named."""

    line: DisputeLine
    table: str
    id: int
    title: str
    about: str
    state: str
    place: str


def disputes_told(lines: Iterable[DisputeLine]) -> list[DisputeTold]:
    return [dispute_told(line) for line in lines]


def dispute_told(line: DisputeLine) -> DisputeTold:
    kind, key = record_of(line.record)
    state = told(dict(DISPUTE.states)[line.state])
    title = titled(kind) if kind in TABLES else kind
    return DisputeTold(line, kind, key, title, headed(kind, line.column), state, place_named(line.place))


def record_of(record: str) -> tuple[str, int]:
    """The table and the key of a record as the journal names it."""
    label, _, key = record.rpartition("/")
    return ("certificates", int(key)) if label == OF_CERTIFICATES else queries.kind_of(record)


def record_shown(request: HttpRequest, table: str, key: int) -> tuple[Any, list[tuple[str, str]]]:
    """The row, for whom it concerns, and what it says; nothing where the reader may not see it."""
    scope = scope_of(request)
    if table == "certificates":
        kept = certificates.to_act_on(scope, key)
    else:
        kept = queries.to_act_on(scope, table, key) if table in TABLES else None
    if kept is None:
        return None, []
    return kept, cells(TABLES[table], queries.cells_of(TABLES[table], kept))
