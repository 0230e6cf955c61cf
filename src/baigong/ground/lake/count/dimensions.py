"""Breakdowns as places in lists: what an event, or a person on a day, adds to the number of a cell."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from baigong.ground.lake.count import kernel
from baigong.ground.lake.count.question import AGE_ENDS, AGES, Question, days_of
from baigong.ground.lake.layout.columns import CHANNELS, GROUPS, LEVEL_CODES, SEXES, UNKNOWN_BIRTH
from baigong.ground.lake.layout.lake import Bucket, Lake

Label = str | None
WIDTHS: Mapping[str, int] = {"region": 2, "region4": 4, "region6": 6}
FIRST_DAY, LAST_DAY = (int(np.datetime64(day, "D").astype(int)) for day in ("1850-01-01", "2199-12-31"))
# Stock is told apart by the certificate issued last, except for these.
NOT_OF_THE_LAST = frozenset({"quarter", "level", "age", "group"})
_EVENT_COLUMNS = {**dict.fromkeys(WIDTHS, "region"), "level": "level", "channel": "channel", "occupation": "occupation"}
_PERSON_COLUMNS = {"sex": "sex", "age": "birth", "group": "groups"}


@dataclass(frozen=True)
class Dimension:
    """`labels` in the order of places; `table` leads from a column's code to a place."""

    name: str
    labels: Sequence[Label]
    table: NDArray[np.int64]
    stride: int


