"""Accounts are suspended and reinstated, lose a second factor, are bound to a person."""

from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator

from apps.authority.told import AT, told
from baigong.apps.authority.actions import (
    bind_account,
    change_password,
    choose_language,
    reinstate_account,
    reset_second_factor,
    suspend_account,
)
from baigong.apps.authority.actions.accounts import AlreadySo, BoundAlready, NoSecondFactor
from baigong.apps.authority.actor import NOBODY, actor_of
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.identity import DemoCheck, NoIdentityCheck, NotIdentified
from baigong.apps.authority.models import Account, Office, Posting
from baigong.apps.authority.passwords import WeakPassword
from baigong.apps.authority.queries import actor_of_account
from baigong.core.scope import Scope
from cast import HANGZHOU, TODAY, settled


@pytest.fixture
def local(cast):
    """Hangzhou's own security administrator."""
    return settled("local", "security_administrator", office=Office.objects.get(region=HANGZHOU))


@pytest.fixture
def demo(settings):
    settings.NODE = replace(settings.NODE, is_demo=True)


def account(name):
    return Account.objects.get(username=name)


def test_a_suspended_account_is_nobody(cast, local):
    suspend_account(account("wang"), reason="left the office", by=local, at=AT)

    assert actor_of(account("wang"), on=TODAY) == NOBODY
    assert actor_of_account(cast.wang.account, TODAY) is None


def test_only_who_watches_over_all_its_places_suspends_an_account(cast, local):
    Posting.objects.create(
        account=account("wang"),
        role="auditor",
        office=Office.objects.get(region="110000"),
        region="110000",
        from_on=TODAY,
        line=0,
    )

    for other in (local, cast.system, cast.audit, cast.zhao, cast.li, cast.chen, cast.nobody):
        with pytest.raises(NotAllowed):
            suspend_account(account("wang"), reason="", by=other, at=AT)


def test_an_account_without_posts_is_the_nations(cast, local):
    with pytest.raises(NotAllowed):
        suspend_account(account("nobody"), reason="", by=local, at=AT)

    suspend_account(account("nobody"), reason="", by=cast.security, at=AT)

    assert account("nobody").is_active is False


def test_nobody_suspends_herself(cast):
    with pytest.raises(NotAllowed):
        suspend_account(account("security"), reason="", by=cast.security, at=AT)


def test_a_suspended_account_is_not_suspended_again(cast):
    suspend_account(account("wang"), reason="", by=cast.security, at=AT)

    with pytest.raises(AlreadySo):
        suspend_account(account("wang"), reason="", by=cast.security, at=AT)


def test_suspending_is_in_the_journal(cast):
    suspend_account(account("wang"), reason="离职", by=cast.security, at=AT)

    assert told("authority.suspend_account", "actor", "subject", "facts") == [
        (cast.security.name, f"authority.account/{cast.wang.account}", {"reason": "离职"})
    ]


def test_a_suspended_account_is_reinstated(cast):
    suspend_account(account("wang"), reason="", by=cast.security, at=AT)

    reinstate_account(account("wang"), reason="returned", by=cast.security, at=AT)

    assert actor_of_account(cast.wang.account, TODAY) == cast.wang
    assert told("authority.reinstate_account", "actor", "facts") == [(cast.security.name, {"reason": "returned"})]


def test_nobody_else_reinstates_it(cast):
    suspend_account(account("wang"), reason="", by=cast.security, at=AT)

    for other in (cast.wang, cast.system, cast.li):
        with pytest.raises(NotAllowed):
            reinstate_account(account("wang"), by=other, at=AT)


def test_an_account_in_force_is_not_reinstated(cast):
    with pytest.raises(AlreadySo):
        reinstate_account(account("wang"), by=cast.security, at=AT)


def test_a_lost_second_factor_is_forgotten(cast, local):
    Authenticator.objects.create(user=account("wang"), type="totp", data={})
    before = account("wang").get_session_auth_hash()

    reset_second_factor(account("wang"), reason="lost telephone", by=local, at=AT)

    assert Authenticator.objects.count() == 0
    assert account("wang").get_session_auth_hash() != before


