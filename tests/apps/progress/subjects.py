"""For the matrix: how each act of this app is given something to act on, in a region."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

from apps.progress.making import (
    AT,
    OPERATOR,
    cell,
    counted_as,
    kept,
    settled_observation,
    settled_period,
    settled_publication,
    settled_reading,
)
from baigong.apps.progress.actions import lock_period
from baigong.apps.progress.counting import WHOLE
from cast import Cast

Made = tuple[tuple[Any, ...], dict[str, Any]]
YEARS = count(1990)  # a period of its own each time


def _period(region: str) -> Any:
    year = next(YEARS)
    return settled_period(region, kind="year", days=str(year), due_on=date(year + 1, 1, 15))


def _locked(region: str) -> Any:
    period = _period(region)
    lock_period(period, by=OPERATOR, at=AT)
    return period


def _with_finding(region: str) -> Any:
    odd = kept([cell(grain=WHOLE, events=10), cell("33", events=9)], region=region)
    return settled_publication(odd)


def _opening(region: str) -> Made:
    year = next(YEARS)
    return (), {"kind": "year", "region": region, "days": str(year), "due_on": date(year + 1, 1, 15)}


CELLS = {
    "indicator": "employed",
    "period": "2024-12-31",
    "value": "39080000",
    "unit": "persons",
    "definition": "employed",
    "published_on": "2025-03-01",
}

SUBJECTS: dict[str, Callable[[Cast, str], Made]] = {
    "progress.take_reading": lambda cast, region: ((counted_as({}, region=region),), {}),
    "progress.enter_observation": lambda cast, region: (
        (),
        {"region": region, "cells": {**CELLS, "source": f"公报{next(YEARS)}"}},
    ),
    "progress.correct_observation": lambda cast, region: (
        (settled_observation(region),),
        {"cells": {"value": "39090000"}},
    ),
    "progress.withdraw_observation": lambda cast, region: ((settled_observation(region),), {"reason": "公报更正"}),
    "progress.open_period": lambda cast, region: _opening(region),
    "progress.lock_period": lambda cast, region: ((_period(region),), {}),
    "progress.lift_lock": lambda cast, region: ((_locked(region),), {"reason": "补报"}),
    "progress.grant_exception": lambda cast, region: (
        (_locked(region),),
        {"region": region, "until": date(2025, 7, 10), "reason": "系统故障"},
    ),
    "progress.draft_publication": lambda cast, region: ((settled_reading(region),), {"period": "2025Q2"}),
    "progress.answer_finding": lambda cast, region: ((_with_finding(region),), {"finding": 0, "answer": "已核实"}),
    "progress.propose_publication": lambda cast, region: ((settled_publication(region=region),), {}),
    "progress.publish_reading": lambda cast, region: ((settled_publication(region=region),), {}),
    "progress.withdraw_publication": lambda cast, region: ((settled_publication(region=region),), {"reason": "有误"}),
}
