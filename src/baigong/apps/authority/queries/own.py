"""Who somebody is today, and what her account holds."""

from datetime import date

from allauth.mfa.models import Authenticator
from django.db.models import Q

from baigong.apps.authority.actor import postings_on
from baigong.apps.authority.callers import actor_of_account as actor_of_account
from baigong.apps.authority.callers import actor_of_token as actor_of_token
from baigong.apps.authority.models import Account, Posting, Token
from baigong.apps.authority.queries.lists import posting_told
from baigong.apps.authority.queries.told import PostingTold, TokenTold
from baigong.apps.authority.roles import OF_AN_OFFICE

FACTORS = ("totp", "webauthn")


def account_typed(text: str) -> int | None:
    """The account that somebody tried to sign in to, by its user name or its address."""
    found = Account.objects.filter(Q(username__iexact=text) | Q(email__iexact=text)).exclude(username="")
    return found.values_list("pk", flat=True).first() if text else None


def needs_second_factor(account: int, on: date) -> bool:
    """An office's role is not exercised by a password alone."""
    if Authenticator.objects.filter(user_id=account, type__in=FACTORS).exists():
        return False
    return postings_on(Account(pk=account), on).filter(role__in=OF_AN_OFFICE).exists()


def postings_of(account: int, on: date) -> list[PostingTold]:
    """An account's own, of the day and to come."""
    is_over = Q(to_on__lt=on)
    found = Posting.objects.filter(account=account).exclude(is_over).select_related("office").order_by("from_on", "id")
    return [posting_told(posting) for posting in found]


def tokens_of(account: int) -> list[TokenTold]:
    found = Token.objects.filter(account=account).order_by("-id")
    return [
        TokenTold(token.pk, token.name, tuple(token.allows), token.made_at, token.expires_at, token.withdrawn_at)
        for token in found
    ]
