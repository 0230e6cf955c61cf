"""How far the records behind each of the six totals can be proved, bucket by bucket, as counts are made."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from baigong.ground.lake.count.counting import Score, read
from baigong.ground.lake.count.dimensions import Cells, Label
from baigong.ground.lake.count.question import SERIES, Question, days_of
from baigong.ground.lake.explain.figure import STOCKS
from baigong.ground.lake.explain.records import (
    GRADES,
    behind_flow,
    behind_stock,
    grades_of,
    lasts_of,
    provable_of,
)
from baigong.ground.lake.layout.lake import Bucket, Lake

STEPS = GRADES
NOTHING = (0,) * len(SERIES)


def proof_of_bucket(lake: Lake, question: Question, place: int) -> Score:
    """Certificates, also for the series that count people: each once, where it can be proved best."""
    cells = Cells(lake, question)
    bucket = read(cells, place)
    if len(bucket.starts) < 2:
        return Score(question, {}, NOTHING)
    told = [provable_of(bucket.events["flags"][_behind(cells, series, bucket)]) for series in SERIES]
    return Score(question, {(step,): tuple(one[step] for one in told) for step in STEPS}, NOTHING)


def proof_by_region_of_bucket(lake: Lake, question: Question, place: int) -> Score:
    """The same by the region in which each is counted: flows by their own, stock by that of the one issued last."""
    cells, whole = Cells(lake, question), Cells(lake, replace(question, by=()))
    bucket = read(cells, place)
    if len(bucket.starts) < 2:
        return Score(question, {}, NOTHING)
    labels = cells.dimensions["region"].labels
    grades = grades_of(bucket.events["flags"])
    tables = []
    for series in SERIES:
        behind = np.flatnonzero(_behind(whole, series, bucket))
        numbers = _places(cells, series, bucket)[behind] * len(STEPS) + grades[behind]
        tables.append(np.bincount(numbers, minlength=len(labels) * len(STEPS)))
    rows: dict[tuple[Label, ...], tuple[int, ...]] = {
        (label, step): tuple(int(table[at * len(STEPS) + grade]) for table in tables)
        for at, label in enumerate(labels)
        for grade, step in enumerate(STEPS)
    }
    return Score(question, {key: row for key, row in rows.items() if any(row)}, NOTHING)


def _behind(cells: Cells, series: str, bucket: Bucket) -> NDArray[np.bool_]:
    return (behind_stock if series in STOCKS else behind_flow)(cells, series, {}, bucket)


def _places(cells: Cells, series: str, bucket: Bucket) -> NDArray[np.int64]:
    """The place of its region for each certificate; of those that do not count it says nothing."""
    if series not in STOCKS:
        return cells.of_events(bucket)
    day = days_of(cells.question.stock_days)[-1]
    last = np.maximum(lasts_of(cells, bucket, day=day), 0)
    return np.repeat(cells.of_the_last(bucket)[last], np.diff(bucket.starts))
