"""What a plan is: its actions, measures, agreements and targets, and the published figures it is judged by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Literal

from baigong.core.indicators.figure import Figure, Relation
from baigong.core.indicators.target import Target
from baigong.core.periods import Span
from baigong.core.text import Text

NATION = "00"


@dataclass(frozen=True, slots=True)
class Action:
    """A heading of the plan; `is_action` is false for the policy heading, which stands beside the actions."""

    action: str
    name: Text
    is_action: bool


@dataclass(frozen=True, slots=True)
class Measure:
    """`name` is None where the plan counts a measure whose name nobody has verified.

    The names are those of the article that announced the plan; the Chinese wording is ours (`is_our_wording`).
    """

    number: int
    action: str
    name: Text | None
    rule: Text | None
    source: str
    targets: tuple[str, ...]
    is_our_wording: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """`signed` is as the source tells it: few have a day."""

    region: str
    party: Text
    name: Text
    signed: Text
    commitments: Text | None
    source: str
    is_named_by_plan: bool


@dataclass(frozen=True, slots=True)
class Region:
    """`group` is the plan's own region: east, central, west or northeast; empty for the nation."""

    region: str
    name: Text
    group: str


@dataclass(frozen=True, slots=True)
class Source:
    """`dated` is as written; `published_on` the last day of the day, month or year that it tells, None if none."""

    source: str
    title: str
    publisher: str
    dated: str
    reliability: str
    published_on: date | None


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure counts and how; figures of two definitions are never chained."""

    definition: str
    text: Text
    unit: str


@dataclass(frozen=True, slots=True)
class Observation:
    """A published figure in base units. `last` is None where its date is uncertain: kept, never used.

    `first` belongs to what is counted over a span; `series` names the stretch between two breaks of one definition.
    """

    indicator: str
    definition: str
    series: str
    region: str
    first: date | None
    last: date | None
    value: Decimal
    relation: Relation
    unit: str
    source: str
    published_on: date | None
    note: str

    @property
    def figure(self) -> Figure | None:
        if self.last is None:
            return None
        return Figure(
            value=Fraction(self.value),
            relation=self.relation,
            first=self.first,
            last=self.last,
            definition=self.definition,
            series=self.series,
            region=self.region,
            source=self.source,
            published_on=self.published_on,
        )


@dataclass(frozen=True, slots=True)
class RetirementAge:
    """A statutory age that rises by a month for every so many months from a day on, up to a last age."""

    sex: Literal["M", "F"]
    kind: str
    name: Text
    months: int
    rises_from: date
    month_for_every: int
    months_in_the_end: int
    reference: Text

    def months_for(self, born_on: date) -> int:
        """The statutory age, in months, of who was born on that day."""
        reached = born_on.year * 12 + born_on.month + self.months
        late = reached - (self.rises_from.year * 12 + self.rises_from.month)
        if late < 0:
            return self.months
        return min(self.months + late // self.month_for_every + 1, self.months_in_the_end)


@dataclass(frozen=True, slots=True)
class Settings:
    apprentice_worker_is_skilled: bool
    pass_mark: Decimal
    pass_mark_is_verified: bool
    northeast: Literal["east", "central_west"] | None
    retirement_ages: tuple[RetirementAge, ...]


@dataclass(frozen=True)
class Plan:
    """One plan package, whole. Texts of the law are data; nothing here knows how anything is counted or shown."""

    name: Text
    first_day: date
    last_day: date
    documents: Mapping[str, Text]
    actions: tuple[Action, ...]
    measures: tuple[Measure, ...]
    agreements: tuple[Agreement, ...]
    targets: tuple[Target, ...]
    regions: Mapping[str, Region]
    scopes: Mapping[str, tuple[str, ...]]
    definitions: Mapping[str, Definition]
    units: Mapping[str, Text]
    observations: tuple[Observation, ...]
    sources: Mapping[str, Source]
    levels: Mapping[str, Text]
    settings: Settings

    @property
    def span(self) -> Span:
        return Span(self.first_day, self.last_day)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The observations whose date is certain."""
        return tuple(figure for seen in self.observations if (figure := seen.figure))

    def judged_regions(self, target: Target) -> tuple[str, ...]:
        """Where a target is judged: a group of provinces is judged one by one, each against the group's goal."""
        groups = self.scopes.get(target.scope)
        if groups is None:
            return (target.scope,)
        return tuple(region.region for region in self.regions.values() if self._group(region) in groups)

    @property
    def undecided_regions(self) -> tuple[Region, ...]:
        """Those whose treatment the plan does not tell: no group target is judged for them until it is set."""
        if self.settings.northeast:
            return ()
        return tuple(region for region in self.regions.values() if region.group == "northeast")

    def _group(self, region: Region) -> str:
        decided = {"east": "east", "central_west": "central"}
        if region.group == "northeast" and self.settings.northeast:
            return decided[self.settings.northeast]
        return region.group
