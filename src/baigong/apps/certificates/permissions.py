"""Who may enter, correct and end certificates, and have a person forgotten."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import Role
from baigong.apps.registry.permissions import KEEPERS, may_enter, may_keep

__all__ = ["may_enter", "may_keep", "may_move"]


def may_move(certificate: Any, *, cells: Mapping[str, Any], by: Actor, **_: object) -> bool:
    """A correction of the region moves the record: both places must be hers."""
    return may_keep(certificate, by=by) and may_enter(region=certificate.place, cells=cells, by=by)


# Whoever fills in the form under a public notice is nobody, and may do only this.
PUBLIC = Actor("public", allows=frozenset({"certificates.file_objection"}))


def objector(account: int | None) -> Actor:
    """Whoever fills in the form; signed in, she is told of the answer."""
    return replace(PUBLIC, account=account)


def may_open(*_: object, region: str, by: Actor, **__: object) -> bool:
    return by.may_as(KEEPERS, region=region)


def may_tend_batch(batch: Any, *_: object, by: Actor, **__: object) -> bool:
    """Batches are kept by the officers of a region that holds theirs."""
    return by.may_as(KEEPERS, region=batch.region)


def may_tend_objection(objection: Any, *_: object, by: Actor, **__: object) -> bool:
    return by.may_as(KEEPERS, region=objection.region)


def may_strike(draft: Any, *_: object, by: Actor, **__: object) -> bool:
    return by.may_as(KEEPERS, region=draft.batch.region)


def may_object(batch: Any, *_: object, by: Actor, **__: object) -> bool:
    """The public; and an official for somebody who stands at the counter."""
    return by.name == PUBLIC.name or by.may_as(KEEPERS, region=batch.region)


def may_hold_keys(*_: object, region: str, by: Actor, **__: object) -> bool:
    """Whoever approves what they sign."""
    return by.may_as({Role.APPROVER}, region=region)


def may_end_key(key: Any, *_: object, by: Actor, **__: object) -> bool:
    return by.may_as({Role.APPROVER}, region=key.region)


def is_node(*_: object, by: Actor, **__: object) -> bool:
    return by.is_operator
