"""Tables of cells: dense where cells are few, hashed where they are many and mostly empty; made larger when full."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from baigong.ground.lake.count.kernel import EMPTY

DENSE = 1 << 18
SMALLEST = 1 << 14

Numbers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted in the cells met: four flows, and stock by day."""

    flow_cells: Numbers
    flows: Numbers
    stock_cells: Numbers
    stock: Numbers
    stock_high: Numbers
    total: Numbers


class Tallies:
    """The tables that the kernel fills for one bucket."""

    def __init__(self, cells: int, stock_cells: int, days: int) -> None:
        self.days = days
        self.is_dense = cells <= DENSE and stock_cells * days <= DENSE * 4
        self._make_flows(cells if self.is_dense else SMALLEST)
        self._make_stock(stock_cells if self.is_dense else SMALLEST)

    def flow_tables(self) -> tuple[Any, ...]:
        return self.flow_keys, self.flow_used, self.flows, self.seen

    def stock_tables(self) -> tuple[Any, ...]:
        return self.stock_keys, self.stock, self.high, self.step

    def enlarge_flows(self) -> None:
        self._make_flows(len(self.flow_keys) * 4)

    def enlarge_stock(self) -> None:
        self._make_stock(len(self.stock_keys) * 4)

    def tally(self, total: Numbers) -> Tally:
        flows, stock = self._met(self.flow_keys, self.flows), self._met(self.stock_keys, self.stock)
        return Tally(
            *(self._cells(self.flow_keys, flows), self.flows[flows]),
            self._cells(self.stock_keys, stock),
            np.cumsum(self.stock[stock], axis=1, dtype=np.int64),
            np.cumsum(self.high[stock], axis=1, dtype=np.int64),
            total,
        )

    def _make_flows(self, size: int) -> None:
        self.flow_keys = np.full(0 if self.is_dense else size, EMPTY, np.int64)
        self.flow_used = np.zeros(1, np.int64)
        self.flows = np.zeros((size, 4), np.int64)
        self.seen = np.zeros(size, np.int32)

    def _make_stock(self, size: int) -> None:
        self.stock_keys = np.full(0 if self.is_dense else size, EMPTY, np.int64)
        self.stock = np.zeros((size, self.days), np.int32)
        self.high = np.zeros((size, self.days), np.int32)
        # The change to make, and how many places are taken.
        self.step = np.zeros(2, np.int64)

    def _met(self, keys: Numbers, table: NDArray[Any]) -> Numbers:
        return np.flatnonzero(table.any(axis=1) if self.is_dense else keys != EMPTY)

    def _cells(self, keys: Numbers, places: Numbers) -> Numbers:
        return places if self.is_dense else keys[places]


def merged(tallies: Sequence[Tally]) -> Tally:
    """Buckets add exactly, distinct counts too, because a person lives in one of them."""
    flow_cells, flows = added_by_cell([tally.flow_cells for tally in tallies], [tally.flows for tally in tallies])
    stock_cells, stock = added_by_cell([tally.stock_cells for tally in tallies], [tally.stock for tally in tallies])
    _, high = added_by_cell([tally.stock_cells for tally in tallies], [tally.stock_high for tally in tallies])
    return Tally(flow_cells, flows, stock_cells, stock, high, np.sum([tally.total for tally in tallies], axis=0))


def added_by_cell(cells: Sequence[Numbers], values: Sequence[Numbers]) -> tuple[Numbers, Numbers]:
    """Each cell once, with the sum of its rows."""
    distinct, places = np.unique(np.concatenate(cells), return_inverse=True)
    added = np.zeros((len(distinct), values[0].shape[1]), np.int64)
    np.add.at(added, places, np.concatenate(values))
    return distinct, added