@dataclass(frozen=True)
class Cells:
    """All the cells of a question over a lake: quarters vary slowest, so that stock leaves them out."""

    lake: Lake
    question: Question

    @cached_property
    def dimensions(self) -> dict[str, Dimension]:
        made: dict[str, Dimension] = {}
        stride = 1
        for name in sorted(self.question.by, key=lambda name: name == "quarter"):
            labels, table = self._places(name)
            made[name] = Dimension(name, labels, table, stride)
            stride *= len(labels)
        return made

    @property
    def count(self) -> int:
        return int(np.prod([len(dimension.labels) for dimension in self.dimensions.values()], dtype=object))

    @property
    def stock_count(self) -> int:
        return self.dimensions["quarter"].stride if "quarter" in self.dimensions else self.count

    @cached_property
    def chosen(self) -> NDArray[np.int64] | None:
        """Which places lie in the region asked for: 0, else NO_CELL."""
        prefix = self.question.prefix
        if not prefix:
            return None
        today = self.lake.codes["region_today"]
        return np.array([0 if (code or "").startswith(prefix) else kernel.NO_CELL for code in today], np.int64)

    @property
    def event_columns(self) -> list[str]:
        """What a bucket must be read with, beside flags, levels and days."""
        region = ["region"] if self.chosen is not None else []
        return [*region, *(_EVENT_COLUMNS[name] for name in self.question.by if name in _EVENT_COLUMNS)]

    @property
    def person_columns(self) -> list[str]:
        return [_PERSON_COLUMNS[name] for name in self.question.by if name in _PERSON_COLUMNS]

    def of_events(self, bucket: Bucket) -> NDArray[np.int64]:
        """The cell of each event issued in the period and the region."""
        cells = np.zeros(len(bucket.events["issued"]), np.int64)
        span = self.question.span
        first, last = days_of([span.first, span.last])
        if "quarter" not in self.dimensions:
            kernel.mix_day(cells, np.zeros(last - first + 1, np.int64), bucket.events["issued"], first, 1)
        self._choose(cells, bucket)
        for dimension in self.dimensions.values():
            if dimension.name != "group":
                self._mix(cells, dimension, bucket, first)
        return cells

    def of_the_last(self, bucket: Bucket) -> NDArray[np.int64]:
        """What each event, if it is the last in force, adds to the cell of its holder's stock."""
        cells = np.zeros(len(bucket.events["issued"]), np.int64)
        self._choose(cells, bucket)
        for dimension in self.dimensions.values():
            if dimension.name not in NOT_OF_THE_LAST:
                self._mix(cells, dimension, bucket, 0)
        return cells

    def stride(self, name: str) -> int:
        return self.dimensions[name].stride if name in self.dimensions else 0

    def labels(self, cell: int) -> tuple[Label, ...]:
        """The keys of a cell, in the order asked for."""
        found = (self.dimensions[name] for name in self.question.by)
        return tuple(one.labels[cell // one.stride % len(one.labels)] for one in found)

    def _choose(self, cells: NDArray[np.int64], bucket: Bucket) -> None:
        if self.chosen is not None:
            kernel.mix_wide(cells, self.chosen, bucket.events["region"], 1)

    def _mix(self, cells: NDArray[np.int64], dimension: Dimension, bucket: Bucket, first: int) -> None:
        name, table, stride = dimension.name, dimension.table, dimension.stride
        if name == "quarter":
            kernel.mix_day(cells, table, bucket.events["issued"], first, stride)
        elif name == "sex":
            kernel.mix_sex(cells, bucket.starts, bucket.persons["sex"], stride)
        elif name == "age":
            days, births = bucket.events["issued"], births_of(bucket)
            kernel.mix_age(cells, bucket.starts, births, calendar(), days, FIRST_DAY, table, stride)
        else:
            mix = kernel.mix_wide if name in WIDTHS or name == "occupation" else kernel.mix_narrow
            mix(cells, table, bucket.events[_EVENT_COLUMNS[name]], stride)

    def _places(self, name: str) -> tuple[Sequence[Label], NDArray[np.int64]]:
        if name in WIDTHS:
            today = self.lake.codes["region_today"]
            return _listed([code and code[: WIDTHS[name]] for code in today])
        if name == "quarter":
            return self._quarters()
        if name == "occupation":
            return _listed(self.lake.codes["occupation"])
        return _FIXED[name]()

    def _quarters(self) -> tuple[Sequence[Label], NDArray[np.int64]]:
        spans = self.question.quarters
        lengths = [(span.last - span.first).days + 1 for _, span in spans]
        return [name for name, _ in spans], np.repeat(np.arange(len(spans)), lengths)


def births_of(bucket: Bucket) -> NDArray[np.int32]:
    """Days of birth as YYYYMMDD; unknown is -1."""
    births = bucket.persons["birth"]
    places = np.clip(births.astype(np.int64) - FIRST_DAY, 0, LAST_DAY - FIRST_DAY)
    return np.where(births == UNKNOWN_BIRTH, -1, calendar()[places]).astype(np.int32)


def calendar() -> NDArray[np.int64]:
    """Days from FIRST_DAY on as YYYYMMDD."""
    return _CALENDAR


def _calendar() -> NDArray[np.int64]:
    days = np.arange(FIRST_DAY, LAST_DAY + 1).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    year = days.astype("datetime64[Y]").astype(np.int64) + 1970
    day = (days - months).astype(np.int64) + 1
    return np.asarray(year * 10000 + (months.astype(np.int64) % 12 + 1) * 100 + day)


_CALENDAR = _calendar()


def _listed(codes: Sequence[Label]) -> tuple[Sequence[Label], NDArray[np.int64]]:
    """The distinct codes in order, the empty one first, and the place of each."""
    labels: list[Label] = sorted(set(codes), key=lambda code: (code is not None, code or ""))
    places = {code: place for place, code in enumerate(labels)}
    return labels, np.array([places[code] for code in codes], np.int64)


def _plain(labels: Sequence[Label]) -> tuple[Sequence[Label], NDArray[np.int64]]:
    return labels, np.arange(len(labels), dtype=np.int64)


_FIXED: Mapping[str, Callable[[], tuple[Sequence[Label], NDArray[Any]]]] = {
    "level": lambda: _plain(LEVEL_CODES),
    "sex": lambda: _plain(SEXES),
    "channel": lambda: _plain(CHANNELS),
    "group": lambda: _plain((*GROUPS, None)),
    "age": lambda: (AGES, np.array(AGE_ENDS, np.int64)),
}
