"""The feed of changes: which records were written since a cursor."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from baigong.apps.exchange.changes import MOST, Changes, has_synthetic_records
from baigong.apps.exchange.changes import changes as found_changes
from baigong.core.scope import Scope
from baigong.faces.api.callers import caller
from baigong.faces.api.exchange.shared import scope_of
from baigong.faces.api.pages import Answer

router = Router()


class Change(Answer):
    """A record that an act wrote."""

    cursor: str = Field(description="The place right after this change")
    at: datetime = Field(description="When it was written")
    act: str = Field(description="By which act")
    table: str = Field(description="The table")
    key: str | None = Field(description="A person's key under this node's key, or the record's own; null: many rows")
    region: str | None = Field(description="The region that keeps the record")
    rows: int = Field(description="How many rows")


class Feed(Answer):
    """Changes in the order of the journal's seals."""

    items: list[Change] = Field(description="The changes")
    cursor: str = Field(description="Send it as `after` to go on; the same again: all is read")
    synthetic: bool = Field(description="Whether the node holds records that were made up")


class Since(BaseModel):
    """Since when."""

    after: str = Field("", max_length=80, description="A cursor of this feed; empty: from the beginning")
    limit: int = Field(200, ge=1, le=MOST, description="How many at most")


@router.get("", response=Feed)
def changes(request: HttpRequest, since: Query[Since]) -> Feed:
    """What changed in your regions since a cursor. Only what the journal has sealed, so a minute late at most."""
    scope = scope_of(caller(request))
    return feed_of(found_changes(scope, after=since.after, limit=since.limit), scope)


def feed_of(told: Changes, scope: Scope) -> Feed:
    items = [Change.model_validate(change) for change in told.found]
    return Feed(items=items, cursor=told.cursor, synthetic=has_synthetic_records(scope))
