"""The certificates behind a figure, a sample of them, and how far each can be proved."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest

import numpy as np
from numpy.typing import NDArray

from baigong.core.plans import Plan
from baigong.ground.lake.count import kernel
from baigong.ground.lake.count.counting import count, lowest_level, read
from baigong.ground.lake.count.dimensions import FIRST_DAY, NOT_OF_THE_LAST, Cells, births_of, calendar
from baigong.ground.lake.count.question import AGE_ENDS, SERIES, Question, days_of
from baigong.ground.lake.explain.figure import STOCKS, Figure
from baigong.ground.lake.layout.columns import FILED, GROUPS, HIGH, LOGGED, PASSED, VOID
from baigong.ground.lake.layout.lake import Bucket, Lake

SAMPLE = 20
GRADES = ("number", "filed", "result", "logged")
Flags = NDArray[np.bool_]
Places = dict[str, int]


@dataclass(frozen=True, slots=True)
class Records:
    """`provable`: each record once, where it can be proved best."""

    value: int
    records: int
    sample: tuple[str, ...]
    provable: dict[str, int]


def records_of(lake: Lake, figure: Figure, plan: Plan) -> Records:
    """A figure with the certificates that made it."""
    question = figure.question(plan)
    cells = Cells(lake, question)
    places = _places(cells, figure)
    found = [] if places is None else [_of_bucket(cells, figure, places, place) for place in lake.places()]
    flags = np.concatenate([np.zeros(0, np.int8), *(flags for flags, _ in found)])
    sample = nsmallest(SAMPLE, (number for _, numbers in found for number in numbers))
    return Records(_value(lake, figure, question), len(flags), tuple(sample), provable_of(flags))


def numbers_behind(lake: Lake, figure: Figure, plan: Plan, *, after: str = "", limit: int = SAMPLE) -> tuple[str, ...]:
    """The numbers of the certificates behind a figure in their order, from the one after `after` on."""
    cells = Cells(lake, figure.question(plan))
    places = _places(cells, figure)
    found = [] if places is None else [_numbers(cells, figure, places, place) for place in lake.places()]
    return tuple(nsmallest(limit, (number for numbers in found for number in numbers if number > after)))


def _numbers(cells: Cells, figure: Figure, places: Places, place: int) -> Sequence[str]:
    behind, bucket = _behind(cells, figure, places, place)
    return list(bucket.events["number"][behind])


def _value(lake: Lake, figure: Figure, question: Question) -> int:
    score = count(lake, question)
    row = score.rows.get(tuple(figure.cell.values()), (0,) * len(SERIES)) if figure.cell else score.total
    return row[[*SERIES].index(figure.series)]  # type: ignore[arg-type]


def _places(cells: Cells, figure: Figure) -> Places | None:
    """Where the figure's labels stand in their dimensions; None if one occurs nowhere, so that nothing counts."""
    dimensions = cells.dimensions
    if any(label not in dimensions[name].labels for name, label in figure.cell.items()):
        return None
    return {name: list(dimensions[name].labels).index(label) for name, label in figure.cell.items()}


def provable_of(flags: NDArray[np.int8]) -> dict[str, int]:
    """By the public log, else a pass in the results of its session, else a filing of its body, else by its number.

    What a package brings is in no log that its reader knows of: only a node says so of what it logged itself.
    """
    counts = np.bincount(grades_of(flags), minlength=len(GRADES))
    return {name: int(count) for name, count in zip(GRADES, counts, strict=True)}


def grades_of(flags: NDArray[np.int8]) -> NDArray[np.int64]:
    """The place of each among the grades: the best that it has."""
    found = np.where((flags & FILED) != 0, 1, 0)
    found = np.where((flags & PASSED) != 0, 2, found)
    return np.asarray(np.where((flags & LOGGED) != 0, 3, found), np.int64)


def _of_bucket(cells: Cells, figure: Figure, places: Places, place: int) -> tuple[NDArray[np.int8], Sequence[str]]:
    """The evidence of the certificates behind the figure in one bucket, and the first few of their numbers."""
    behind, bucket = _behind(cells, figure, places, place)
    return bucket.events["flags"][behind], nsmallest(SAMPLE, bucket.events["number"][behind])


