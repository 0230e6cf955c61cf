"""For the matrix: how each act of the certificates is given something to act on, in a region."""

from collections.abc import Callable
from datetime import date
from typing import Any

from apps.certificates.making import CELLS, settled_certificate
from apps.registry.subjects import SERIALS, number, person
from baigong.apps.registry.models import Person
from cast import Cast
from contract.people import identification

Made = tuple[tuple[Any, ...], dict[str, Any]]
ENDING = {"ended_on": date(2025, 5, 1), "reason": "冒名顶替"}


def _certificate(region: str) -> Any:
    return settled_certificate(next(SERIALS), person(region), place=region)


def _entering(cast: Cast, region: str) -> Made:
    cells = {**CELLS, "number": identification(next(SERIALS)), "region": region}
    return (number(),), {"region": region, "cells": cells}


def _forgotten(cast: Cast, region: str) -> Made:
    gone: Person = person(region, left_on=date(2010, 1, 1))
    return (gone,), {"ground": "left_long_ago", "reason": "期满"}


SUBJECTS: dict[str, Callable[[Cast, str], Made]] = {
    "certificates.enter_certificate": _entering,
    "certificates.correct_certificate": lambda cast, region: (
        (_certificate(region),),
        {"cells": {"valid_until": "2030-01-01"}},
    ),
    "certificates.void_certificate": lambda cast, region: ((_certificate(region),), dict(ENDING)),
    "certificates.revoke_certificate": lambda cast, region: ((_certificate(region),), dict(ENDING)),
    "certificates.forget_person": _forgotten,
}
