"""What the records of a package say of the targets: the part of `baigong targets` that needs the lake."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from baigong.core.indicators.judging import Judgement
from baigong.core.plans import Plan
from baigong.ground.lake.computed import Asked, computed
from baigong.ground.lake.source import opened_lake


@dataclass(frozen=True, slots=True)
class Computed:
    """Judgements by target id, for the package's own region."""

    region: str | None
    synthetic: bool
    quarantined: int
    judgements: dict[str, Judgement]
    of_node: bool = False


def of_package(plan: Plan, package: str, *, on: date) -> Computed:
    with opened_lake(Path(package), plan=plan, now=datetime.now(UTC)) as source:
        judgements = computed(plan, source, Asked(on))
        return Computed(source.region, source.synthetic, sum(source.quarantined.values()), judgements)
