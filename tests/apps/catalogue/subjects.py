"""For the matrix: how each act of the catalogue is given something to act on, in a region."""

from datetime import date
from typing import Any

from baigong.apps.authority.models import Office
from baigong.apps.catalogue.models import Standard, Task
from cast import Cast

Made = tuple[tuple[Any, ...], dict[str, Any]]
CELLS = {"title_zh": "编制目录", "title_en": "Make the list", "clause": "第三条", "due_on": "2025-12-31"}
STANDARD = {"edition": "2019年版", "title": "家政服务员", "reference": "人社厅发〔2019〕92号", "from_on": "2019-10-01"}


def office_in(region: str) -> Office:
    return Office.objects.filter(region=region).first() or Office.objects.create(
        name_zh=f"{region}机构", region=region, line=0
    )


def settled_task(region: str, state: str = "planned", **cells: Any) -> Task:
    told = {
        "title_zh": "编制目录",
        "title_en": "Make the list",
        "clause": "第三条",
        "due_on": date(2025, 12, 31),
        **cells,
    }
    return Task.objects.create(measure=1, region=region, office=office_in(region), state=state, line=0, **told)


def settled_standard(region: str, **cells: Any) -> Standard:
    told = {**STANDARD, "from_on": date(2019, 10, 1), "occupation": "4-10-01-06", **cells}
    return Standard.objects.create(region=region, line=0, **told)


def _enter_task(cast: Cast, region: str) -> Made:
    return (1,), {"cells": {**CELLS, "office": office_in(region).pk}, "region": region}


def _promise(cast: Cast, region: str) -> Made:
    cells = {"working_days": 15, "clause": "第九条", "from_on": "2025-01-01"}
    return ("registry.answer_dispute",), {"cells": cells, "region": region}


SUBJECTS = {
    "catalogue.enter_task": _enter_task,
    "catalogue.correct_task": lambda cast, region: ((settled_task(region),), {"cells": {"clause": "第四条"}}),
    "catalogue.start_task": lambda cast, region: ((settled_task(region),), {}),
    "catalogue.finish_task": lambda cast, region: ((settled_task(region, "under_way"),), {"evidence": "公告"}),
    "catalogue.drop_task": lambda cast, region: ((settled_task(region),), {"reason": "并入他项"}),
    "catalogue.enter_standard": lambda cast, region: (("4-10-01-06",), {"cells": STANDARD, "region": region}),
    "catalogue.end_standard": lambda cast, region: ((settled_standard(region),), {"to_on": date(2025, 6, 30)}),
    "catalogue.enter_promise": _promise,
    "catalogue.set_day": lambda cast, region: ((date(2025, 10, 1),), {"is_worked": False, "clause": "国庆节"}),
}
