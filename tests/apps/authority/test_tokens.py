"""A token does some of what its account may, until it expires."""

from dataclasses import replace
from datetime import timedelta

import pytest

from apps.authority.told import AT, digest_of, told
from baigong.apps.authority.actions import Grant, make_token, suspend_account, withdraw_token
from baigong.apps.authority.actions.tokens import BadToken, TokenOver
from baigong.apps.authority.acts import NotAllowed
from baigong.apps.authority.models import Account, Token
from baigong.apps.authority.queries import actor_of_token
from baigong.apps.authority.roles import Role
from baigong.core.scope import NOTHING, of_region

SECRET = "bg_secret"
DAY = timedelta(days=1)
GRANT = Grant("nightly report", ("read", "authority.propose"), AT + 90 * DAY)


@pytest.fixture
def token(cast):
    return make_token(account("wang"), grant=GRANT, digest=digest_of(SECRET), by=cast.wang, at=AT)


def account(name):
    return Account.objects.get(username=name)


def test_a_token_stands_for_its_account(cast, token):
    actor = actor_of_token(SECRET, AT)

    assert actor == replace(cast.wang, allows=frozenset({"read", "authority.propose"}))
    assert actor.scope_as({Role.HANDLER}) == of_region("330100")


def test_a_token_that_may_not_read_sees_nothing(cast):
    grant = replace(GRANT, allows=("authority.propose",))
    make_token(account("wang"), grant=grant, digest=digest_of("x"), by=cast.wang, at=AT)

    assert actor_of_token("x", AT).scope_as({Role.HANDLER}) == NOTHING


def test_a_token_holds_until_it_expires(token):
    assert actor_of_token(SECRET, AT + 90 * DAY - timedelta(seconds=1)) is not None
    assert actor_of_token(SECRET, AT + 90 * DAY) is None


def test_an_unknown_secret_is_nobody(token):
    assert [actor_of_token(secret, AT) for secret in ("", "bg_", SECRET.upper(), SECRET + " ")] == [None] * 4


def test_a_token_ends_with_its_account(cast, token):
    suspend_account(account("wang"), reason="", by=cast.security, at=AT)

    assert actor_of_token(SECRET, AT) is None


def test_nobody_makes_a_token_for_another(cast):
    for other in (cast.zhao, cast.security, cast.system):
        with pytest.raises(NotAllowed):
            make_token(account("wang"), grant=GRANT, digest=digest_of("x"), by=other, at=AT)


def test_a_token_makes_no_token(cast, token):
    program = replace(actor_of_token(SECRET, AT), allows=frozenset({"authority.make_token"}))

    with pytest.raises(NotAllowed):
        make_token(account("wang"), grant=GRANT, digest=digest_of("x"), by=program, at=AT)


@pytest.mark.parametrize(
    "change",
    [
        {"name": " "},
        {"name": "x" * 81},
        {"allows": ()},
        {"allows": ("everything",)},
        {"allows": ("authority.make_token",)},
        {"expires_at": AT},
        {"expires_at": AT + 367 * DAY},
    ],
)
def test_a_token_that_does_not_fit_is_refused(cast, change):
    with pytest.raises(BadToken):
        make_token(account("wang"), grant=replace(GRANT, **change), digest=digest_of("x"), by=cast.wang, at=AT)


def test_making_is_in_the_journal_without_the_secret(cast, token):
    ((actor, after),) = told("authority.make_token", "actor", "after")
    (row,) = after.values()

    assert (actor, row["allows"], row["digest"]) == (cast.wang.name, ["authority.propose", "read"], "…")


def test_a_withdrawn_token_is_nobody(cast, token):
    withdraw_token(token, by=cast.wang, at=AT)

    assert actor_of_token(SECRET, AT) is None


def test_the_security_administrator_withdraws_a_token_too(cast, token):
    withdraw_token(token, by=cast.security, at=AT)

    assert Token.objects.get().withdrawn_at == AT


def test_nobody_else_withdraws_it(cast, token):
    for other in (cast.zhao, cast.li, cast.system, cast.nobody):
        with pytest.raises(NotAllowed):
            withdraw_token(token, by=other, at=AT)


def test_a_token_is_withdrawn_once(cast, token):
    withdraw_token(token, by=cast.wang, at=AT)

    with pytest.raises(TokenOver):
        withdraw_token(token, by=cast.wang, at=AT)


def test_withdrawing_is_in_the_journal(cast, token):
    withdraw_token(token, by=cast.wang, at=AT)

    assert told("authority.withdraw_token", "actor", "subject") == [(cast.wang.name, f"authority.token/{token.pk}")]
