"""How far the records behind every cell of a question can be proved: all its cells and all six series in one pass.

What one figure explains of itself is found another way (`records.py`); a property test holds the two equal.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from baigong.ground.lake.count.counting import AT_ONCE, Score, read
from baigong.ground.lake.count.dimensions import Cells, Label
from baigong.ground.lake.count.question import SERIES, Question, days_of
from baigong.ground.lake.count.tables import DENSE, added_by_cell
from baigong.ground.lake.explain.records import GRADES, ages_of, grades_of, in_force_on, marks_of
from baigong.ground.lake.layout.columns import GROUPS, HIGH, VOID
from baigong.ground.lake.layout.lake import Bucket, Lake

STEPS = GRADES
EVENTS, HOLDERS, FIRST, FIRST_HIGH, STOCK, STOCK_HIGH = range(len(SERIES))
NOTHING = (0,) * len(SERIES)
Numbers = NDArray[np.int64]
Provable = Mapping[str, Mapping[str, int]]  # by series, then by step
Counted = tuple[Numbers, Numbers]  # numbers of cells and steps, and six counts of each
Rows = Mapping[tuple[Label, ...], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Part:
    """Certificates behind a series, by their places, and the cell of each; none where only the whole is asked."""

    series: int
    events: Numbers
    cells: Numbers | None
    is_whole: bool = True


def provable(lake: Lake, question: Question) -> dict[tuple[Label, ...], Provable]:
    """Of each cell under its labels, and of the whole under none."""
    cells = Cells(lake, question)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        found = list(pool.map(lambda place: _of_bucket(cells, place), lake.places()))
    of_cells, of_whole = (_together([one[at] for one in found]) for at in (0, 1))
    return by_cell(_rows(cells, of_cells, of_whole))


def by_cell(rows: Rows) -> dict[tuple[Label, ...], Provable]:
    """From rows under labels and step."""
    found: dict[tuple[Label, ...], dict[str, dict[str, int]]] = {(): nothing_provable()}
    for (*labels, step), row in rows.items():
        cell = found.setdefault(tuple(labels), nothing_provable())
        for series, count in zip(SERIES, row, strict=True):
            cell[series][str(step)] = count
    return dict(found)


def nothing_provable() -> dict[str, dict[str, int]]:
    return {series: dict.fromkeys(STEPS, 0) for series in SERIES}


def proof_of_bucket(lake: Lake, question: Question, place: int) -> Score:
    """Certificates, also for the series that count people: each once, where it can be proved best.

    A row stands under its labels and its step; one of the whole, to which groups and quarters do not add up, under
    the step alone.
    """
    cells = Cells(lake, question)
    return Score(question, _rows(cells, *_of_bucket(cells, place)), NOTHING)


def _rows(cells: Cells, of_cells: Counted, of_whole: Counted) -> Rows:
    found: dict[tuple[Label, ...], tuple[int, ...]] = {}
    for number, counts in _pairs(of_cells):
        found[(*cells.labels(number // len(STEPS)), STEPS[number % len(STEPS)])] = counts
    for number, counts in _pairs(of_whole):
        found[STEPS[number],] = counts
    return found


def _pairs(counted: Counted) -> Iterator[tuple[int, tuple[int, ...]]]:
    numbers, counts = counted
    yield from zip(numbers.tolist(), map(tuple, counts.tolist()), strict=True)


def _of_bucket(cells: Cells, place: int) -> tuple[Counted, Counted]:
    """By cell and step, and by step alone."""
    bucket = read(cells, place)
    if len(bucket.starts) < 2:
        return _together([]), _together([])
    parts = [*_flows(cells, bucket), *_stocks(cells, bucket)]
    grades = grades_of(bucket.events["flags"])
    inside = [(part.series, numbers * len(STEPS) + grades[at]) for part, at, numbers in _placed(cells, bucket, parts)]
    whole = [(part.series, grades[part.events]) for part in parts if part.is_whole]
    return _counted(inside, cells.count), _counted(whole, 1)


def _flows(cells: Cells, bucket: Bucket) -> Iterator[Part]:
    numbers = cells.of_events(bucket)
    counts = (numbers >= 0) & ((bucket.events["flags"] & VOID) == 0)
    issued = np.flatnonzero(counts)
    yield Part(EVENTS, issued, numbers[issued])
    marks = marks_of(cells, bucket)
    for series, leading in ((FIRST, marks[:, 0]), (FIRST_HIGH, marks[:, 1])):
        chosen = leading[leading >= 0]
        chosen = chosen[counts[chosen]]
        yield Part(series, chosen, numbers[chosen])


def _stocks(cells: Cells, bucket: Bucket) -> Iterator[Part]:
    """Under `quarter` each has a day of its own, and the day that is asked for stands for the whole alone."""
    parts, people = cells.of_the_last(bucket), _people(bucket)
    days = days_of(cells.question.stock_days)
    for place, day in enumerate(days):
        is_whole = place == len(days) - 1
        marks = marks_of(cells, bucket, day=day)
        last, highest = marks[:, 2], marks[:, 3]
        numbers = parts[np.maximum(last, 0)]
        counted = (last >= 0) & (numbers >= 0)
        numbers = numbers + highest * cells.stride("level") + place * cells.stride("quarter")
        if "age" in cells.dimensions:
            numbers = numbers + ages_of(bucket, day) * cells.stride("age")
        standing = np.flatnonzero(in_force_on(cells, bucket, day) & counted[people])
        of_high = standing[highest[people[standing]] >= HIGH]
        for series, events in ((STOCK, standing), (STOCK_HIGH, of_high)):
            is_of_no_cell = is_whole and "quarter" in cells.dimensions
            yield Part(series, events, None if is_of_no_cell else numbers[people[events]], is_whole)


def _people(bucket: Bucket) -> Numbers:
    """The place of its holder, for each certificate."""
    return np.repeat(np.arange(len(bucket.starts) - 1), np.diff(bucket.starts))


def _placed(cells: Cells, bucket: Bucket, parts: Iterable[Part]) -> Iterator[tuple[Part, Numbers, Numbers]]:
    """Certificates and cells of each part; where groups are told apart, once for each group of the holder."""
    stride, people = cells.stride("group"), _people(bucket)
    for part in parts:
        if part.cells is None:
            continue
        if "group" not in cells.dimensions:
            yield part, part.events, part.cells
            continue
        masks = bucket.persons["groups"][people[part.events]]
        for place in range(len(GROUPS) + 1):
            chosen = masks == 0 if place == len(GROUPS) else (masks & (1 << place)) != 0
            yield part, part.events[chosen], part.cells[chosen] + place * stride


def _counted(found: Sequence[tuple[int, Numbers]], cells: int) -> Counted:
    """The six counts of each number met: in a table where cells are few, else sorted."""
    size = cells * len(STEPS) * len(SERIES)
    numbers = [numbers * len(SERIES) + series for series, numbers in found]
    if size <= DENSE * 4:
        table = np.sum([np.bincount(one, minlength=size) for one in numbers], axis=0, dtype=np.int64)
        counts = table.reshape(-1, len(SERIES))
        met = np.flatnonzero(counts.any(axis=1))
        counts = counts[met]
    else:
        places, times = np.unique(np.concatenate(numbers), return_counts=True)
        met, rows = np.unique(places // len(SERIES), return_inverse=True)
        counts = np.zeros((len(met), len(SERIES)), np.int64)
        counts[rows, places % len(SERIES)] = times
    counts[:, HOLDERS] = counts[:, EVENTS]  # behind both stand the same certificates
    return met, counts


def _together(counted: Sequence[Counted]) -> Counted:
    nothing = np.zeros(0, np.int64), np.zeros((0, len(SERIES)), np.int64)
    numbers, counts = zip(nothing, *counted, strict=True)
    return added_by_cell(numbers, counts)
