"""Keys for programs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from baigong.apps.authority.actor import READ, Actor
from baigong.apps.authority.acts import act, change, create
from baigong.apps.authority.models import Account, Token
from baigong.apps.authority.permissions import may_make_token, may_withdraw_token
from baigong.apps.authority.tokens import acts_for_tokens
from baigong.core.refusal import Refusal
from baigong.core.text import msgid

LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a token is for: reading (“read”), acts by name, until when."""

    name: str
    allows: tuple[str, ...]
    expires_at: datetime


class BadToken(Refusal):
    code = "authority.bad_token"
    sentence = msgid(
        "A token needs a name, at least one of “read” and the names of acts that exist, and an end within a year; "
        "correct what does not fit."
    )


class TokenOver(Refusal):
    code = "authority.token_over"
    sentence = msgid("This token was withdrawn already; nothing needs to be done.")


@act(allowed=may_make_token, is_of_one=True)
def make_token(account: Account, *, grant: Grant, digest: str, by: Actor, at: datetime) -> Token:
    """`digest` is the secret's SHA-256 in hexadecimal; on the day it does no more than the account's posts allow."""
    is_known = set(grant.allows) <= {READ, *acts_for_tokens()}
    is_timely = at < grant.expires_at <= at + LONGEST
    if not (grant.name.strip() and len(grant.name) <= 80 and grant.allows and is_known and is_timely):
        raise BadToken
    return create(
        Token(
            account=account,
            name=grant.name.strip(),
            digest=bytes.fromhex(digest),
            allows=sorted(set(grant.allows)),
            made_at=at,
            expires_at=grant.expires_at,
        )
    )


@act(allowed=may_withdraw_token)
def withdraw_token(token: Token, *, by: Actor, at: datetime) -> None:
    if token.withdrawn_at:
        raise TokenOver
    change(token, withdrawn_at=at)
