"""Counting a reading: the four series in the breakdowns that pages show, and every target's computed figure."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from baigong.apps.progress.lake import seal_of
from baigong.apps.progress.tallies import Counter
from baigong.core.indicators.figure import Figure
from baigong.core.indicators.judging import Judgement
from baigong.core.periods import Span
from baigong.core.plans import Plan
from baigong.ground.lake.computed import Asked, computed
from baigong.ground.lake.count.counting import Score, added, count, summed
from baigong.ground.lake.count.question import SERIES, Question
from baigong.ground.lake.explain.proof import proof_of_bucket
from baigong.ground.lake.layout.lake import Lake, open_lake
from baigong.ground.lake.source import Source

WHOLE = "total"
# Each is a count of its own: persons of finer cells do not add up to those of coarser ones.
GRAINS: tuple[tuple[str, ...], ...] = (
    ("region",),
    ("region4",),
    ("level",),
    ("quarter",),
    ("region", "level"),
    ("region", "quarter"),
)
PROOF = "proof"  # a breakdown of records, not of people: how far those behind each total can be proved
PROOF_BY_REGION, PROOF_BY_PREFECTURE = f"region,{PROOF}", f"region4,{PROOF}"
PROOFS = (PROOF, PROOF_BY_REGION, PROOF_BY_PREFECTURE)
Key = tuple[str, str]  # a breakdown, and the labels of a cell as JSON
Counts = tuple[int, ...]
NOTHING: Counts = (0,) * len(SERIES)


@dataclass(frozen=True)
class Asking:
    """What a reading is of; `observed` are figures on record that ratios may need."""

    plan: Plan
    on: date
    first: date
    known: datetime | None = None
    observed: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class Taken:
    """A reading as counted: cells that are not zero, judgements by target, and where it all comes from."""

    asking: Asking
    region: str
    seal: int
    synthetic: bool
    quarantined: Mapping[str, int]
    cells: Mapping[Key, Counts]
    judgements: Mapping[str, Judgement]
    buckets: int  # how many were counted; the others stood as they had been


def counted(folder: Path, asking: Asking, *, is_kept: bool = True) -> Taken:
    """`is_kept`: what was counted of single buckets is taken from, and kept, beside the node's lake."""
    lake = open_lake(folder)
    counter = Counter(lake) if is_kept else None
    ask = counter.score if counter else (lambda question: count(lake, question))
    cells: dict[Key, Counts] = {}
    for by in GRAINS:
        cells.update(_cells(ask(question_of(asking, by))))
    cells.update(_proof(lake, question_of(asking, ("region4",)), counter))
    about = lake.about
    region, synthetic, quarantined = judged_region(about["region"]), bool(about["synthetic"]), about["quarantined"]
    source = Source(lake, region, synthetic, quarantined, lake.created, asking.observed)
    judgements = computed(asking.plan, source, Asked(asking.on, asking.known, ask))
    if counter:
        counter.sweep()
    buckets = counter.counted if counter else lake.buckets + 1
    return Taken(asking, about["region"], seal_of(folder), synthetic, quarantined, cells, judgements, buckets)


def question_of(asking: Asking, by: tuple[str, ...]) -> Question:
    skilled = asking.plan.settings.apprentice_worker_is_skilled
    span = Span(min(asking.first, asking.on), asking.on)
    return Question(span, asking.on, by, known=asking.known, apprentice_worker_is_skilled=skilled)


def judged_region(region: str) -> str:
    """Targets name provinces by two digits."""
    return region[:2] if region[2:] == "0000" else region


def key_of(labels: tuple[str | None, ...]) -> str:
    """Unknown is null, which is no word."""
    return json.dumps(labels, ensure_ascii=False, separators=(",", ":"))


def labels_of(key: str) -> tuple[str | None, ...]:
    return tuple(json.loads(key))


def _proof(lake: Lake, question: Question, counter: Counter | None) -> Mapping[Key, Counts]:
    """By prefecture in one pass; certificates, unlike people, add up to those of provinces exactly."""
    if counter:
        score = counter.score(question, proof_of_bucket)
    else:
        score = added(question, [proof_of_bucket(lake, question, place) for place in lake.places()])
    found: dict[Key, Counts] = {}
    for (*labels, step), row in score.rows.items():
        if not labels:
            found[PROOF, key_of((step,))] = row
            continue
        (prefecture,) = labels
        found[PROOF_BY_PREFECTURE, key_of((prefecture, step))] = row
        of_province = (PROOF_BY_REGION, key_of((prefecture and prefecture[:2], step)))
        found[of_province] = summed(found.get(of_province, NOTHING), row)
    return found


def _cells(score: Score) -> Iterator[tuple[Key, Counts]]:
    grain = ",".join(score.question.by)
    yield (WHOLE, key_of(())), score.total
    for labels, row in score.rows.items():
        if any(row):
            yield (grain, key_of(labels)), row
