"""Postings: who is what, where."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.authority import queries
from baigong.apps.authority.rows import account_row, posting_row
from baigong.core.periods import Span
from baigong.faces.api.authority.shared import Place, PostingShown, guarded
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Day, Number
from baigong.faces.api.pages import Page, Paging, page

router = Router()


class Wanted(BaseModel):
    """Which postings."""

    account: Number | None = Field(None, description="Of this account only")


class Posting(Place):
    """Whom to post, as what, from when."""

    account: Number = Field(description="The account")
    from_on: Day = Field(description="The first day")
    to_on: Day | None = Field(None, description="The last day, if it is known")


class Ending(BaseModel):
    """When a posting ends."""

    on: Day = Field(description="Its last day")


class Delegating(BaseModel):
    """Who stands in, for which days, and for the whole place or one office that lies in it."""

    to: Number = Field(description="The account that stands in")
    from_on: Day = Field(description="The first day")
    to_on: Day = Field(description="The last day")
    office: Number | None = Field(None, description="An office within your own, where she stands in for that only")


@router.get("/postings", response=Page[PostingShown])
def postings(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """The postings that you watch over, of today and to come."""
    scope, on = guarded(caller(request)), today(request)
    return page(
        request,
        paging,
        lambda after, limit: queries.postings(scope, on, account=wanted.account, after=after or 0, limit=limit),
        of=PostingShown,
        key=lambda one: one.id,
    )


@router.post("/postings", response=ANSWERS)
def post_account(request: HttpRequest, entry: Posting) -> Status[Outcome]:
    """Post somebody; never oneself."""
    told = {"where": entry.where(), "from_on": entry.from_on, "to_on": entry.to_on}
    account, at = account_row(entry.account), instant(request)
    return ask_for("authority.post_account", account, **told, by=caller(request), at=at)


@router.post("/postings/{number}/end", response=ANSWERS)
def end_posting(request: HttpRequest, number: Number, entry: Ending) -> Status[Outcome]:
    """End a posting; what was delegated from it ends with it."""
    posting, at = posting_row(number), instant(request)
    return ask_for("authority.end_posting", posting, on=entry.on, by=caller(request), at=at)


@router.post("/postings/{number}/delegate", response=ANSWERS)
def delegate_posting(request: HttpRequest, number: Number, entry: Delegating) -> Status[Outcome]:
    """Have somebody stand in for you."""
    told = {"to": entry.to, "days": Span(entry.from_on, entry.to_on), "office": entry.office}
    posting, at = posting_row(number), instant(request)
    return ask_for("authority.delegate_posting", posting, **told, by=caller(request), at=at)
