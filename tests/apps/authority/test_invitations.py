"""Nobody has an account but by invitation."""

from dataclasses import replace
from datetime import timedelta

import pytest

from apps.authority.told import AT, digest_of, told
from baigong.apps.authority.actions import (
    Invitee,
    Where,
    accept_invitation,
    invite_account,
    renew_access,
    withdraw_invitation,
)
from baigong.apps.authority.actions.invitations import BadInvitation, InvitationOver
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.models import Account, Invitation, Office, Posting
from baigong.apps.authority.passwords import WeakPassword
from baigong.apps.authority.permissions import invited
from baigong.apps.authority.places import BadPlace
from baigong.apps.authority.rows import UnknownInvitation, invitation_of
from baigong.core.refusal import Refusal
from cast import CHEN_EMPLOYS, HANGZHOU, settled

SECRET = "shown once"
PASSWORD = "a long enough password"
ZHOU = Invitee("zhou", "周敏", "zhou@example.org")


@pytest.fixture
def handler(cast):
    return Where("handler", office=Office.objects.get(region=HANGZHOU).pk)


@pytest.fixture
def invitation(cast, handler):
    return invite_account(where=handler, invitee=ZHOU, digest=digest_of(SECRET), by=cast.security, at=AT)


@pytest.fixture
def local(cast):
    """Hangzhou's own security administrator."""
    return settled("local", "security_administrator", office=Office.objects.get(region=HANGZHOU))


def accept(invitation, password=PASSWORD, at=AT):
    return accept_invitation(invitation, password=password, by=invited(invitation), at=at)


def test_whoever_is_invited_sets_a_password_and_has_her_post(invitation):
    account = accept(invitation_of(SECRET, AT))

    posting = Posting.objects.get(account=account)
    assert (account.username, account.name, account.check_password(PASSWORD)) == ("zhou", "周敏", True)
    assert (posting.role, posting.office.region, posting.region, posting.to_on) == ("handler", HANGZHOU, HANGZHOU, None)


def test_a_security_administrator_invites_in_her_own_region(cast, handler, local):
    assert invite_account(where=handler, invitee=ZHOU, digest=digest_of("x"), by=local, at=AT).region == HANGZHOU


def test_no_other_office_invites(cast, handler, local):
    beijing = Where("handler", office=Office.objects.get(region="110000").pk)

    for other in (cast.wang, cast.li, cast.system, cast.audit, cast.chen, cast.lan, cast.nobody):
        with pytest.raises(NotAllowed):
            invite_account(where=handler, invitee=ZHOU, digest=digest_of("x"), by=other, at=AT)
    with pytest.raises(NotAllowed):
        invite_account(where=beijing, invitee=ZHOU, digest=digest_of("x"), by=local, at=AT)


def test_an_employer_invites_its_own_staff_only(cast):
    own = Where("employer", organisation=CHEN_EMPLOYS)

    assert invite_account(where=own, invitee=ZHOU, digest=digest_of("x"), by=cast.chen, at=AT).region == HANGZHOU
    for where in (Where("employer", organisation="91110000MA0000001L"), replace(own, role="evaluation_body")):
        with pytest.raises(Refusal):
            invite_account(where=where, invitee=Invitee("w", "w"), digest=digest_of("y"), by=cast.chen, at=AT)


def test_whoever_meets_workers_invites_them(cast):
    worker = Where("worker", region=HANGZHOU)

    assert invite_account(where=worker, invitee=ZHOU, digest=digest_of("x"), by=cast.wang, at=AT).role == "worker"
    with pytest.raises(NotAllowed):
        invite_account(where=worker, invitee=ZHOU, digest=digest_of("y"), by=cast.li, at=AT)


@pytest.mark.parametrize(
    "where",
    [
        Where("handler"),
        Where("handler", office=999_999),
        Where("employer"),
        Where("employer", organisation="91330100MA27XL0G45"),
        Where("worker"),
        Where("worker", region="999999"),
        Where("king", region="00"),
    ],
)
def test_a_role_without_its_place_is_refused(cast, where):
    with pytest.raises(BadPlace):
        invite_account(where=where, invitee=ZHOU, digest=digest_of("x"), by=cast.security, at=AT)


