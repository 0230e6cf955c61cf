"""A person's results in batches that have been made public or decided."""

from dataclasses import dataclass
from datetime import date

from baigong.apps.certificates.models import Draft
from baigong.core.scope import Scope

# Before the public notice a result may still change; a withdrawn batch has none.
TOLD = ("noticed", "closed", "issuing", "issued", "recalled")


@dataclass(frozen=True, slots=True)
class ResultLine:
    id: int
    batch: str
    occupation: str
    occupation_name: str
    level: str
    held_on: date
    passed: str


def results(scope: Scope) -> list[ResultLine]:
    """Newest first; one that was struck is none."""
    rows = Draft.objects.filter(holder__person__in=scope.persons, batch__state__in=TOLD).exclude(state="struck")
    return [
        ResultLine(
            id=row.pk,
            batch=row.batch.key,
            occupation=row.batch.occupation,
            occupation_name=row.batch.occupation_name,
            level=row.batch.level,
            held_on=row.batch.held_on,
            passed=row.passed,
        )
        for row in rows.select_related("batch").order_by("-batch__held_on", "-id")
    ]
