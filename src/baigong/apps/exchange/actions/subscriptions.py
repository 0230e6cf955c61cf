"""Somebody follows what changes on the node, and the node keeps her place."""

from datetime import datetime

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create
from baigong.apps.exchange.models import Subscription
from baigong.apps.exchange.permissions import is_subscriber, may_subscribe


@act(allowed=may_subscribe, is_of_one=True)
def subscribe(name: str, *, cursor: str = "", by: Actor, at: datetime) -> Subscription:
    """A named place in the feed of changes, from the given cursor on, or from the beginning."""
    kept = Subscription.objects.filter(account_id=by.account, name=name).first()
    if kept is None:
        return create(Subscription(account_id=by.account, name=name, cursor=cursor))
    change(kept, is_open=True, cursor=cursor)
    return kept


@act(allowed=is_subscriber, is_of_one=True)
def acknowledge_changes(subscription: Subscription, *, cursor: str, by: Actor, at: datetime) -> None:
    """What lies before the cursor has been dealt with and is not told again."""
    change(subscription, cursor=cursor)


@act(allowed=is_subscriber, is_of_one=True)
def unsubscribe(subscription: Subscription, *, by: Actor, at: datetime) -> None:
    change(subscription, is_open=False)
