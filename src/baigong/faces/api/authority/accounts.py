"""Accounts: listed, suspended, reinstated, helped back in."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.authority import queries
from baigong.apps.authority.rows import account_row
from baigong.faces.api.authority.shared import PostingShown, guarded
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Clause, Number
from baigong.faces.api.pages import Answer, Page, Paging, page

router = Router()


class AccountShown(Answer):
    """An account."""

    id: int = Field(description="Its number on this node")
    username: str = Field(description="What it signs in by")
    name: str = Field(description="Whose it is")
    is_active: bool = Field(description="Whether it may sign in")
    has_second_factor: bool = Field(description="Whether an app or a passkey is set up")


class Oneself(Answer):
    """Who asks."""

    actor: str = Field(description="As the journal names her")
    is_operator: bool = Field(description="Never by the API")
    allows: list[str] | None = Field(description="What the token sent allows; null: a browser that is signed in")
    posts: list[PostingShown] = Field(description="Her posts of today and to come")


class Reason(BaseModel):
    """Why."""

    reason: Clause = Field(description="Why; it stands in the journal")


@router.get("/me", response=Oneself)
def me(request: HttpRequest) -> object:
    """Who you are here, and what your token allows."""
    by = caller(request)
    posts = queries.postings_of(by.account or 0, today(request))
    allows = None if by.allows is None else sorted(by.allows)
    return {"actor": by.name, "is_operator": by.is_operator, "allows": allows, "posts": posts}


@router.get("/accounts", response=Page[AccountShown])
def accounts(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """The accounts that you watch over."""
    scope = guarded(caller(request))
    return page(
        request,
        paging,
        lambda after, limit: queries.accounts(scope, after=after or 0, limit=limit),
        of=AccountShown,
        key=lambda one: one.id,
    )


@router.post("/accounts/{number}/suspend", response=ANSWERS)
def suspend_account(request: HttpRequest, number: Number, entry: Reason) -> Status[Outcome]:
    """Suspend an account: it is signed out at once, and its tokens do nothing."""
    by = caller(request)
    account, at = account_row(number), instant(request)
    return ask_for("authority.suspend_account", account, reason=entry.reason, by=by, at=at)


@router.post("/accounts/{number}/reinstate", response=ANSWERS)
def reinstate_account(request: HttpRequest, number: Number, entry: Reason) -> Status[Outcome]:
    """Let a suspended account sign in again."""
    by = caller(request)
    account, at = account_row(number), instant(request)
    return ask_for("authority.reinstate_account", account, reason=entry.reason, by=by, at=at)


@router.post("/accounts/{number}/reset-second-factor", response=ANSWERS)
def reset_second_factor(request: HttpRequest, number: Number, entry: Reason) -> Status[Outcome]:
    """Forget a second factor that somebody lost; never one's own."""
    by = caller(request)
    account, at = account_row(number), instant(request)
    return ask_for("authority.reset_second_factor", account, reason=entry.reason, by=by, at=at)
