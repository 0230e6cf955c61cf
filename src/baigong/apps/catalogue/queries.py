"""Reads of the catalogue. What is law, and the same for all, is shown whole; tasks are shown by scope."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from baigong.apps.authority.prepared import prepared
from baigong.apps.catalogue.models import CalendarDay, Promise, Standard, Task
from baigong.apps.catalogue.promises import ASSUMED
from baigong.apps.catalogue.states import OPEN, TASK
from baigong.core.plans import Measure, Plan
from baigong.core.scope import Scope, bare
from baigong.core.text import Text
from baigong.core.workdays import after_working_days

TITLES = dict(TASK.states)


@dataclass(frozen=True, slots=True)
class TaskShown:
    id: int
    measure: int
    title: Text
    region: str
    office: int
    office_name: str
    due_on: date | None
    clause: str
    evidence: str
    state: str
    state_title: Text
    is_overdue: bool
    line: int


@dataclass(frozen=True, slots=True)
class MeasureShown:
    """`tasks` counts those in scope by state; `name` is None where the plan does not tell it."""

    number: int
    action: str
    action_name: Text
    name: Text | None
    rule: Text | None
    source: str
    targets: tuple[str, ...]
    is_our_wording: bool
    tasks: dict[str, int]
    overdue: int


@dataclass(frozen=True, slots=True)
class StandardShown:
    id: int
    occupation: str
    level: str
    edition: str
    title: str
    region: str
    reference: str
    from_on: date
    to_on: date | None
    line: int


@dataclass(frozen=True, slots=True)
class PromiseShown:
    """`is_assumed`: nobody has entered it, it stands in the program."""

    about: str
    region: str
    working_days: int
    clause: str
    from_on: date | None
    is_assumed: bool


# Written out, because lists are read most: Django takes longer to word it than PostgreSQL to answer.
TASKS = """
SELECT t.id, t.measure, t.title_zh, t.title_en, t.region, t.office_id, o.name_zh, t.due_on, t.clause, t.evidence,
       t.state, t.line
FROM catalogue_task t JOIN authority_office o ON o.id = t.office_id
WHERE t.id > %(after)s AND t.region LIKE ANY (%(regions)s)
  AND (%(measure)s = 0 OR t.measure = %(measure)s) AND (%(state)s = '' OR t.state = %(state)s)
ORDER BY t.id LIMIT %(limit)s
"""


def tasks(
    scope: Scope, *, on: date, measure: int | None = None, state: str = "", after: int | None = None, limit: int = 50
) -> list[TaskShown]:
    """The tasks of regions in scope, in the order in which they were entered."""
    asked = {
        "after": after or 0,
        "regions": [f"{prefix}%" for prefix in scope.regions],
        "measure": measure or 0,
        "state": state,
        "limit": limit,
    }
    return [_shown(row, on) for row in prepared(TASKS, asked)]


def task(scope: Scope, number: int, *, on: date) -> TaskShown | None:
    found = tasks(scope, on=on, after=number - 1, limit=1)
    return found[0] if found and found[0].id == number else None


def task_to_act_on(scope: Scope, number: int) -> Task | None:
    """The row itself, for acts."""
    return _in(Task.objects.all(), scope).filter(pk=number).first()


def measures(scope: Scope, plan: Plan, *, on: date) -> list[MeasureShown]:
    """The plan's measures, each with the tasks in scope by state."""
    rows = _in(Task.objects.all(), scope).values_list("measure", "state", "due_on")
    states = Counter((measure, state) for measure, state, _ in rows)
    overdue = Counter(measure for measure, state, due_on in rows if _is_overdue(state, due_on, on))
    return [_measure(measure, plan, states, overdue) for measure in plan.measures]


def _measure(measure: Measure, plan: Plan, states: Counter[tuple[int, str]], overdue: Counter[int]) -> MeasureShown:
    name = next(action.name for action in plan.actions if action.action == measure.action)
    return MeasureShown(
        number=measure.number,
        action=measure.action,
        action_name=name,
        name=measure.name,
        rule=measure.rule,
        source=measure.source,
        targets=measure.targets,
        is_our_wording=measure.is_our_wording,
        tasks={state: states[measure.number, state] for state, _ in TASK.states},
        overdue=overdue[measure.number],
    )


