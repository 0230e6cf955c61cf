"""A question put to a lake: every bucket in one pass, two at a time, then added up."""

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from baigong.ground.lake.count import kernel
from baigong.ground.lake.count.dimensions import FIRST_DAY, Cells, Label, births_of, calendar
from baigong.ground.lake.count.question import SERIES, Question, days_of
from baigong.ground.lake.count.tables import Tallies, Tally, merged
from baigong.ground.lake.layout.columns import APPRENTICE, GROUPS, HIGH, LEVELLED
from baigong.ground.lake.layout.lake import Bucket, Lake

COLUMNS = ("issued", "until", "level", "flags")
AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Score:
    """`rows`: the six counts of each cell, under its keys; `total` is counted for itself, never added up."""

    question: Question
    rows: Mapping[tuple[Label, ...], tuple[int, ...]]
    total: tuple[int, ...]


def count(lake: Lake, question: Question) -> Score:
    """The four series of a lake."""
    cells = Cells(lake, question)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        tallies = list(pool.map(lambda place: _tally(cells, place), lake.places()))
    return _score(cells, tallies)


def count_bucket(lake: Lake, question: Question, place: int) -> Score:
    """Of the persons of one bucket alone. Scores of all buckets add up to the lake's."""
    cells = Cells(lake, question)
    return _score(cells, [_tally(cells, place)])


def added(question: Question, scores: Sequence[Score]) -> Score:
    """Scores of persons of whom nobody stands in two."""
    rows: dict[tuple[Label, ...], tuple[int, ...]] = {}
    for score in scores:
        for key, row in score.rows.items():
            rows[key] = summed(rows[key], row) if key in rows else row
    total = (0,) * len(SERIES)
    for score in scores:
        total = summed(total, score.total)
    return Score(question, rows, total)


def summed(one: tuple[int, ...], other: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def _score(cells: Cells, tallies: Sequence[Tally]) -> Score:
    rows = rows_of(cells, merged(tallies)) if cells.question.by else {}
    total = np.sum([tally.total for tally in tallies], axis=0)
    return Score(cells.question, rows, tuple(int(value) for value in total))


def read(cells: Cells, place: int, *, extra: Sequence[str] = (), persons: Sequence[str] = ()) -> Bucket:
    """A bucket with what the question needs, and more where it is asked for."""
    columns = [*COLUMNS, *cells.event_columns, *extra]
    people = ["left", *cells.person_columns, *persons]
    return cells.lake.read(place, columns=columns, persons=people, known=cells.question.known_microseconds)


def lowest_level(question: Question) -> int:
    return APPRENTICE if question.apprentice_worker_is_skilled else LEVELLED


def rows_of(cells: Cells, found: Tally) -> dict[tuple[Label, ...], tuple[int, ...]]:
    """The cells in which anything was counted, by their keys."""
    flows = {int(cell): row for cell, row in zip(found.flow_cells, found.flows, strict=True)}
    stocks = _stock_rows(cells, found)
    nothing = np.zeros(4, np.int64)
    numbers = sorted(flows.keys() | stocks.keys())
    return {
        cells.labels(cell): (*(int(value) for value in flows.get(cell, nothing)), *stocks.get(cell, (0, 0)))
        for cell in numbers
    }


def _stock_rows(cells: Cells, found: Tally) -> dict[int, tuple[int, int]]:
    """Stock by cell; under `quarter` each quarter is a cell, else the day's stock alone."""
    stride = cells.stride("quarter")
    places, days = (found.stock != 0).nonzero()
    last = found.stock.shape[1] - 1
    kept = (days < last) if stride else (days == last)
    return {
        int(found.stock_cells[place] + day * stride): (int(found.stock[place, day]), int(found.stock_high[place, day]))
        for place, day in zip(places[kept], days[kept], strict=True)
    }


def _tally(cells: Cells, place: int) -> Tally:
    bucket = read(cells, place)
    tallies = Tallies(cells.count, cells.stock_count, len(cells.question.stock_days))
    total = np.zeros(len(SERIES), np.int64)
    if len(bucket.starts) > 1:
        total[:4] = _flows(cells, bucket, tallies)
        total[4:] = _stock(cells, bucket, tallies)
    return tallies.tally(total)


def _groups(cells: Cells, bucket: Bucket) -> NDArray[np.int16]:
    return bucket.persons["groups"] if "group" in cells.dimensions else np.zeros(0, np.int16)


def _flows(cells: Cells, bucket: Bucket, tallies: Tallies) -> NDArray[np.int64]:
    settings = [lowest_level(cells.question), HIGH, cells.stride("group"), len(GROUPS)]
    events = bucket.events
    numbers = cells.of_events(bucket)
    total = np.zeros(4, np.int64)
    while not kernel.count_flows(
        bucket.starts,
        numbers,
        events["flags"],
        events["level"],
        _groups(cells, bucket),
        np.array(settings, np.int64),
        *tallies.flow_tables(),
        total,
    ):
        tallies.enlarge_flows()
        total[:] = 0
    return total


def _stock(cells: Cells, bucket: Bucket, tallies: Tallies) -> NDArray[np.int64]:
    strides = [cells.stride(name) for name in ("level", "age", "group")]
    settings = [lowest_level(cells.question), HIGH, *strides, len(GROUPS)]
    days = np.array(days_of(cells.question.stock_days), np.int32)
    todays = calendar()[days.astype(np.int64) - FIRST_DAY]
    ages = cells.dimensions["age"].table if "age" in cells.dimensions else np.zeros(1, np.int64)
    births = births_of(bucket) if "age" in cells.dimensions else np.zeros(1, np.int32)
    events = bucket.events
    parts = cells.of_the_last(bucket)
    total = np.zeros(2, np.int64)
    while not kernel.count_stock(
        bucket.starts,
        parts,
        *(events[name] for name in ("flags", "level", "issued", "until")),
        bucket.persons["left"],
        births,
        _groups(cells, bucket),
        days,
        todays,
        ages,
        np.array(settings, np.int64),
        *tallies.stock_tables(),
        total,
    ):
        tallies.enlarge_stock()
        total[:] = 0
    return total
