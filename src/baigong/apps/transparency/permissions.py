"""Who may say who witnesses the log, and who may have it run."""

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import Role

NAMERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})
RUNNERS = frozenset({Role.SYSTEM_ADMINISTRATOR})
READERS = NAMERS | {Role.AUDITOR, Role.AUDIT_ADMINISTRATOR}


def may_name(*_: object, by: Actor, region: str, **__: object) -> bool:
    """Two of the three administrations, so that neither who runs the node nor who gives rights chooses alone."""
    return by.may_as(NAMERS, region=region)


def may_run(*_: object, by: Actor, region: str, **__: object) -> bool:
    return by.may_as(RUNNERS, region=region)


def is_node(*_: object, by: Actor, **__: object) -> bool:
    return by.is_operator