STANDARDS = """
SELECT id, occupation, level, edition, title, region, reference, from_on, to_on, line FROM catalogue_standard
WHERE id > %(after)s AND (%(occupation)s = '' OR occupation = %(occupation)s)
  AND (%(level)s = '' OR level IN ('', %(level)s))
  AND (%(on)s::date IS NULL OR from_on <= %(on)s AND (to_on IS NULL OR to_on >= %(on)s))
ORDER BY id LIMIT %(limit)s
"""


def standards(
    scope: Scope,
    *,
    occupation: str = "",
    level: str = "",
    on: date | None = None,
    after: int | None = None,
    limit: int = 50,
) -> list[StandardShown]:
    """Standards are published, so everybody's scope shows them all; with a day, those valid on it."""
    asked = {"occupation": occupation, "level": level, "on": on, "after": after or 0, "limit": limit}
    return [StandardShown(*row) for row in prepared(STANDARDS, asked)]


def standard_to_act_on(scope: Scope, number: int) -> Standard | None:
    return _in(Standard.objects.all(), scope).filter(pk=number).first()


def promises(scope: Scope, *, region: str, on: date) -> list[PromiseShown]:
    """What holds in a region on a day: published, so everybody's scope shows it."""
    named = set(ASSUMED) | set(Promise.objects.values_list("about", flat=True))
    return [shown for about in sorted(named) if (shown := promise(scope, about, region=region, on=on))]


def promise(scope: Scope, about: str, *, region: str, on: date) -> PromiseShown | None:
    """The nearest region's that had begun on the day, else the one that is assumed."""
    rows = Promise.objects.filter(about=about, from_on__lte=on, region__in=_around(region))
    kept = max(rows, key=lambda row: (len(bare(row.region)), row.from_on), default=None)
    if kept:
        return PromiseShown(about, kept.region, kept.working_days, kept.clause, kept.from_on, False)
    assumed = ASSUMED.get(about)
    return PromiseShown(about, "00", assumed, "", None, True) if assumed else None


def due_on(scope: Scope, about: str, *, region: str, on: date) -> date | None:
    """By which day it must be answered if it is asked on a day; None where nothing is promised."""
    promised = promise(scope, about, region=region, on=on)
    return working_days_after(scope, on, promised.working_days) if promised else None


def working_days_after(scope: Scope, day: date, count: int) -> date:
    otherwise = dict(CalendarDay.objects.filter(day__gt=day).values_list("day", "is_worked"))
    return after_working_days(day, count, otherwise)


def _around(region: str) -> Sequence[str]:
    """The region and what it lies in."""
    code = bare(region)
    return ["00", *(code[:length].ljust(6, "0") for length in (2, 4, 6) if len(code) >= length)]


def _in(rows: QuerySet, scope: Scope) -> QuerySet:
    if scope.is_whole:
        return rows
    return rows.filter(_any(Q(region__startswith=prefix) for prefix in scope.regions))


def _any(conditions: Iterable[Q]) -> Q:
    joined = Q(pk__in=())
    for condition in conditions:
        joined |= condition
    return joined


def _shown(row: tuple[Any, ...], on: date) -> TaskShown:
    number, measure, zh, en, region, office, office_name, due_on, clause, evidence, state, line = row
    return TaskShown(
        id=number,
        measure=measure,
        title=Text(zh, en),
        region=region,
        office=office,
        office_name=office_name,
        due_on=due_on,
        clause=clause,
        evidence=evidence,
        state=state,
        state_title=TITLES[state],
        is_overdue=_is_overdue(state, due_on, on),
        line=line,
    )


def _is_overdue(state: str, due_on: date | None, on: date) -> bool:
    return state in OPEN and due_on is not None and due_on < on
