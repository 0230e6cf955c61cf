"""Entering, correcting, starting, finishing and dropping tasks; standards, promises, and the days of the calendar.

`cells` are plain JSON, so that any of these can be put under an approval chain: days stand as days or as 2025-12-31.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create
from baigong.apps.authority.models import Office
from baigong.apps.authority.moving import move
from baigong.apps.catalogue.models import CalendarDay, Promise, Standard, Task
from baigong.apps.catalogue.permissions import may_drop, may_enter, may_keep, may_promise, may_set_days
from baigong.apps.catalogue.refusals import (
    AlreadyEnded,
    AlreadyThere,
    EndsBeforeItBegins,
    NoEvidence,
    OfficeElsewhere,
    UnknownLevel,
    UnknownOccupation,
    UnknownRegion,
)
from baigong.apps.catalogue.states import TASK
from baigong.core.codes.level import LEVELS
from baigong.core.codes.occupation import is_known_occupation, normal_occupation
from baigong.core.codes.region import is_today
from baigong.core.scope import NATION, of_region


@act(allowed=may_enter)
def enter_task(measure: int, *, cells: Mapping[str, Any], region: str, by: Actor, at: datetime) -> Task:
    _refuse_unknown(region)
    return create(Task(measure=measure, region=region, state=TASK.initial, **_task_cells(cells, region)))


@act(allowed=may_keep)
def correct_task(task: Task, *, cells: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Only those of its cells that are named; its state moves by other acts."""
    change(task, **_task_cells(cells, task.region))


@act(allowed=may_keep)
def start_task(task: Task, *, by: Actor, at: datetime) -> None:
    move(task, TASK, "start")


@act(allowed=may_keep)
def finish_task(task: Task, *, evidence: str, by: Actor, at: datetime) -> None:
    if not evidence.strip():
        raise NoEvidence
    move(task, TASK, "complete", evidence=evidence.strip())


@act(allowed=may_drop)
def drop_task(task: Task, *, reason: str, by: Actor, at: datetime) -> None:
    move(task, TASK, "drop", evidence=reason.strip())


@act(allowed=may_enter)
def enter_standard(occupation: str, *, cells: Mapping[str, Any], region: str, by: Actor, at: datetime) -> Standard:
    _refuse_unknown(region)
    standard = Standard(occupation=_occupation(occupation), region=region, **_standard_cells(cells))
    same = Standard.objects.filter(
        occupation=standard.occupation, level=standard.level, region=region, edition=standard.edition
    )
    if same.exists():
        raise AlreadyThere
    _refuse_backwards(standard.from_on, standard.to_on)
    return create(standard)


@act(allowed=may_keep)
def end_standard(standard: Standard, *, to_on: date, by: Actor, at: datetime) -> None:
    """The last day on which it holds; what was evaluated by it until then stays so."""
    if standard.to_on:
        raise AlreadyEnded(to=standard.to_on)
    _refuse_backwards(standard.from_on, to_on)
    change(standard, to_on=to_on)


@act(allowed=may_promise)
def enter_promise(about: str, *, cells: Mapping[str, Any], region: str, by: Actor, at: datetime) -> Promise:
    """Holds until a later one for the same begins: nothing that was promised before is changed by it."""
    _refuse_unknown(region)
    from_on = _day(cells["from_on"])
    if Promise.objects.filter(about=about, region=region, from_on=from_on).exists():
        raise AlreadyThere
    told = {name: cells[name] for name in ("working_days", "clause")}
    return create(Promise(about=about, region=region, from_on=from_on, **told))


@act(allowed=may_set_days)
def set_day(day: date | str, *, is_worked: bool, clause: str, by: Actor, at: datetime) -> CalendarDay:
    kept = CalendarDay.objects.filter(day=_day(day)).first()
    if kept is None:
        return create(CalendarDay(day=_day(day), is_worked=is_worked, clause=clause))
    change(kept, is_worked=is_worked, clause=clause)
    return kept


def _task_cells(cells: Mapping[str, Any], region: str) -> dict[str, Any]:
    told = {name: cells[name] for name in ("title_zh", "title_en", "clause") if name in cells}
    if "office" in cells:
        told["office_id"] = _office(cells["office"], region)
    if "due_on" in cells:
        told["due_on"] = _day(cells["due_on"])
    return told


def _office(office: int, region: str) -> int:
    """A province may own a task itself or leave it to one of its cities, never to an office above or beside it."""
    found = Office.objects.filter(pk=office).first()
    if found is None or not of_region(region).holds_region(found.region):
        raise OfficeElsewhere(region=region)
    return found.pk


def _standard_cells(cells: Mapping[str, Any]) -> dict[str, Any]:
    level = cells.get("level", "")
    if level and level not in LEVELS:
        raise UnknownLevel(level=level)
    told = {name: cells[name] for name in ("edition", "title", "reference")}
    return {**told, "level": level, "from_on": _day(cells["from_on"]), "to_on": _day(cells.get("to_on"))}


def _occupation(written: str) -> str:
    code = normal_occupation(written)
    if not is_known_occupation(code):
        raise UnknownOccupation(occupation=code[:40])
    return code


def _refuse_unknown(region: str) -> None:
    if region != NATION and not (len(region) == 6 and is_today(region)):
        raise UnknownRegion(region=region[:12])


def _refuse_backwards(first: date, last: date | None) -> None:
    if last and last < first:
        raise EndsBeforeItBegins(first=first, to=last)


def _day(told: date | str | None) -> date | None:
    return date.fromisoformat(told) if isinstance(told, str) else told
