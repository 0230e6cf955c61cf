"""For the matrix: how each act of the registry is given something to act on, in a region."""

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

from apps.registry.making import (
    AT,
    number_line,
    sealed_number,
    settled_candidate,
    settled_consent,
    settled_dispute,
    settled_employment,
    settled_filing,
    settled_licence,
    settled_merge,
    settled_organisation,
    settled_person,
)
from baigong.apps.registry.likeness import Likeness
from cast import CHEN_EMPLOYS, Cast, as_person
from contract.people import body_number, credit, resident

Made = tuple[tuple[Any, ...], dict[str, Any]]
SERIALS = count(400)  # persons and bodies of their own, so that one test may ask twice
OCCUPATION = "6-18-02-04"


def person(region: str, **cells: Any) -> Any:
    return settled_person(next(SERIALS), place=region, born="19880203", **cells)


def number() -> str:
    return sealed_number(resident(next(SERIALS), born="19880204"))


def _filing(cast: Cast, region: str) -> Made:
    cells = {
        "filing": f"F{next(SERIALS)}",
        "credit_code": credit(1),
        "body_number": body_number(),
        "occupation": OCCUPATION,
        "levels": "5;4;3",
        "from_on": "2020-01-01",
    }
    return (), {"region": region, "cells": cells}


def _pair(cast: Cast, region: str) -> Made:
    return (person(region), person(region)), {"reason": "同一人两号"}


def _likeness(cast: Cast, region: str) -> Made:
    first, second = sorted((person(region).pk, person(region).pk))
    return ([Likeness(first, second, 12.5, ("same_name",))],), {}


def _own(cast: Cast, region: str) -> Any:
    """A record that both Lan and Chen may dispute: her employment with him."""
    return settled_employment(_lan(cast, region), CHEN_EMPLOYS)


def _lan(cast: Cast, region: str) -> Any:
    """Lan's own row."""
    own = person(region)
    as_person(cast.lan, own.pk)
    return own


SUBJECTS: dict[str, Callable[[Cast, str], Made]] = {
    "registry.show_number": lambda cast, region: ((number_line(person(region)),), {"reason": "核对身份"}),
    "registry.enter_person": lambda cast, region: ((number(),), {"region": region, "cells": {"name": "测试新"}}),
    "registry.correct_person": lambda cast, region: ((person(region),), {"cells": {"name": "测试改"}}),
    "registry.withdraw_death": lambda cast, region: (
        (person(region, left_on=date(2025, 6, 1), left_reason="死亡"),),
        {"reason": "登记有误"},
    ),
    "registry.record_death": lambda cast, region: ((person(region),), {"left_on": date(2025, 6, 1)}),
    "registry.enter_identifier": lambda cast, region: ((person(region), number()), {}),
    "registry.replace_identifier": lambda cast, region: (
        (number_line(person(region)), number()),
        {"from_on": date(2025, 1, 1)},
    ),
    "registry.correct_identifier": lambda cast, region: ((number_line(person(region)), number()), {}),
    "registry.enter_organisation": lambda cast, region: (
        (),
        {"region": region, "cells": {"credit_code": credit(next(SERIALS)), "name": "新单位"}},
    ),
    "registry.correct_organisation": lambda cast, region: (
        (settled_organisation(next(SERIALS), place=region),),
        {"cells": {"name": "更名单位"}},
    ),
    "registry.enter_filing": _filing,
    "registry.correct_filing": lambda cast, region: (
        (settled_filing(f"F{next(SERIALS)}", place=region),),
        {"cells": {"levels": "5;4"}},
    ),
    "registry.withdraw_filing": lambda cast, region: (
        (settled_filing(f"F{next(SERIALS)}", place=region),),
        {"to_on": date(2025, 6, 30), "reason": "机构注销"},
    ),
    "registry.enter_licence": lambda cast, region: (
        (settled_organisation(next(SERIALS), place=region),),
        {"cells": {"kind": "training", "from_on": "2021-01-01"}},
    ),
    "registry.correct_licence": lambda cast, region: (
        (settled_licence(settled_organisation(next(SERIALS), place=region)),),
        {"cells": {"to_on": "2026-12-31"}},
    ),
    "registry.enter_fact": lambda cast, region: (
        (person(region),),
        {"table": "employments", "cells": {"credit_code": credit(1), "from_on": "2024-03-01"}},
    ),
    "registry.correct_fact": lambda cast, region: (
        (settled_employment(person(region), credit(1)),),
        {"cells": {"to_on": "2025-05-31"}},
    ),
    "registry.record_candidates": _likeness,
    "registry.merge_persons": _pair,
    "registry.undo_merge": lambda cast, region: (
        (settled_merge(person(region), person(region)),),
        {"reason": "并非一人"},
    ),
    "registry.keep_apart": lambda cast, region: (
        (settled_candidate(person(region), person(region)),),
        {"reason": "同名同日"},
    ),
    "registry.file_dispute": lambda cast, region: ((_own(cast, region),), {"says": "起始日期不对"}),
    "registry.answer_dispute": lambda cast, region: (
        (settled_dispute(_own(cast, region)),),
        {"outcome": "rejected", "answer": "经核对无误"},
    ),
    "registry.withdraw_dispute": lambda cast, region: (
        (settled_dispute(_own(cast, region), account=cast.lan.account),),
        {},
    ),
    "registry.give_consent": lambda cast, region: (
        (_lan(cast, region),),
        {"organisation": credit(1), "kinds": ["certificates"]},
    ),
    "registry.withdraw_consent": lambda cast, region: ((settled_consent(_lan(cast, region), credit(1)),), {}),
    "registry.drop_expired": lambda cast, region: ((), {}),
}


def lan_as(cast: Cast, record: Any) -> Any:
    """Lan, bound to whom a record speaks of."""
    bearer = getattr(record, "bearer", None) or record.person_id
    return as_person(cast.lan, bearer)


__all__ = ["AT", "SUBJECTS", "lan_as"]
