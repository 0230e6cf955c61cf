"""What stands beside the series, never inside them: of-which lines, and how far back the records go."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from baigong.core.plans import Plan, RetirementAge
from baigong.ground.lake.count import kernel
from baigong.ground.lake.count.counting import lowest_level, read
from baigong.ground.lake.count.dimensions import Cells, births_of
from baigong.ground.lake.count.question import Question, Series, days_of
from baigong.ground.lake.layout.columns import CHANNELS, GROUPS, HIGH, LEVEL_RANKS, NAMES_A_PRIOR, SEXES, VOID
from baigong.ground.lake.layout.lake import Bucket, Lake

EPOCH = date(1970, 1, 1)
Ages = Mapping[Literal["M", "F"], RetirementAge]
NO_DAY = int(np.iinfo(np.int32).max)
LINES: tuple[tuple[Series, str], ...] = (
    ("events", "ability_certificates"),
    ("stock", "special_and_chief_technicians"),
    ("stock", "students"),
    ("stock", "beyond_retirement_age"),
    ("stock", "public_sector"),
    ("stock", "military"),
)
# A register does not tell workers from cadres; whoever holds a skill certificate is taken for a worker.
KIND = "worker"


@dataclass(frozen=True, slots=True)
class Beside:
    """`of_which` by series and line."""

    of_which: dict[tuple[Series, str], int]
    electronic_records_since: date | None
    first_naming_a_prior_certificate: int
    first_high_promoted: int


def beside(lake: Lake, question: Question, plan: Plan) -> Beside:
    """The lines beside the total of a question, for the same region, period, day and instant."""
    cells = Cells(lake, replace(question, by=()))
    ages = {age.sex: age for age in plan.settings.retirement_ages if age.kind == KIND}
    found = [_of_bucket(cells, read_more(cells, place), ages) for place in lake.places()]
    *lines, prior, promoted = (int(value) for value in np.sum([counts for counts, _ in found], axis=0))
    since = min(day for _, day in found)
    return Beside(
        dict(zip(LINES, lines, strict=True)),
        None if since == NO_DAY else EPOCH + timedelta(days=since),
        prior,
        promoted,
    )


def read_more(cells: Cells, place: int) -> Bucket:
    return read(cells, place, extra=("channel",), persons=("groups", "sex", "birth"))


def _of_bucket(cells: Cells, bucket: Bucket, ages: Ages) -> tuple[list[int], int]:
    if len(bucket.starts) < 2:
        return [0] * (len(LINES) + 2), NO_DAY
    events, numbers, parts = bucket.events, cells.of_events(bucket), cells.of_the_last(bucket)
    stands = (events["flags"] & VOID) == 0
    marks = np.zeros((len(bucket.starts) - 1, 4), np.int64)
    settings = np.array([lowest_level(cells.question), HIGH, days_of([cells.question.on])[0]], np.int64)
    columns = (events[name] for name in ("flags", "level", "issued", "until"))
    kernel.mark(bucket.starts, *columns, bucket.persons["left"], settings, marks)
    first, first_high, last, highest = marks.T
    counted, counted_high = _inside(numbers, first), _inside(numbers, first_high)
    inside = _inside(parts, last)
    ability = stands & (numbers >= 0) & (events["channel"] == CHANNELS.index("ability"))
    names_prior = counted & ((events["flags"][np.maximum(first, 0)] & NAMES_A_PRIOR) != 0)
    promoted = counted_high & (first != first_high)
    counts = [ability, *_stock_parts(cells, bucket, inside, last, highest, ages=ages), names_prior, promoted]
    issued = events["issued"][stands & (parts >= 0)]
    return [int(one.sum()) for one in counts], int(issued.min()) if len(issued) else NO_DAY


def _inside(numbers: NDArray[np.int64], leading: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether each person has such an event, and it lies where it is asked for."""
    return np.asarray((leading >= 0) & (numbers[np.maximum(leading, 0)] >= 0))


def _stock_parts(
    cells: Cells,
    bucket: Bucket,
    inside: NDArray[np.bool_],
    last: NDArray[np.int64],
    highest: NDArray[np.int64],
    *,
    ages: Ages,
) -> list[NDArray[np.bool_]]:
    channel = bucket.events["channel"][np.maximum(last, 0)]
    student = (bucket.persons["groups"] & (1 << GROUPS.index("student"))) != 0
    is_beyond = _beyond(bucket, cells.question.on, ages)
    public, military = (channel == CHANNELS.index(name) for name in ("public_sector", "military"))
    parts = [highest >= LEVEL_RANKS["S"], student, is_beyond, public, military]
    return [np.asarray(inside & part) for part in parts]


def _beyond(bucket: Bucket, on: date, ages: Ages) -> NDArray[np.bool_]:
    """Who has reached the statutory age of their sex; nobody whose sex or birth is unknown."""
    births = births_of(bucket)
    found = np.zeros(len(births), np.bool_)
    for sex, age in ages.items():
        these = (bucket.persons["sex"] == SEXES.index(sex)) & (births > 0)
        months, place = np.unique(births[these] // 100, return_inverse=True)
        reached = np.array([_last_birth(int(month), on, age) for month in months], np.int64)
        found[these] = births[these] <= reached[place]
    return found


def _last_birth(month: int, on: date, age: RetirementAge) -> int:
    """The last birth of a month, as YYYYMMDD, that has reached the age by the day; 0 if none has."""
    year, number = divmod(month, 100)
    months = (on.year * 12 + on.month) - (year * 12 + number) - age.months_for(date(year, number, 1))
    if months < 0:
        return 0
    return month * 100 + (on.day if months == 0 else 31)
