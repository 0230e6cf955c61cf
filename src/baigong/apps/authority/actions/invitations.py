"""The way to an account: somebody who may is asked, invites, and the one invited sets a password."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create, note
from baigong.apps.authority.models import Account, Invitation, Posting
from baigong.apps.authority.passwords import refuse_weak
from baigong.apps.authority.permissions import is_invited, may_invite, may_withdraw_invitation, watches
from baigong.apps.authority.places import Where, place_of, refuse_together
from baigong.apps.authority.roles import Role
from baigong.apps.authority.usernames import is_username
from baigong.core.periods import day_at
from baigong.core.refusal import Refusal
from baigong.core.text import msgid

VALID_FOR = timedelta(days=7)


class BadInvitation(Refusal):
    code = "authority.bad_invitation"
    sentence = msgid(
        "An invitation needs a name, a user name of 2 to 64 letters, digits, dots, hyphens and underscores that nobody "
        "has, and an e-mail address that is one or is left out; correct what does not fit."
    )


class InvitationOver(Refusal):
    code = "authority.invitation_over"
    sentence = msgid("This invitation was used, withdrawn or has expired; ask whoever sent it to you for a new one.")


@dataclass(frozen=True, slots=True)
class Invitee:
    username: str
    name: str
    email: str = ""


@act(allowed=may_invite)
def invite_account(*, where: Where, invitee: Invitee, digest: str, by: Actor, at: datetime) -> Invitation:
    """`digest` is the secret's SHA-256 in hexadecimal; the secret itself is shown once and kept nowhere."""
    place = place_of(where)
    _refuse_names(invitee)
    return create(
        Invitation(
            username=invitee.username,
            name=invitee.name,
            email=invitee.email,
            role=place.role,
            office=place.office,
            organisation=place.organisation,
            region=place.region,
            digest=bytes.fromhex(digest),
            made_at=at,
            expires_at=at + VALID_FOR,
        )
    )


@act(allowed=watches)
def renew_access(account: Account, *, digest: str, by: Actor, at: datetime) -> Invitation:
    """For somebody who lost her password: a secret to set a new one, and every session of hers ends."""
    change(account, sessions=account.sessions + 1)
    return create(
        Invitation(
            username=account.username,
            name=account.name,
            region=by.region or "00",
            account=account,
            digest=bytes.fromhex(digest),
            made_at=at,
            expires_at=at + VALID_FOR,
        )
    )


@act(allowed=may_withdraw_invitation)
def withdraw_invitation(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    _refuse_over(invitation, at)
    change(invitation, withdrawn_at=at)


@act(allowed=is_invited, is_of_one=True)
def accept_invitation(invitation: Invitation, *, password: str, by: Actor, at: datetime) -> Account:
    _refuse_over(invitation, at)
    account = invitation.account or Account(username=invitation.username, name=invitation.name, email=invitation.email)
    refuse_weak(password, account)
    change(invitation, accepted_at=at)
    if invitation.account:
        change(account, password=make_password(password), sessions=account.sessions + 1)
        return account
    _refuse_names(Invitee(invitation.username, invitation.name, invitation.email))
    account.password = make_password(password)
    create(account)
    _post(account, invitation, at)
    note(account=account.pk)
    return account


def _post(account: Account, invitation: Invitation, at: datetime) -> None:
    on = day_at(at)
    refuse_together(account, Role(invitation.role), from_on=on, to_on=None)
    create(
        Posting(
            account=account,
            role=invitation.role,
            office=invitation.office,
            organisation=invitation.organisation,
            region=invitation.region,
            from_on=on,
        )
    )


def _refuse_over(invitation: Invitation, at: datetime) -> None:
    if invitation.accepted_at or invitation.withdrawn_at or invitation.expires_at <= at:
        raise InvitationOver


def _refuse_names(invitee: Invitee) -> None:
    is_taken = Account.objects.filter(username__iexact=invitee.username).exists()
    if is_taken or not is_username(invitee.username) or not 0 < len(invitee.name.strip()) <= 120:
        raise BadInvitation
    if invitee.email and not _is_fresh_address(invitee.email):
        raise BadInvitation


def _is_fresh_address(email: str) -> bool:
    try:
        validate_email(email)
    except ValidationError:
        return False
    return not Account.objects.filter(email__iexact=email).exists()
