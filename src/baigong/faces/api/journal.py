"""The journal, for those who watch; that they read it becomes a line itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from baigong.apps.authority.actions import read_journal
from baigong.apps.journal import queries
from baigong.apps.journal.queries import Asked
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.fieldkinds import RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.problems import found

router = Router()


class LineShown(Answer):
    """One act: who did it, to what, and what that was before and after."""

    id: int = Field(description="Its number")
    act: str = Field(description="The act")
    subject: str = Field(description="What it was done to, such as `registry.person/17`")
    actor: str = Field(description="Who did it")
    office: str = Field(description="In which office")
    region: str = Field(description="Where; empty: the nation's")
    at: datetime = Field(description="When")
    facts: Mapping[str, Any] = Field(description="What no row shows: reasons, counts")
    before: Mapping[str, Any] = Field(description="What changed, as it was")
    after: Mapping[str, Any] = Field(description="What changed, as it became")
    seal: int | None = Field(description="The seal over it; null: it waits for one")


class HeadShown(Answer):
    """The journal's last seal: written down elsewhere, it later shows that nothing was cut off."""

    seal: int = Field(description="Its number")
    digest: str = Field(description="Its digest, SHA-256 in hexadecimal")
    at: datetime = Field(description="When it was made")


class Wanted(BaseModel):
    """Which lines."""

    region: RegionCode = Field("00", description="Of this region and what lies in it")
    act: str = Field("", max_length=80, description="Of this act only")
    subject: str = Field("", max_length=120, description="On this only")
    actor: str = Field("", max_length=80, description="By this one only")


@router.get("/lines", response=Page[LineShown])
def lines(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """Lines of a region, newest first: for its auditors."""
    by, at = caller(request), instant(request)
    asked = Asked(act=wanted.act, subject=wanted.subject, actor=wanted.actor)
    return page(
        request,
        paging,
        lambda after, limit: read_journal(region=wanted.region, asked=asked, after=after, limit=limit, by=by, at=at),
        of=LineShown,
        key=lambda line: line.id,
    )


@router.get("/head", response=HeadShown, auth=None)
def head(request: HttpRequest) -> object:
    """The head of the journal, for anybody to write down. Needs no account."""
    return found(queries.head())
