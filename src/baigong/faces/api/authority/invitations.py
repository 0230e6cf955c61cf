"""Invitations: the only way to an account."""

import secrets
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.authority import actions, queries
from baigong.apps.authority.acts import NeedsApproval
from baigong.apps.authority.rows import account_row, invitation_row
from baigong.faces.api.authority.shared import NO_CONTENT, Place, guarded, nothing
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.doing import proposed
from baigong.faces.api.fieldkinds import Number
from baigong.faces.api.pages import Answer, Page, Paging, page

router = Router()


class InvitationShown(Answer):
    """An invitation that nobody has accepted yet."""

    id: int = Field(description="Its number on this node")
    username: str = Field(description="What the account will sign in by")
    name: str = Field(description="Who is invited")
    role: str = Field(description="The role she will have; empty: she has an account already")
    region: str = Field(description="Where")
    organisation: str = Field(description="For which organisation")
    made_at: datetime = Field(description="When it was made")
    expires_at: datetime = Field(description="Until when it can be accepted")


class Inviting(Place):
    """Whom to invite, as what."""

    username: str = Field(max_length=64, description="What the account will sign in by")
    name: str = Field(max_length=120, description="Her name")
    email: str = Field("", max_length=254, description="Her address, if she may sign in by it as well")


class Invited(Answer):
    """What was made of it."""

    id: int = Field(description="The invitation's number")
    code: str = Field(description="The code to give to whom is invited; it is shown this once")
    expires_at: datetime = Field(description="Until when it can be accepted")


class InvitedLater(Answer):
    """An invitation that others must approve first."""

    proposal: int = Field(description="It waits for others' approval under this number")
    code: str = Field(
        description="The code to give to whom is invited, good once it is approved; it is shown this once"
    )


class Renewing(BaseModel):
    """Whose access to renew."""

    account: Number = Field(description="The account")


MADE = {201: Invited, 202: InvitedLater}


@router.get("/invitations", response=Page[InvitationShown])
def invitations(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """The invitations that you watch over and that wait to be accepted."""
    scope = guarded(caller(request))
    return page(
        request,
        paging,
        lambda after, limit: queries.invitations(scope, after=after or 0, limit=limit),
        of=InvitationShown,
        key=lambda one: one.id,
    )


@router.post("/invitations", response=MADE)
def invite_account(request: HttpRequest, entry: Inviting) -> Status[Any]:
    """Invite somebody: the security administrator of the place, an organisation its own staff."""
    code, invitee = _fresh(), actions.Invitee(entry.username, entry.name, entry.email)
    by, at = caller(request), instant(request)
    try:
        made = actions.invite_account(where=entry.where(), invitee=invitee, digest=_digest(code), by=by, at=at)
    except NeedsApproval as needed:
        return Status(202, InvitedLater(proposal=proposed(request, needed), code=code))
    return Status(201, Invited(id=made.pk, code=code, expires_at=made.expires_at))


@router.post("/invitations/renewed", response=MADE)
def renew_access(request: HttpRequest, entry: Renewing) -> Status[Any]:
    """A code for somebody who lost her password; never for oneself."""
    code, by, at = _fresh(), caller(request), instant(request)
    try:
        made = actions.renew_access(account_row(entry.account), digest=_digest(code), by=by, at=at)
    except NeedsApproval as needed:
        return Status(202, InvitedLater(proposal=proposed(request, needed), code=code))
    return Status(201, Invited(id=made.pk, code=code, expires_at=made.expires_at))


@router.post("/invitations/{number}/withdraw", response=NO_CONTENT)
def withdraw_invitation(request: HttpRequest, number: Number) -> Status[None]:
    """Withdraw an invitation that nobody has accepted yet."""
    actions.withdraw_invitation(invitation_row(number), by=caller(request), at=instant(request))
    return nothing()


def _fresh() -> str:
    return secrets.token_urlsafe(24)


def _digest(code: str) -> str:
    return sha256(code.encode()).hexdigest()
