"""One pass over events clustered by person. Compiled once and cached beside this file.

A cell is a number; a table of cells is either dense (the cell is its place) or hashed (`keys` holds the cells met).
"""

from typing import Any

import numpy as np
from numba import boolean, int8, int16, int32, int64, njit, types, void

NO_CELL = -1
EMPTY = -(2**62)
EVENTS, HOLDERS, FIRST, FIRST_HIGH = range(4)
VOID = 1
NEVER = 2**31 - 1

_options = {"cache": True, "nogil": True, "boundscheck": False}


def _read(kind: Any) -> Any:
    """A column that is only read, as Arrow gives it."""
    return types.Array(kind, 1, "C", readonly=True)


_B, _H, _I, _L = (_read(kind) for kind in (int8, int16, int32, int64))
_CELLS, _PLACES = int64[::1], int32[::1]


@njit(int64(_CELLS, _CELLS, int64), inline="always", **_options)
def _slot(keys: Any, used: Any, cell: int) -> int:
    """The place of a cell; NO_CELL once the table is too full to take another."""
    if keys.size == 0:
        return cell
    mask = keys.size - 1
    place = (cell * 0x9E3779B97F4A7C1 >> 20) & mask
    while keys[place] != cell:
        if keys[place] == EMPTY:
            if used[0] * 2 >= keys.size:
                return NO_CELL
            keys[place] = cell
            used[0] += 1
            return place
        place = (place + 1) & mask
    return place


@njit(void(_CELLS, _L, _I, int64), **_options)
def mix_wide(cells: Any, table: Any, column: Any, stride: int) -> None:
    """Adds a dimension looked up in a table; NO_CELL in the table puts the event outside."""
    for i in range(cells.size):
        if cells[i] >= 0:
            value = table[column[i]]
            cells[i] = cells[i] + value * stride if value >= 0 else NO_CELL


@njit(void(_CELLS, _L, _B, int64), **_options)
def mix_narrow(cells: Any, table: Any, column: Any, stride: int) -> None:
    for i in range(cells.size):
        if cells[i] >= 0:
            value = table[column[i]]
            cells[i] = cells[i] + value * stride if value >= 0 else NO_CELL


@njit(void(_CELLS, _L, _I, int64, int64), **_options)
def mix_day(cells: Any, table: Any, days: Any, first: int, stride: int) -> None:
    """Adds a dimension of days, from a table that begins with the day `first`; other days are outside."""
    for i in range(cells.size):
        if cells[i] >= 0:
            place = days[i] - first
            value = table[place] if 0 <= place < table.size else NO_CELL
            cells[i] = cells[i] + value * stride if value >= 0 else NO_CELL


@njit(void(_CELLS, _L, _B, int64), **_options)
def mix_sex(cells: Any, starts: Any, sexes: Any, stride: int) -> None:
    for person in range(starts.size - 1):
        for i in range(starts[person], starts[person + 1]):
            if cells[i] >= 0:
                cells[i] += sexes[person] * stride


@njit(int64(int64, int64, _L), inline="always", **_options)
def _bin(birth: int, today: int, bins: Any) -> int:
    """The place of an age among the bins' upper ends; both days as YYYYMMDD, an unknown birth the last place."""
    if birth < 0:
        return bins.size
    age = (today - birth) // 10000
    place = 0
    while age > bins[place]:
        place += 1
    return place


@njit(void(_CELLS, _L, _I, _L, _I, int64, _L, int64), **_options)
def mix_age(cells: Any, starts: Any, births: Any, calendar: Any, days: Any, first: int, bins: Any, stride: int) -> None:
    """Adds the age on the event's day; `births` as YYYYMMDD, `calendar` gives that of the days from `first` on."""
    for person in range(starts.size - 1):
        for i in range(starts[person], starts[person + 1]):
            if cells[i] >= 0:
                place = min(max(days[i] - first, 0), calendar.size - 1)
                cells[i] += _bin(births[person], calendar[place], bins) * stride


@njit(
    boolean(_L, _L, _B, _B, _H, _L, _CELLS, _CELLS, int64[:, ::1], _PLACES, _CELLS),
    **_options,
)
def count_flows(
    starts: Any,
    cells: Any,
    flags: Any,
    levels: Any,
    groups: Any,
    settings: Any,
    keys: Any,
    used: Any,
    out: Any,
    seen: Any,
    total: Any,
) -> bool:
    """Events, holders, first and first_high of each cell. `settings`: lowest level, high, stride of group."""
    levelled, high, stride = settings[0], settings[1], settings[2]
    for person in range(starts.size - 1):
        holds, is_first, is_first_high = False, True, True
        for i in range(starts[person], starts[person + 1]):
            if flags[i] & VOID:
                continue
            first_here = is_first and levels[i] >= levelled
            first_high_here = is_first_high and levels[i] >= high
            if first_here:
                is_first = False
            if first_high_here:
                is_first_high = False
            if cells[i] < 0:
                continue
            total[EVENTS] += 1
            total[HOLDERS] += not holds
            total[FIRST] += first_here
            total[FIRST_HIGH] += first_high_here
            holds = True
            mask = groups[person] if stride else 1
            group = 0
            if mask == 0:
                mask, group = 1, settings[3]
            while mask:
                if mask & 1:
                    place = _slot(keys, used, cells[i] + group * stride)
                    if place < 0:
                        return False
                    out[place, EVENTS] += 1
                    if seen[place] != person + 1:
                        seen[place] = person + 1
                        out[place, HOLDERS] += 1
                    out[place, FIRST] += first_here
                    out[place, FIRST_HIGH] += first_high_here
                mask >>= 1
                group += 1
    return True


