"""One's own notices: read them, say which are mailed."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, Field, StringConstraints

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.rows import account_row
from baigong.apps.notices import actions, queries
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.fieldkinds import Number
from baigong.faces.api.notices.routing import router
from baigong.faces.api.pages import Answer, Page, Paging, Words, page
from baigong.faces.api.problems import NotSignedIn, found

KindName = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,40}$")]


class NoticeAnswer(Answer):
    """A notice."""

    id: int = Field(description="Its number on this node")
    kind: str = Field(description="Its kind, such as `proposal_waits`")
    title: Words = Field(description="What kind of thing happened")
    sentence: Words = Field(description="What happened")
    about: str = Field(description="What it speaks of, as the journal names it")
    region: str = Field(description="Where")
    made_at: datetime = Field(description="When it was given")
    read_at: datetime | None = Field(description="When it was read; null: not yet")


class ChoiceAnswer(Answer):
    """A kind of notice that you can get."""

    kind: str = Field(description="The kind")
    title: Words = Field(description="What happened")
    whom: Words = Field(description="Who gets it")
    is_optional: bool = Field(description="Whether its e-mails can be stopped")
    is_mailed: bool = Field(description="Whether it is mailed to you, where the node sends e-mails")


class Unread(Answer):
    """How many you have not read."""

    unread: int = Field(description="How many")


class Wanted(BaseModel):
    """Which notices."""

    unread: bool = Field(False, description="Only those that you have not read")
    kind: KindName | None = Field(None, description="Only of this kind")


class Reading(BaseModel):
    """Which notices have been read."""

    notices: Annotated[list[Number], Field(max_length=200)] | None = Field(
        None, description="Their numbers; null: all of them"
    )


class Choosing(BaseModel):
    """What is mailed."""

    choices: Annotated[dict[KindName, bool], Field(max_length=100)] = Field(
        description="Kinds, and whether they are mailed; what is not named stays as it is"
    )


@router.get("", response=Page[NoticeAnswer])
def notices(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """Your notices, the newest first."""
    by = caller(request)

    def rows(after: int | None, limit: int) -> list[queries.NoticeShown]:
        return queries.notices(by, only_unread=wanted.unread, kind=wanted.kind or "", after=after, limit=limit)

    return page(request, paging, rows, of=NoticeAnswer, key=lambda row: row.id)


@router.get("/unread", response=Unread)
def unread(request: HttpRequest) -> object:
    """How many of your notices you have not read."""
    return {"unread": queries.unread(caller(request))}


@router.post("/read", response=Unread)
def read_notices(request: HttpRequest, entry: Reading) -> object:
    """Say which you have read, or that you have read all."""
    by = caller(request)
    actions.read_notices(account_row(_own(by)), only=entry.notices, by=by, at=instant(request))
    return {"unread": queries.unread(by)}


@router.get("/choices", response=list[ChoiceAnswer])
def choices(request: HttpRequest) -> object:
    """The kinds that your roles can get, and which of them are mailed to you."""
    return queries.choices(caller(request))


@router.put("/choices", response=list[ChoiceAnswer])
def choose_mail(request: HttpRequest, entry: Choosing) -> object:
    """Choose which kinds are mailed to you; those that somebody waits for always are."""
    by = caller(request)
    actions.choose_mail(account_row(_own(by)), choices=entry.choices, by=by, at=instant(request))
    return queries.choices(by)


@router.get("/{number}", response=NoticeAnswer)
def notice(request: HttpRequest, number: Number) -> object:
    """One of your notices."""
    return found(queries.notice(caller(request), number))


def _own(by: Actor) -> int:
    if by.account is None:
        raise NotSignedIn
    return by.account
