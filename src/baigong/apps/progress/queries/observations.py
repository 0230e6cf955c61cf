"""Published figures: those on record here, and those that the plan itself declares, each with its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pyarrow as pa

from baigong.apps.progress.models import Observation
from baigong.apps.registry.models import EarlierState
from baigong.core.indicators.figure import Figure
from baigong.core.plans import Plan
from baigong.core.refusal import Refusal
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.ground.lake.observed import observed_figures
from baigong.ground.lake.schema.tables import OBSERVATIONS


@dataclass(frozen=True, slots=True)
class ObservationBefore:
    """A state that was superseded by a line of the journal."""

    value: float | None
    relation: str | None
    unit: str | None
    definition: str | None
    published_on: str | None
    line: int


class NoSuchObservation(Refusal):
    code = "progress.observation.not_found"
    sentence = msgid("There is no published figure %(id)s that you may see.")


@dataclass(frozen=True, slots=True)
class ObservationShown:
    """`id` is None for what the plan declares; what was withdrawn is shown, and used no more."""

    id: int | None
    indicator: str
    region: str
    period: str
    source: str
    value: float | None
    relation: str
    unit: str | None
    definition: str | None
    published_on: date | None
    withdrawn_at: datetime | None
    is_declared: bool
    line: int | None


def observations(
    scope: Scope, *, region: str | None = None, definition: str = "", after: int | None = None, limit: int = 50
) -> list[ObservationShown]:
    """Those on record, of the regions in scope; the nation's are everybody's."""
    found = Observation.objects.order_by("id")
    if region:
        found = found.filter(region=region)
    if definition:
        found = found.filter(definition=definition)
    seen = (row for row in found.filter(id__gt=after or 0).iterator() if _is_seen(scope, row))
    return [_shown(row) for row, _ in zip(seen, range(limit), strict=False)]


def declared(plan: Plan, *, region: str | None = None, definition: str = "") -> list[ObservationShown]:
    """What the plan package declares; nothing of it can be corrected here."""
    return [
        ObservationShown(
            None,
            seen.indicator,
            seen.region,
            f"{seen.first}/{seen.last}" if seen.first else str(seen.last or ""),
            seen.source,
            float(seen.value),
            seen.relation,
            seen.unit,
            seen.definition,
            seen.published_on,
            None,
            True,
            None,
        )
        for seen in plan.observations
        if region in (None, seen.region) and definition in ("", seen.definition)
    ]


def observation_row(scope: Scope, id: int) -> Observation:
    """For acts on it."""
    row = Observation.objects.filter(pk=id).first()
    if row is None or not _is_seen(scope, row):
        raise NoSuchObservation(id=id)
    return row


def observation_history(scope: Scope, id: int) -> list[ObservationBefore]:
    """What a figure said before, from the first state on."""
    row = observation_row(scope, id)
    before = EarlierState.objects.filter(table="observations", row=row.pk).order_by("id")
    return [_before(state.cells, state.until) for state in before]


def figures_on_record(scope: Scope, plan: Plan) -> tuple[Figure, ...]:
    """Those that can judge, or be a denominator: of a definition of the plan and not withdrawn."""
    rows = Observation.objects.filter(definition__in=list(plan.definitions), withdrawn_at=None)
    found = [{name: getattr(row, name) for name in OBSERVATIONS.schema.names} for row in rows if _is_seen(scope, row)]
    return observed_figures(pa.Table.from_pylist(found, OBSERVATIONS.schema), plan)


def _is_seen(scope: Scope, row: Observation) -> bool:
    return row.region == "00" or scope.holds_region(row.place)


def _shown(row: Observation) -> ObservationShown:
    cells = {name: getattr(row, name) for name in ObservationShown.__slots__ if name != "is_declared"}
    return ObservationShown(**{**cells, "relation": row.relation or "="}, is_declared=False)


def _before(cells: Mapping[str, Any], line: int) -> ObservationBefore:
    return ObservationBefore(
        value=cells["value"],
        relation=cells["relation"],
        unit=cells["unit"],
        definition=cells["definition"],
        published_on=cells["published_on"],
        line=line,
    )
