"""Rows for faces to act on: whether somebody may is the act's question, so these ask nothing of whoever wants them."""

from datetime import datetime
from hashlib import sha256
from typing import TypeVar

from django.db.models import Model

from baigong.apps.authority.models import Account, Chain, Invitation, Office, Posting, Proposal, Token
from baigong.core.refusal import Refusal
from baigong.core.text import msgid

M = TypeVar("M", bound=Model)


class NotFound(Refusal):
    code = "authority.not_found"
    sentence = msgid("There is no such entry, or none that you may see; go back to the list and choose from it.")


class UnknownInvitation(Refusal):
    code = "authority.unknown_invitation"
    sentence = msgid(
        "This invitation code is not known or no longer holds; copy it whole, or ask whoever sent it for another."
    )


def account_row(key: int) -> Account:
    return _row(Account, key)


def office_row(key: int) -> Office:
    return _row(Office, key)


def posting_row(key: int) -> Posting:
    return _row(Posting, key)


def token_row(key: int) -> Token:
    return _row(Token, key)


def proposal_row(key: int) -> Proposal:
    return _row(Proposal, key)


def chain_row(key: int) -> Chain:
    return _row(Chain, key)


def invitation_row(key: int) -> Invitation:
    return _row(Invitation, key)


def account_named(username: str) -> Account:
    found = Account.objects.filter(username__iexact=username).first()
    if found is None:
        raise NotFound
    return found


def invitation_of(secret: str, at: datetime) -> Invitation:
    """The invitation that a secret opens."""
    digest = sha256(secret.strip().encode()).digest()
    found = Invitation.objects.filter(digest=digest, accepted_at=None, withdrawn_at=None, expires_at__gt=at).first()
    if found is None:
        raise UnknownInvitation
    return found


def office_of(region: str) -> Office | None:
    """The first office of a region that is open."""
    return Office.objects.filter(region=region, closed_on=None).order_by("id").first()


def _row(kind: type[M], key: int) -> M:
    found = kind._default_manager.filter(pk=key).first()
    if found is None:
        raise NotFound
    return found