@njit(
    boolean(_CELLS, int64, int64, int64, int64, boolean, int64, int32[:, ::1], int32[:, ::1], _CELLS),
    **_options,
)
def _stand(
    keys: Any, cell: int, mask: int, stride: int, nobody: int, is_high: bool, at: int, stock: Any, high: Any, step: Any
) -> bool:
    """Enters (+1) or leaves (-1) a cell, for every group of the person, from a day on."""
    group = 0
    if mask == 0:
        mask, group = 1, nobody
    while mask:
        if mask & 1:
            place = _slot(keys, step[1:], cell + group * stride)
            if place < 0:
                return False
            stock[place, at] += step[0]
            if is_high:
                high[place, at] += step[0]
        mask >>= 1
        group += 1
    return True


@njit(
    boolean(
        *(_L, _L, _B, _B, _I, _I, _I, _I, _H, _I, _L, _L, _L),
        *(_CELLS, int32[:, ::1], int32[:, ::1], _CELLS, _CELLS),
    ),
    **_options,
)
def count_stock(
    starts: Any,
    parts: Any,
    flags: Any,
    levels: Any,
    issued: Any,
    until: Any,
    left: Any,
    births: Any,
    groups: Any,
    days: Any,
    todays: Any,
    bins: Any,
    settings: Any,
    keys: Any,
    stock: Any,
    high: Any,
    step: Any,
    total: Any,
) -> bool:
    """Enters each person's changes of cell between days; a running sum over days then gives who stands where.

    `parts` is what the last certificate in force adds to the cell, NO_CELL outside the region asked for.
    `settings`: lowest level that counts, high, and the strides of level, age and group, and the place of no group.
    """
    levelled, is_high_from = settings[0], settings[1]
    by_level, by_age, by_group, nobody = settings[2], settings[3], settings[4], settings[5]
    for person in range(starts.size - 1):
        lo, hi = starts[person], starts[person + 1]
        before, was_high = NO_CELL, False
        mask = np.int64(groups[person]) if by_group else np.int64(1)
        at = 0
        while at < days.size and days[at] < issued[lo]:
            at += 1
        while at < days.size:
            cell, is_high = NO_CELL, False
            # The day of the next certificate, end or leaving: until then nothing but age changes.
            change = np.int64(NEVER)
            if days[at] < left[person]:
                change = min(change, np.int64(left[person]))
                last, highest = -1, -1
                for i in range(lo, hi):
                    if issued[i] > days[at]:
                        change = min(change, np.int64(issued[i]))
                        break
                    if levels[i] >= levelled and until[i] >= days[at] and not flags[i] & VOID:
                        change = min(change, until[i] + 1)
                        last = i
                        highest = max(highest, levels[i])
                if last >= 0 and parts[last] >= 0:
                    is_high = highest >= is_high_from
                    cell = parts[last] + by_level * highest
                    if by_age:
                        cell += by_age * _bin(births[person], todays[at], bins)
            if cell != before or is_high != was_high:
                if before >= 0:
                    step[0] = -1
                    if not _stand(keys, before, mask, by_group, nobody, was_high, at, stock, high, step):
                        return False
                if cell >= 0:
                    step[0] = 1
                    if not _stand(keys, cell, mask, by_group, nobody, is_high, at, stock, high, step):
                        return False
                before, was_high = cell, is_high
            at += 1
            while not by_age and at < days.size and days[at] < change:
                at += 1
        if before >= 0:
            total[0] += 1
            total[1] += was_high
    return True


@njit(void(_L, _B, _B, _I, _I, _I, _L, int64[:, ::1]), **_options)
def mark(starts: Any, flags: Any, levels: Any, issued: Any, until: Any, left: Any, settings: Any, out: Any) -> None:
    """For each person the events that stand for first, first_high and stock (NO_CELL: none), and the highest level.

    `settings`: lowest level that counts, high, the day of the stock.
    """
    levelled, high, day = settings[0], settings[1], settings[2]
    for person in range(starts.size - 1):
        first, first_high, last, highest = NO_CELL, NO_CELL, NO_CELL, NO_CELL
        for i in range(starts[person], starts[person + 1]):
            if flags[i] & VOID or levels[i] < levelled:
                continue
            if first < 0:
                first = i
            if first_high < 0 and levels[i] >= high:
                first_high = i
            if issued[i] <= day and until[i] >= day and day < left[person]:
                last = i
                highest = max(highest, levels[i])
        out[person, 0] = first
        out[person, 1] = first_high
        out[person, 2] = last
        out[person, 3] = highest
