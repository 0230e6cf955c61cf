"""Rows for those who act on them: found where the actor may see them, else as if they were not there."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from baigong.apps.registry.models import (
    Benefit,
    Consent,
    Dispute,
    Employment,
    Filing,
    Identifier,
    Insurance,
    Licence,
    Merge,
    MergeCandidate,
    Organisation,
    Person,
    Status,
)
from baigong.core.scope import Scope

ROWS: Mapping[str, type[models.Model]] = {
    "persons": Person,
    "identifiers": Identifier,
    "merges": Merge,
    "candidates": MergeCandidate,
    "organisations": Organisation,
    "filings": Filing,
    "licences": Licence,
    "insurance": Insurance,
    "benefits": Benefit,
    "statuses": Status,
    "employments": Employment,
    "disputes": Dispute,
    "consents": Consent,
}


KINDS = {model._meta.label_lower: kind for kind, model in ROWS.items()}


def kind_of(record: str) -> tuple[str, int]:
    """The kind and the key of a record as the journal names it; the kind is empty where it is no row of ours.

    >>> kind_of("registry.employment/17")
    ('employments', 17)
    """
    label, _, key = record.rpartition("/")
    return KINDS.get(label, ""), int(key)


def to_act_on(scope: Scope, kind: str, id: int) -> Any | None:
    """A row of one of the kinds above."""
    row = ROWS[kind]._default_manager.filter(pk=id).first()
    return row if row is not None and may_act_on(scope, row) else None


def may_act_on(scope: Scope, row: Any) -> bool:
    bearer = getattr(row, "bearer", None) or getattr(row, "person_id", None)
    bodies = {getattr(row, name, None) for name in ("credit_code", "organisation")} - {None, ""}
    place = getattr(row, "place", None)
    return bool(
        (place and scope.holds_region(place))
        or scope.is_whole
        or (bearer is not None and bearer in scope.persons)
        or bodies & scope.organisations
    )