@pytest.mark.parametrize(
    "invitee",
    [
        Invitee("wang", "王"),
        Invitee("WANG", "王"),
        Invitee("a b", "王"),
        Invitee("33010219900307451X", "王"),
        Invitee("zhou", " "),
        Invitee("zhou", "周", "no address"),
        Invitee("zhou", "周", "wang@example.org"),
    ],
)
def test_names_that_do_not_do_are_refused(cast, handler, invitee):
    with pytest.raises(BadInvitation):
        invite_account(where=handler, invitee=invitee, digest=digest_of("x"), by=cast.security, at=AT)


def test_inviting_is_in_the_journal_without_name_address_and_secret(cast, invitation):
    ((actor, region, after),) = told("authority.invite_account", "actor", "region", "after")

    assert (actor, region) == (cast.security.name, HANGZHOU)
    assert (after["username"], after["name"], after["email"], after["digest"]) == ("zhou", "…", "…", "…")


def test_only_the_secret_opens_an_invitation(invitation):
    for secret in ("", "guess", SECRET.upper()):
        with pytest.raises(UnknownInvitation):
            invitation_of(secret, AT)


def test_nobody_accepts_for_another(cast, invitation):
    for other in (cast.wang, cast.security, cast.nobody, replace(invited(invitation), name="invitation/0")):
        with pytest.raises(NotAllowed):
            accept_invitation(invitation, password=PASSWORD, by=other, at=AT)


def test_an_invitation_is_accepted_once(invitation):
    accept(invitation)

    with pytest.raises(InvitationOver):
        accept(Invitation.objects.get())
    with pytest.raises(UnknownInvitation):
        invitation_of(SECRET, AT)


def test_an_invitation_expires(invitation):
    with pytest.raises(InvitationOver):
        accept(invitation, at=AT + timedelta(days=7))


@pytest.mark.parametrize("password", ["short", "123456789012", "password1234", "zhou@example.org", "周敏周敏周敏"])
def test_a_weak_password_is_refused(invitation, password):
    with pytest.raises(WeakPassword):
        accept(invitation, password)

    assert Account.objects.filter(username="zhou").exists() is False


def test_a_name_taken_meanwhile_is_refused(cast, invitation):
    settled("zhou")

    with pytest.raises(BadInvitation):
        accept(invitation)


def test_accepting_is_in_the_journal_without_the_password(invitation):
    account = accept(invitation)

    ((actor, facts, after),) = told("authority.accept_invitation", "actor", "facts", "after")
    assert (actor, facts) == (f"invitation/{invitation.pk}", {"account": account.pk})
    assert after[f"authority.account/{account.pk}"]["password"] == "…"


def test_an_invitation_is_withdrawn(cast, invitation):
    withdraw_invitation(invitation, by=cast.security, at=AT)

    with pytest.raises(InvitationOver):
        accept(invitation)


def test_nobody_else_withdraws_it(cast, invitation):
    for other in (cast.wang, cast.li, cast.chen, cast.nobody):
        with pytest.raises(NotAllowed):
            withdraw_invitation(invitation, by=other, at=AT)


def test_an_accepted_invitation_is_not_withdrawn(cast, invitation):
    accept(invitation)

    with pytest.raises(InvitationOver):
        withdraw_invitation(invitation, by=cast.security, at=AT)


def test_withdrawing_is_in_the_journal(cast, invitation):
    withdraw_invitation(invitation, by=cast.security, at=AT)

    assert told("authority.withdraw_invitation", "actor", "subject") == [
        (cast.security.name, f"authority.invitation/{invitation.pk}")
    ]


def test_a_lost_password_is_set_anew_and_sessions_end(cast):
    chen = Account.objects.get(username="chen")
    before = chen.get_session_auth_hash()

    invitation = renew_access(chen, digest=digest_of("again"), by=cast.security, at=AT)
    accept(invitation)

    after = Account.objects.get(username="chen")
    assert after.check_password(PASSWORD) is True
    assert after.get_session_auth_hash() != before
    assert Posting.objects.filter(account=after).count() == 1


def test_nobody_renews_her_own_access_or_a_strangers(cast, local):
    with pytest.raises(NotAllowed):
        renew_access(Account.objects.get(username="security"), digest=digest_of("x"), by=cast.security, at=AT)
    for other in (local, cast.wang, cast.system):
        with pytest.raises(NotAllowed):
            renew_access(Account.objects.get(username="li"), digest=digest_of("x"), by=other, at=AT)


def test_renewing_is_in_the_journal(cast):
    chen = Account.objects.get(username="chen")
    renew_access(chen, digest=digest_of("again"), by=cast.security, at=AT)

    assert told("authority.renew_access", "actor", "subject") == [(cast.security.name, f"authority.account/{chen.pk}")]
