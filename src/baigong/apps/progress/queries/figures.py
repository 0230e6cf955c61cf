"""Figures counted now, from the node's lake: scores, targets, and the records behind a figure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from baigong.apps.progress.counting import judged_region
from baigong.apps.progress.queries.observations import figures_on_record
from baigong.core.indicators.judging import Judgement
from baigong.core.plans import Plan
from baigong.core.refusal import Refusal
from baigong.core.scope import WHOLE, Scope
from baigong.core.text import Text, msgid
from baigong.ground.lake.computed import Asked, computed
from baigong.ground.lake.count.beside import beside
from baigong.ground.lake.count.counting import Score, count
from baigong.ground.lake.count.question import SERIES, Question
from baigong.ground.lake.explain.definitions import DEFINITIONS, clause_of
from baigong.ground.lake.explain.figure import Figure
from baigong.ground.lake.explain.proof import Provable, nothing_provable
from baigong.ground.lake.explain.proof import provable as proved
from baigong.ground.lake.explain.records import numbers_behind as in_order
from baigong.ground.lake.explain.records import records_of
from baigong.ground.lake.layout.lake import Lake, open_lake
from baigong.ground.lake.source import Source

REGIONS = {6: "region6", 4: "region4", 2: "region"}  # the breakdown by how many digits a region has


class OutOfScope(Refusal):
    code = "progress.out_of_scope"
    sentence = msgid("These figures lie outside of your region; name a region of your own: %(regions)s.")


@dataclass(frozen=True, slots=True)
class Vintage:
    """What every figure says of where it comes from."""

    region: str
    seal: int
    data_as_of: str
    synthetic: bool
    quarantined: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class RowCounted:
    labels: Mapping[str, str | None]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LineBeside:
    """An of-which line, never inside its series."""

    series: str
    line: str
    value: int


@dataclass(frozen=True, slots=True)
class Scored:
    question: Question
    vintage: Vintage
    rows: tuple[RowCounted, ...]
    total: Mapping[str, int]
    of_which: tuple[LineBeside, ...]
    electronic_records_since: date | None
    first_naming_a_prior_certificate: int
    first_high_promoted: int


@dataclass(frozen=True, slots=True)
class Explained:
    figure: str
    value: int
    definition: Text
    clause: Text
    vintage: Vintage
    records: int
    sample: tuple[str, ...]
    provable: Mapping[str, int]


def scored(scope: Scope, folder: Path, plan: Plan, question: Question) -> Scored:
    """The four series, for a region in scope; where none is named, for the reader's own."""
    lake = open_lake(folder)
    question = replace(question, region=_own(scope, lake, question.region))
    score, more = count(lake, question), beside(lake, question, plan)
    return Scored(
        question,
        vintage_of(lake),
        rows_counted(score),
        dict(zip(SERIES, score.total, strict=True)),
        tuple(LineBeside(series, line, value) for (series, line), value in more.of_which.items()),
        more.electronic_records_since,
        more.first_naming_a_prior_certificate,
        more.first_high_promoted,
    )


def provable(scope: Scope, folder: Path, found: Scored) -> tuple[Provable, tuple[Provable, ...]]:
    """How far the certificates behind a score can be proved: behind its total, and behind each of its rows."""
    lake = open_lake(folder)
    _own(scope, lake, found.question.region)
    cells = proved(lake, found.question)
    rows = tuple(cells.get(tuple(row.labels.values()), nothing_provable()) for row in found.rows)
    return cells[()], rows


def explained(scope: Scope, folder: Path, plan: Plan, figure: Figure) -> Explained:
    """A figure with its records: of a region in scope, unless the whole is."""
    lake = open_lake(folder)
    figure = _of_own(scope, lake, figure)
    found = records_of(lake, figure, plan)
    return Explained(
        figure.written,
        found.value,
        DEFINITIONS[figure.series],
        clause_of(plan, figure.series),
        vintage_of(lake),
        found.records,
        found.sample,
        found.provable,
    )


def numbers_behind(
    scope: Scope, folder: Path, plan: Plan, figure: Figure, *, after: str = "", limit: int = 50
) -> tuple[str, ...]:
    """The certificates behind a figure that the scope holds, by their numbers and in their order."""
    lake = open_lake(folder)
    figure = _of_own(scope, lake, figure)
    return in_order(lake, figure, plan, after=after, limit=limit)


def targets_computed(scope: Scope, folder: Path, plan: Plan, asked: Asked) -> dict[str, Judgement]:
    """What the node's own records say of the targets of its region, beside the published figures."""
    return computed(plan, source_of(folder, plan), asked) if _sees_all(scope, open_lake(folder)) else {}


def source_of(folder: Path, plan: Plan) -> Source:
    """The node's lake with what every figure counted from it has to say, and the figures on record."""
    lake = open_lake(folder)
    about = lake.about
    return Source(
        lake,
        judged_region(about["region"]),
        bool(about["synthetic"]),
        about["quarantined"],
        lake.created,
        figures_on_record(WHOLE, plan),
    )


def rows_counted(score: Score) -> tuple[RowCounted, ...]:
    """In order of their labels, unknown last."""
    by = score.question.by
    rows = sorted(score.rows.items(), key=lambda row: [(label is None, label or "") for label in row[0]])
    return tuple(
        RowCounted(dict(zip(by, labels, strict=True)), dict(zip(SERIES, counts, strict=True)))
        for labels, counts in rows
        if any(counts)
    )


def vintage_of(lake: Lake) -> Vintage:
    about = lake.about
    seal = int(about["packages"][0]["digest"])
    return Vintage(about["region"], seal, lake.created, bool(about["synthetic"]), about["quarantined"])


def _own(scope: Scope, lake: Lake, region: str | None) -> str | None:
    if region is None and _sees_all(scope, lake):
        return None
    if region is None and len(scope.regions) == 1:
        return next(iter(scope.regions))
    _refuse_outside(scope, region or "")
    return region


def _sees_all(scope: Scope, lake: Lake) -> bool:
    return scope.holds_region(lake.about["region"])


def _of_own(scope: Scope, lake: Lake, figure: Figure) -> Figure:
    """A figure of a region in scope; where none is named, of the reader's own."""
    named = [figure.cell[name] for name in REGIONS.values() if name in figure.cell]
    if named and named[0] is not None:
        _refuse_outside(scope, named[0])
        return figure
    if _sees_all(scope, lake):
        return figure
    if named or len(scope.regions) != 1:
        raise OutOfScope(regions=sorted(scope.regions))
    own = next(iter(scope.regions))
    return figure.within(REGIONS[len(own)], own)


def _refuse_outside(scope: Scope, region: str) -> None:
    if not region or not scope.holds_region(region):
        raise OutOfScope(regions=sorted(scope.regions))
