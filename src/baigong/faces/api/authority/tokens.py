"""Tokens: keys for programs. They are made in a browser (accounts/tokens/), for a program makes itself no key."""

from datetime import datetime

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import Field

from baigong.apps.authority import actions, queries
from baigong.apps.authority.rows import token_row
from baigong.apps.authority.tokens import acts_for_tokens
from baigong.faces.api.authority.shared import NO_CONTENT, nothing
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.fieldkinds import Number
from baigong.faces.api.pages import Answer

router = Router()


class TokenShown(Answer):
    """A token; its secret was shown once, when it was made."""

    id: int = Field(description="Its number on this node")
    name: str = Field(description="What it is for")
    allows: list[str] = Field(description="`read`, and names of acts")
    made_at: datetime = Field(description="When it was made")
    expires_at: datetime = Field(description="Until when it holds")
    withdrawn_at: datetime | None = Field(description="When it was withdrawn, if it was")


@router.get("/tokens", response=list[TokenShown])
def tokens(request: HttpRequest) -> object:
    """Your own tokens."""
    return queries.tokens_of(caller(request).account or 0)


@router.get("/acts", response=list[str])
def acts(request: HttpRequest) -> object:
    """The names of all acts that a token can be made for."""
    return acts_for_tokens()


@router.post("/tokens/{number}/withdraw", response=NO_CONTENT)
def withdraw_token(request: HttpRequest, number: Number) -> Status[None]:
    """Withdraw a token: your own, or of an account that you watch over."""
    actions.withdraw_token(token_row(number), by=caller(request), at=instant(request))
    return nothing()
