"""Notices are one's own; giving and carrying them is the node's work; a link in an e-mail stops one kind of it.

Whom no notice can reach is told in writing by the officers of the region.
"""

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.models import Account
from baigong.apps.registry.permissions import KEEPERS


def is_node(*_: object, by: Actor, **__: object) -> bool:
    return by.is_operator


def is_oneself(account: Account, *_: object, by: Actor, **__: object) -> bool:
    return by.account is not None and account.pk == by.account


def reader_of(account: int) -> Actor:
    """Whoever holds the link that was mailed to an account: she may stop that mail, and nothing else."""
    return Actor(f"mail/{account}", allows=frozenset({"notices.stop_mail"}))


def may_stop(account: Account, *_: object, by: Actor, **__: object) -> bool:
    return is_oneself(account, by=by) or by.name == reader_of(account.pk).name


def may_write(*_: object, region: str, by: Actor, **__: object) -> bool:
    return by.may_as(KEEPERS, region=region)
