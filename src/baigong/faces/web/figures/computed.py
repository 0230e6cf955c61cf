"""What the published readings of the node's own records say, for targets and for cells."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from baigong.apps.progress.queries import ComputedShown, Published
from baigong.core.indicators.figure import Figure, Relation
from baigong.core.indicators.target import Target
from baigong.core.periods import day_at
from baigong.core.plans import Plan
from baigong.faces.web.design.amounts import amount
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.figures.addresses import PUBLISHED, ROOM
from baigong.faces.web.figures.asked import TargetAsked
from baigong.faces.web.figures.page import Beside, Part
from baigong.faces.web.figures.wording import part_of
from baigong.faces.web.known.standing import Told, known_day, readings_out, targets_of
from baigong.faces.web.words import reader
from baigong.ground.lake.computed import RECORDS


def beside(target: Target, asked: TargetAsked, plan: Plan, out: Told) -> Beside | None:
    """By the last published reading that was out by then and says something of the target for the region."""
    for reading in readings_out(out):
        if reading.on <= asked.on and day_at(reading.published_at) <= asked.known:
            own = targets_of(reading.number, out).get((target.target, asked.region))
            if own:
                return _beside(own, reading, target, plan)
    return None


def _beside(own: ComputedShown, reading: Published, target: Target, plan: Plan) -> Beside:
    unit = target.unit if target.is_gain else plan.definitions[target.definition].unit
    shown = amount(Fraction(own.value), _relation(own.relation), unit=unit, plan=plan, language=reader())
    parts = list(_parts(own, target, plan))
    return Beside(
        amount=shown,
        status=own.status,
        when=str(own.last),
        reading=reading.number,
        region=region_named(own.region),
        synthetic=reading.synthetic,
        parts=parts,
        counted=[part for part in parts if part.href and not part.href.startswith(ROOM + PUBLISHED)],
        data_as_of=str(known_day(reading) or day_at(reading.data_as_of)),
        quarantined=reading.quarantined,
    )


def _parts(own: ComputedShown, target: Target, plan: Plan) -> Iterator[Part]:
    """The counts and published figures it was made of, each with the way to its own page."""
    if not own.parts and target.counting:
        levels = target.counting.levels
        whole = Figure(Fraction(own.value), "=", own.last, target.counting.series, RECORDS, own.first, own.region)
        yield part_of(whole, plan) if not levels else replace(part_of(whole, plan), href="")
    for part in own.parts:
        yield part_of(_figure(part, own.region), plan)


def _figure(part: Mapping[str, Any], region: str) -> Figure:
    return Figure(
        Fraction(part["value"]),
        _relation(part["relation"]),
        date.fromisoformat(part["last"]),
        part["definition"],
        part["source"],
        region=region,
    )


def _relation(written: str) -> Relation:
    return written  # type: ignore[return-value]