def test_nobody_resets_her_own_second_factor_or_a_strangers(cast, local):
    Authenticator.objects.create(user=account("security"), type="totp", data={})
    Authenticator.objects.create(user=account("li"), type="totp", data={})

    with pytest.raises(NotAllowed):
        reset_second_factor(account("security"), reason="", by=cast.security, at=AT)
    for other in (local, cast.system, cast.li):
        with pytest.raises(NotAllowed):
            reset_second_factor(account("li"), reason="", by=other, at=AT)


def test_there_must_be_one_to_reset(cast):
    with pytest.raises(NoSecondFactor):
        reset_second_factor(account("wang"), reason="", by=cast.security, at=AT)


def test_resetting_is_in_the_journal(cast):
    Authenticator.objects.create(user=account("wang"), type="totp", data={})

    reset_second_factor(account("wang"), reason="lost telephone", by=cast.security, at=AT)

    assert told("authority.reset_second_factor", "actor", "facts") == [
        (cast.security.name, {"reason": "lost telephone", "forgotten": ["totp"]})
    ]


def test_one_changes_ones_own_password(cast):
    change_password(account("wang"), password="another long password", by=cast.wang, at=AT)

    assert account("wang").check_password("another long password") is True
    assert told("authority.change_password", "actor", "after") == [(cast.wang.name, {"password": "…"})]


def test_nobody_changes_anothers_password(cast):
    for other in (cast.security, cast.system, cast.zhao):
        with pytest.raises(NotAllowed):
            change_password(account("wang"), password="another long password", by=other, at=AT)


def test_a_weak_password_is_not_taken(cast):
    with pytest.raises(WeakPassword):
        change_password(account("wang"), password="wang", by=cast.wang, at=AT)


def test_one_chooses_ones_own_language(cast):
    choose_language(account("wang"), language="en", by=cast.wang, at=AT)

    assert account("wang").language == "en"
    assert told("authority.choose_language", "actor", "after") == [(cast.wang.name, {"language": "en"})]


def test_nobody_chooses_anothers_language(cast):
    with pytest.raises(NotAllowed):
        choose_language(account("wang"), language="en", by=cast.zhao, at=AT)


def test_a_worker_is_bound_to_the_person_that_the_check_names(cast, demo):
    Posting.objects.filter(account=cast.lan.account).update(person=None)

    bind_account(account("lan"), answer=DemoCheck().code_of(17), by=cast.lan, at=AT)

    assert actor_of(account("lan"), on=TODAY).posts[0].scope == Scope(persons=frozenset({17}))


def test_an_answer_that_the_check_does_not_know_binds_nobody(cast, demo):
    Posting.objects.filter(account=cast.lan.account).update(person=None)

    for answer in ("", "17", "17-00000000", "兰小燕", DemoCheck().code_of(17)[:-1], "１７-00000000"):
        with pytest.raises(NotIdentified):
            bind_account(account("lan"), answer=answer, by=cast.lan, at=AT)


def test_without_a_check_nobody_is_bound(cast):
    with pytest.raises(NoIdentityCheck):
        bind_account(account("lan"), answer=DemoCheck().code_of(17), by=cast.lan, at=AT)


def test_nobody_binds_anothers_account(cast, demo):
    for other in (cast.security, cast.wang, cast.chen):
        with pytest.raises(NotAllowed):
            bind_account(account("lan"), answer=DemoCheck().code_of(17), by=other, at=AT)


def test_a_person_has_one_account_and_an_account_one_person(cast, demo):
    Posting.objects.filter(account=cast.lan.account).update(person=None)
    bind_account(account("lan"), answer=DemoCheck().code_of(17), by=cast.lan, at=AT)

    with pytest.raises(BoundAlready):
        bind_account(account("lan"), answer=DemoCheck().code_of(18), by=cast.lan, at=AT)
    with pytest.raises(BoundAlready):
        bind_account(account("chen"), answer=DemoCheck().code_of(17), by=cast.chen, at=AT)


def test_binding_is_in_the_journal(cast, demo):
    Posting.objects.filter(account=cast.lan.account).update(person=None)

    bind_account(account("lan"), answer=DemoCheck().code_of(17), by=cast.lan, at=AT)

    ((actor, after),) = told("authority.bind_account", "actor", "after")
    assert (actor, list(after.values())) == (cast.lan.name, [{"person": 17}])
