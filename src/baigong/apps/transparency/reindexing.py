"""A lost or damaged index of a year's log, made anew from the log's files and what the records know of its entries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from baigong.apps.transparency.models import Entry
from baigong.apps.transparency.outbox import placed_between, take_back, waiting
from baigong.apps.transparency.refusals import NoSuchLog, OtherRecords, StoreMissing
from baigong.apps.transparency.retelling import told_before
from baigong.apps.transparency.shards import Logs, item_of
from baigong.core.tlog.entries import Filler, written
from baigong.ground.log.rebuilding import rebuild

FILLING = written(Filler())
MOST = 1_000_000  # rows that may wait


@dataclass(frozen=True, slots=True)
class Reindexed:
    """How far the log goes; how many records had a place that it does not have, and wait again."""

    year: int
    size: int
    taken_back: int


def reindex(logs: Logs, year: int) -> Reindexed:
    if year not in logs.years():
        raise NoSuchLog(year=year)
    if not logs.is_kept(year):
        raise StoreMissing(year=year)
    size = rebuild(logs.place(year), _Known(year).keys)
    return Reindexed(year, size, take_back(year, size))


class _Known:
    """By which key the records know an entry: by its place, or, where they have none, by what it says."""

    def __init__(self, year: int) -> None:
        self.year = year
        self._unplaced: dict[bytes, list[bytes]] = defaultdict(list)
        for item in [*map(item_of, waiting(year, MOST)), *told_before(year)]:
            self._unplaced[item.entry].append(item.key)

    def keys(self, start: int, entries: Sequence[bytes]) -> list[bytes | None]:
        rows = placed_between(self.year, start, start + len(entries))
        return [self._key(start + place, entry, rows.get(start + place)) for place, entry in enumerate(entries)]

    def _key(self, number: int, entry: bytes, row: Entry | None) -> bytes | None:
        if row is not None:
            if bytes(row.entry) != entry:
                raise OtherRecords(year=self.year, number=number)
            return item_of(row).key
        if entry == FILLING:
            return b""
        known = self._unplaced.get(entry, [])
        return known.pop(0) if known else None
