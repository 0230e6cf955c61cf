"""Holders without an account: who is to be told in writing, of what, and that they were told."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status
from pydantic import BaseModel, Field

from baigong.apps.notices import written as queries
from baigong.apps.notices.writing import on_paper
from baigong.apps.notices.written import AT_ONCE, Selection
from baigong.apps.registry.permissions import KEEPERS, SEERS
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Day, Number
from baigong.faces.api.notices.routing import router
from baigong.faces.api.pages import Answer, Page, Paging, Words, page
from baigong.faces.here import node_here

STATES = {"waiting": False, "told": True, "all": None}


class WrittenAnswer(Answer):
    """A holder who has no account, and what she is to be told; her address is not known to the node."""

    id: int = Field(description="Its number on this node, which stands on the letter")
    kind: str = Field(description="What happened, such as `certificate_recalled`")
    title: Words = Field(description="What kind of thing happened")
    sentence: Words = Field(description="What happened, as the letter says it")
    next: Words = Field(description="What she can do, as the letter says it")
    reason: str = Field(description="The reason in the office's own words; empty: there is none")
    region: str = Field(description="The region that keeps the certificate")
    certificate: int = Field(description="The certificate's own key")
    number: str = Field(description="The certificate's number")
    name: str | None = Field(description="The holder's name; null: it is not on record")
    document: str | None = Field(description="Her identity number, masked")
    occupation: str = Field(description="The occupation's code")
    level: str = Field(description="The level")
    recall: int | None = Field(description="The recall that it is about")
    day: date = Field(description="The day of what happened")
    made_at: datetime = Field(description="Since when she is to be told")
    told_on: date | None = Field(description="The day on which she was told; null: not yet")
    way: str = Field(description="post, hand or public")


class ToldAnswer(Answer):
    """How many holders have been told of one thing, and how."""

    kind: str = Field(description="Of what")
    title: Words = Field(description="Of what, in words")
    in_product: int = Field(description="Told by a notice in their account")
    read: int = Field(description="Of these, have read it")
    mailed: int = Field(description="Of these, were sent an e-mail too")
    written: int = Field(description="Told in writing")
    waiting: int = Field(description="To be told in writing, and not told yet")


class Sought(BaseModel):
    """Which holders."""

    batch: str = Field("", max_length=64, description="Of this batch, by its number")
    recall: Number | None = Field(None, description="Of this recall")
    kind: Annotated[str, Field(max_length=40)] = Field("", description="Of this kind")
    state: Literal["waiting", "told", "all"] = Field("waiting", description="Not told yet, told, or both")


class OfBatch(BaseModel):
    """Which batch."""

    batch: str = Field(min_length=1, max_length=64, description="Its number")


class Noting(BaseModel):
    """Who was told, on which day and how."""

    written: Annotated[list[Number], Field(min_length=1, max_length=AT_ONCE)] = Field(description="Their numbers here")
    told_on: Day = Field(description="The day on which they were told")
    way: Literal["post", "hand", "public"] = Field(description="By post, handed over, or by public announcement")


@router.get("/written/holders", response=Page[WrittenAnswer])
def written(request: HttpRequest, sought: Query[Sought], paging: Query[Paging]) -> HttpResponse:
    """Holders of your region who are to be told in writing, in the order in which they were listed."""
    scope = caller(request).scope_as(SEERS)
    asked = Selection(sought.batch, sought.recall, sought.kind, STATES[sought.state])

    def rows(after: Any, limit: int) -> list[WrittenAnswer]:
        found = queries.written(scope, asked, node_here().keyring, after=after or 0, limit=limit)
        return [_shown(line) for line in found]

    return page(request, paging, rows, of=WrittenAnswer, key=lambda row: row.id)


@router.post("/written/told", response=ANSWERS)
def note_written(request: HttpRequest, entry: Noting) -> Status[Outcome]:
    """Note that holders were told in writing; noted again, the later word stands."""
    by = caller(request)
    region = next((post.region for post in by.posts if post.role in KEEPERS), by.region)
    told = {"region": region, "told_on": entry.told_on, "way": entry.way}
    return ask_for("notices.note_written", entry.written, **told, by=by, at=instant(request))


@router.get("/told/batch", response=list[ToldAnswer])
def told_of_batch(request: HttpRequest, asked: Query[OfBatch]) -> object:
    """How many holders of a batch of your region have been told that it was issued, and how."""
    return queries.told_of_batch(caller(request).scope_as(SEERS), asked.batch)


@router.get("/told/recall/{number}", response=list[ToldAnswer])
def told_of_recall(request: HttpRequest, number: Number) -> object:
    """How many holders of a recall have been told what, and how, as far as your region keeps their certificates."""
    return queries.told_of_recall(caller(request).scope_as(SEERS), number)


def _shown(line: queries.WrittenLine) -> WrittenAnswer:
    sentence, then = on_paper(line.kind, line.facts, day=line.day)
    cells = {name: getattr(line, name) for name in WrittenAnswer.model_fields if name not in ("sentence", "next")}
    words = {name: Words(zh=text.zh, en=text.en) for name, text in (("sentence", sentence), ("next", then))}
    return WrittenAnswer(**{**cells, "title": Words(zh=line.title.zh, en=line.title.en)}, **words)
