"""Who may send packages, have them loaded, take records out, and read the feed of changes."""

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import OFFICERS, Role
from baigong.apps.exchange.models import Export, Partner, Subscription, Upload

SENDERS = frozenset({Role.HANDLER, Role.STATISTICIAN})
CONFIRMERS = frozenset({Role.REVIEWER, Role.APPROVER})
KEEPERS = frozenset({Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR})


def may_send(sent: object, *, by: Actor, region: str, **_: object) -> bool:
    return by.may_as(SENDERS, region=region)


def may_confirm(upload: Upload, *, by: Actor, **_: object) -> bool:
    """Nobody confirms what she sent herself; the operator, who is no account, sends and confirms in one go."""
    is_another = by.account is None or by.account != upload.account_id
    return is_another and by.may_as(CONFIRMERS, region=upload.region)


def may_refuse(upload: Upload, *, by: Actor, **_: object) -> bool:
    return by.may_as(CONFIRMERS, region=upload.region)


def may_withdraw(upload: Upload, *, by: Actor, **_: object) -> bool:
    """What somebody sent is hers to take back, while she may still send."""
    is_hers = by.is_operator or (by.account is not None and by.account == upload.account_id)
    return is_hers and by.may_as(SENDERS, region=upload.region)


def is_node(*_: object, by: Actor, **__: object) -> bool:
    """The node's own work, done by its worker or by the operator at its machine."""
    return by.is_operator


def may_export(*_: object, by: Actor, region: str, **__: object) -> bool:
    """Who orders, and who confirms where two are asked for it; to take it away is for senders only."""
    return by.may_as(SENDERS | CONFIRMERS, region=region)


def may_name_partner(*_: object, by: Actor, region: str, **__: object) -> bool:
    """Whom the node believes is a matter of keys: who runs it proposes, who guards it approves."""
    return by.may_as(KEEPERS, region=region)


def may_end_partner(partner: Partner, *, by: Actor, **_: object) -> bool:
    return by.may_as(KEEPERS, region=partner.region)


def may_fetch(export: Export, *, by: Actor, **_: object) -> bool:
    return by.may_as(SENDERS, region=export.region)


def may_take_faulty_rows(upload: Upload, *, by: Actor, **_: object) -> bool:
    """They hold what was sent, identity numbers in clear: for those who may send here, or who decide on it."""
    return by.may_as(SENDERS | CONFIRMERS, region=upload.region)


def may_subscribe(name: str, *, by: Actor, **_: object) -> bool:
    return by.account is not None and by.may_as(OFFICERS)


def is_subscriber(subscription: Subscription, *_: object, by: Actor, **__: object) -> bool:
    return by.account is not None and by.account == subscription.account_id
