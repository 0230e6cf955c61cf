"""Keeping the node: what its operator does with keys and backups, journaled; the gravest of it takes two keepers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import connection

from baigong.apps.authority.actor import Actor, actor_of
from baigong.apps.authority.acts import act, note
from baigong.apps.authority.models import Account
from baigong.apps.authority.roles import Role
from baigong.core.refusal import Refusal
from baigong.core.text import msgid

KEEPERS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)


class NotRecognised(Refusal):
    code = "authority.not_recognised"
    sentence = msgid("This name and password are of no account in force; type them again.")


class NotTwoKeepers(Refusal):
    code = "authority.not_two_keepers"
    sentence = msgid(
        "This takes two people, a system administrator and a security administrator of this node; neither can do it "
        "alone."
    )


def recognised(username: str, password: str, *, on: date) -> Actor:
    """Whoever signs by her account's name and password, with her posts of the day."""
    account = Account.objects.filter(username__iexact=username, is_active=True).first()
    if account is None:
        Account().set_password(password)  # as slow as a password that is wrong, so that names cannot be tried out
        raise NotRecognised
    if not account.check_password(password):
        raise NotRecognised
    return actor_of(account, on=on)


def needs_two() -> bool:
    """From the first account on, the operator cannot do the gravest acts alone."""
    return Account.objects.exists()


def are_two_keepers(*_: object, by: Actor, second: Actor | None = None, **__: object) -> bool:
    if second is None:
        return by.is_operator and not needs_two()
    if by.account is None or second.account is None or by.account == second.account:
        return False
    region, (system, security) = settings.NODE.region, KEEPERS
    return any(
        one.may_as({system}, region=region) and other.may_as({security}, region=region)
        for one, other in ((by, second), (second, by))
    )


def sealed_head() -> tuple[int, str]:
    """The number of the journal's last seal and its digest, in hexadecimal digits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, encode(digest, 'hex') FROM journal_seal ORDER BY id DESC LIMIT 1")
        number, digest = cursor.fetchone() or (0, "")
    return number, digest


def is_operator(*_: object, by: Actor, **__: object) -> bool:
    return by.is_operator


def refuse_unless_two_keepers(by: Actor, second: Actor | None) -> None:
    """Before anything long is begun; the acts ask again."""
    if not are_two_keepers(by=by, second=second):
        raise NotTwoKeepers


@act(allowed=are_two_keepers, is_of_one=True)
def rotate_keys(told: Mapping[str, Any], *, second: Actor | None, by: Actor, at: datetime) -> None:
    """The keyring has been given new keys, or has lost old ones that nothing bears."""
    _sign(second, told)


@act(allowed=is_operator, is_of_one=True)
def export_keys(told: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    note(**told)


@act(allowed=is_operator, is_of_one=True)
def import_keys(told: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    note(**told)


@act(allowed=is_operator, is_of_one=True)
def back_up(told: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """A backup is about to be written; it holds this line, which says who took it and when."""
    note(**told)


@act(allowed=is_operator, is_of_one=True)
def restore(told: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    """A backup has become the node. Who signed stands in the facts: their accounts are of the node that was there."""
    note(**told)


@act(allowed=is_operator, is_of_one=True)
def upgrade(told: Mapping[str, Any], *, by: Actor, at: datetime) -> None:
    note(**told)


def _sign(second: Actor | None, told: Mapping[str, Any]) -> None:
    note(**told, **({"second": second.name} if second else {}))