def _behind(cells: Cells, figure: Figure, places: Places, place: int) -> tuple[NDArray[np.intp], Bucket]:
    bucket = read(cells, place, extra=("number",))
    if len(bucket.starts) < 2:
        return np.zeros(0, np.intp), bucket
    chosen = behind_stock if figure.series in STOCKS else behind_flow
    return np.flatnonzero(chosen(cells, figure.series, places, bucket)), bucket


def behind_flow(cells: Cells, series: str, places: Places, bucket: Bucket) -> Flags:
    """For events and holders the certificates of the cell, for first and first_high the one of each person."""
    inside = (cells.of_events(bucket) == _cell(cells, places, ("group",))) & ((bucket.events["flags"] & VOID) == 0)
    inside &= np.repeat(_in_group(places, bucket), np.diff(bucket.starts))
    if series in ("events", "holders"):
        return np.asarray(inside)
    leading = marks_of(cells, bucket)[:, ("first", "first_high").index(series)]
    is_leading = np.zeros(len(inside), np.bool_)
    is_leading[leading[leading >= 0]] = True
    return np.asarray(inside & is_leading)


def behind_stock(cells: Cells, series: str, places: Places, bucket: Bucket) -> Flags:
    """All levelled certificates in force on the day, of the persons counted."""
    day = _stock_day(cells, places)
    marks = marks_of(cells, bucket, day=day)
    last, highest = marks[:, 2], marks[:, 3]
    parts = cells.of_the_last(bucket)[np.maximum(last, 0)]
    counted = (last >= 0) & (parts == _cell(cells, places, NOT_OF_THE_LAST)) & _in_group(places, bucket)
    if "level" in places:
        counted &= highest == places["level"]
    if "age" in places:
        counted &= ages_of(bucket, day) == places["age"]
    if series == "stock_high":
        counted &= highest >= HIGH
    return np.asarray(in_force_on(cells, bucket, day) & np.repeat(counted, np.diff(bucket.starts)))


def in_force_on(cells: Cells, bucket: Bucket, day: int) -> Flags:
    """Levelled certificates that stand on the day, whoever holds them."""
    events = bucket.events
    in_force = (events["issued"] <= day) & (events["until"] >= day) & ((events["flags"] & VOID) == 0)
    return np.asarray(in_force & (events["level"] >= lowest_level(cells.question)))


def _cell(cells: Cells, places: Places, without: Sequence[str] | frozenset[str]) -> int:
    return sum(place * cells.stride(name) for name, place in places.items() if name not in without)


def _in_group(places: Places, bucket: Bucket) -> Flags:
    if "group" not in places:
        return np.ones(len(bucket.starts) - 1, np.bool_)
    groups, place = bucket.persons["groups"], places["group"]
    return np.asarray(groups == 0 if place == len(GROUPS) else (groups & (1 << place)) != 0)


def _stock_day(cells: Cells, places: Places) -> int:
    """Under `quarter` the quarter's own day."""
    return days_of(cells.question.stock_days)[places.get("quarter", -1)]


def ages_of(bucket: Bucket, day: int) -> NDArray[np.int64]:
    births = births_of(bucket)
    years = (int(calendar()[day - FIRST_DAY]) - births) // 10000
    return np.where(births < 0, len(AGE_ENDS), np.searchsorted(AGE_ENDS, years))


def marks_of(cells: Cells, bucket: Bucket, *, day: int = 0) -> NDArray[np.int64]:
    """Of each person the certificates that stand for first, first_high and stock (-1: none), and the highest level."""
    events = bucket.events
    marks = np.zeros((len(bucket.starts) - 1, 4), np.int64)
    settings = np.array([lowest_level(cells.question), HIGH, day], np.int64)
    columns = (events[name] for name in ("flags", "level", "issued", "until"))
    kernel.mark(bucket.starts, *columns, bucket.persons["left"], settings, marks)
    return marks
