"""Subscriptions: the node keeps how far somebody has read the feed of changes."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Status
from pydantic import BaseModel, Field, StringConstraints

from baigong.apps.exchange import actions, queries
from baigong.apps.exchange.changes import changes as found_changes
from baigong.apps.exchange.changes import checked_cursor
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.doing import Outcome
from baigong.faces.api.exchange.changes import Feed, feed_of
from baigong.faces.api.exchange.shared import scope_of
from baigong.faces.api.pages import Answer

router = Router()
Name = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,79}$")]


class SubscriptionLine(Answer):
    """A subscription of yours."""

    name: str = Field(description="Its name")
    cursor: str = Field(description="Up to where you acknowledged; empty: nothing yet")


class Subscribing(BaseModel):
    """What is to be followed."""

    name: Name = Field(description="Its name: small letters, digits and hyphens")
    cursor: str = Field("", max_length=80, description="Where to begin; empty: at the beginning")


class Acknowledging(BaseModel):
    """How far you are."""

    cursor: str = Field(min_length=1, max_length=80, description="The cursor of the last change you dealt with")


class Limit(BaseModel):
    """How much."""

    limit: int = Field(200, ge=1, le=1_000, description="How many at most")


@router.get("", response=list[SubscriptionLine])
def subscriptions(request: HttpRequest) -> list[SubscriptionLine]:
    """Your own subscriptions."""
    by = caller(request)
    rows = queries.subscriptions(scope_of(by), account=by.account or 0)
    return [SubscriptionLine.model_validate(row) for row in rows]


@router.post("", response={201: SubscriptionLine})
def subscribe(request: HttpRequest, wanted: Subscribing) -> Status[SubscriptionLine]:
    """Follows the feed under a name; again under the same name: from the given cursor on."""
    cursor = checked_cursor(wanted.cursor)
    made = actions.subscribe(wanted.name, cursor=cursor, by=caller(request), at=instant(request))
    return Status(201, SubscriptionLine(name=made.name, cursor=made.cursor))


@router.get("/{name}/changes", response=Feed)
def subscribed_changes(request: HttpRequest, name: Name, wanted: Query[Limit]) -> Feed:
    """What changed since you acknowledged last; asked again without acknowledging, the same again."""
    by = caller(request)
    row = queries.subscription_row(scope_of(by), name, account=by.account)
    return feed_of(found_changes(scope_of(by), after=row.cursor, limit=wanted.limit), scope_of(by))


@router.post("/{name}/acknowledge", response=Outcome)
def acknowledge_changes(request: HttpRequest, name: Name, told: Acknowledging) -> Outcome:
    """What lies up to the cursor is dealt with."""
    by = caller(request)
    row = queries.subscription_row(scope_of(by), name, account=by.account)
    actions.acknowledge_changes(row, cursor=checked_cursor(told.cursor), by=by, at=instant(request))
    return Outcome(proposal=None, id=None)


@router.delete("/{name}", response=Outcome)
def unsubscribe(request: HttpRequest, name: Name) -> Outcome:
    """Follows it no longer."""
    by = caller(request)
    actions.unsubscribe(queries.subscription_row(scope_of(by), name, account=by.account), by=by, at=instant(request))
    return Outcome(proposal=None, id=None)
