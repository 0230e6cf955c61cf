"""Who keeps the register of measures, the standards and the promises."""

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import Role
from baigong.apps.catalogue.models import Standard, Task
from baigong.core.scope import NATION

KEEPERS = frozenset({Role.HANDLER, Role.REVIEWER, Role.APPROVER})
DECIDERS = frozenset({Role.APPROVER})


def may_enter(*_: object, by: Actor, region: str, **__: object) -> bool:
    return by.may_as(KEEPERS, region=region)


def may_keep(row: Task | Standard, *_: object, by: Actor, **__: object) -> bool:
    return by.may_as(KEEPERS, region=row.region)


def may_drop(task: Task, *_: object, by: Actor, **__: object) -> bool:
    """What was undertaken is given up by whoever decides, not by whoever would have to do it."""
    return by.may_as(DECIDERS, region=task.region)


def may_promise(*_: object, by: Actor, region: str, **__: object) -> bool:
    return by.may_as(DECIDERS, region=region)


def may_set_days(*_: object, by: Actor, **__: object) -> bool:
    """The calendar is the nation's."""
    return by.may_as(DECIDERS, region=NATION)
