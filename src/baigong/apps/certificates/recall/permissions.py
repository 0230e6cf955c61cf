"""Who recalls, who may speak against it, who hears a request for a way back."""

from typing import Any

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import Role
from baigong.apps.certificates.models import Recalled
from baigong.apps.registry.permissions import KEEPERS, is_she


def may_recall(*_: object, region: str, by: Actor, **__: object) -> bool:
    return by.may_as(KEEPERS, region=region)


def may_tend_recall(recall: Any, *_: object, by: Actor, **__: object) -> bool:
    return by.may_as(KEEPERS, region=recall.region)


def may_defend(recall: Any, *_: object, number: str = "", by: Actor, **__: object) -> bool:
    """The body, a holder about her own certificate; an official for whoever came to the counter or wrote."""
    if by.may_as(KEEPERS, region=recall.region):
        return True
    if not number:
        return by.may_as({Role.EVALUATION_BODY}, organisation=recall.credit_code)
    rows = Recalled.objects.filter(recall=recall, certificate__number=number.strip().upper())
    row = rows.select_related("certificate__holder").first()
    return row is not None and is_she(by, row.bearer)


def may_ask_back(recalled: Any, *_: object, by: Actor, **__: object) -> bool:
    return is_she(by, recalled.bearer) or by.may_as(KEEPERS, region=recalled.certificate.place)


def may_hear(asked: Any, *_: object, by: Actor, **__: object) -> bool:
    """Officers of the place, and of any region above it: there is somebody who did not decide it."""
    return by.may_as(KEEPERS, region=asked.region)
