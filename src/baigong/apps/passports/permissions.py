"""Who may show, ask, look; and who keeps a list of staff."""

from dataclasses import replace
from typing import Any

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import Role
from baigong.apps.registry.permissions import KEEPERS, OF_ORGANISATIONS, READERS, is_she

EMPLOYERS = frozenset({Role.EMPLOYER})
# Whoever opens a link or verifies a certificate; signed in, she is named. She may do nothing else by it.
PUBLIC = Actor("public", allows=frozenset({"passports.looked"}))


def looker(actor: Actor) -> Actor:
    """As whom somebody looks: in her post, where it reads records; else as the public, by her account if she has one.

    A programme's token that reads does not need another right for the line that its reading leaves.
    """
    if actor.may_as(READERS) and not actor.is_operator:
        return replace(actor, allows=None)
    return replace(PUBLIC, account=actor.account)


def may_look(*_: object, by: Actor, **__: object) -> bool:
    """Whoever reads records, or comes by a door that is open to all."""
    return by.name == PUBLIC.name or by.may_as(READERS)


def is_herself(person: Any, *_: object, by: Actor, **__: object) -> bool:
    return is_she(by, person.pk)


def is_of_hers(row: Any, *_: object, by: Actor, **__: object) -> bool:
    return is_she(by, row.bearer)


def may_ask(*_: object, by: Actor, **__: object) -> bool:
    """An organisation for itself, an office for its region: whom they ask answers."""
    return by.may_as(OF_ORGANISATIONS) or by.may_as(KEEPERS)


def asked_it(request: Any, *_: object, by: Actor, **__: object) -> bool:
    if request.organisation:
        return by.may_as(OF_ORGANISATIONS, organisation=request.organisation)
    return by.may_as(KEEPERS, region=request.region)


def employs(*_: object, organisation: str, by: Actor, **__: object) -> bool:
    return by.may_as(EMPLOYERS, organisation=organisation)


def keeps_list(workforce: Any, *_: object, by: Actor, **__: object) -> bool:
    return by.may_as(EMPLOYERS, organisation=workforce.organisation)


def is_node(*_: object, by: Actor, **__: object) -> bool:
    return by.is_operator
