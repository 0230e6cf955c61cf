"""Accounts are suspended and reinstated, get a new password, lose a second factor, speak a language, are somebody."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.hashers import make_password

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create, note
from baigong.apps.authority.identity import NotIdentified, identity_check
from baigong.apps.authority.models import Account, Posting
from baigong.apps.authority.passwords import refuse_weak
from baigong.apps.authority.permissions import is_oneself, watches
from baigong.apps.authority.roles import Role
from baigong.core.periods import day_at
from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class AlreadySo(Refusal):
    code = "authority.already_so"
    sentence = msgid("This account is in that state already; look at it again, nothing needs to be done.")


class NoSecondFactor(Refusal):
    code = "authority.no_second_factor"
    sentence = msgid("This account has no second factor that could be reset; it is asked for one at the next sign-in.")


class BoundAlready(Refusal):
    code = "authority.bound_already"
    sentence = msgid(
        "This account or this person is bound already; if that is wrong, ask the security administrator to end the "
        "binding first."
    )


@act(allowed=watches)
def suspend_account(account: Account, *, reason: str, by: Actor, at: datetime) -> None:
    """It signs in no more and is signed out at once, and its tokens do nothing."""
    if not account.is_active:
        raise AlreadySo
    change(account, is_active=False, sessions=account.sessions + 1)
    note(reason=reason)


@act(allowed=watches)
def reinstate_account(account: Account, *, reason: str = "", by: Actor, at: datetime) -> None:
    if account.is_active:
        raise AlreadySo
    change(account, is_active=True)
    note(reason=reason)


@act(allowed=watches)
def reset_second_factor(account: Account, *, reason: str, by: Actor, at: datetime) -> None:
    """Her devices are forgotten and her sessions end; at the next sign-in she sets up another."""
    kept = Authenticator.objects.filter(user_id=account.pk)
    if not kept.exists():
        raise NoSecondFactor
    note(reason=reason, forgotten=sorted(kept.values_list("type", flat=True)))
    kept.delete()
    change(account, sessions=account.sessions + 1)


@act(allowed=is_oneself, is_of_one=True)
def change_password(account: Account, *, password: str, by: Actor, at: datetime) -> None:
    """All other sessions of the account end."""
    refuse_weak(password, account)
    change(account, password=make_password(password))


@act(allowed=is_oneself, is_of_one=True)
def choose_language(account: Account, *, language: str, by: Actor, at: datetime) -> None:
    change(account, language="en" if language == "en" else "zh")


@act(allowed=is_oneself, is_of_one=True)
def bind_account(account: Account, *, answer: str, by: Actor, at: datetime) -> Posting:
    """The worker's account becomes a person's by an identity check, never by a name."""
    person = identity_check(settings).person_of(answer)
    if person is None:
        raise NotIdentified
    own = Posting.objects.filter(account=account, role=Role.WORKER, to_on=None)
    if own.exclude(person=None).exists() or _others(account, person):
        raise BoundAlready
    posting = own.first()
    if posting is None:
        return create(Posting(account=account, role=Role.WORKER, person=person, from_on=day_at(at)))
    change(posting, person=person)
    return posting


def _others(account: Account, person: int) -> bool:
    return Posting.objects.filter(person=person, to_on=None, account__is_active=True).exclude(account=account).exists()
