"""`baigong accounts`: the operator's way in."""

import pytest
from allauth.mfa.models import Authenticator

from baigong.apps.authority.models import Account, Invitation, Office
from baigong.apps.authority.rows import invitation_of
from baigong.apps.journal.models import Line
from cast import settle_cast
from contract.program import asked, assert_refused


@pytest.fixture
def people(node):
    return settle_cast()


def test_the_first_account_is_invited_on_a_fresh_node(node):
    told = asked("accounts", "invite", "boss", "--role", "security_administrator", "--region", "33", "--name", "钱薇")

    invitation = Invitation.objects.get()
    assert invitation_of(told.json["code"], invitation.made_at) == invitation
    assert (invitation.name, invitation.office.name_zh) == ("钱薇", "浙江省人力资源和社会保障厅")
    assert [line.actor.split("/")[0] for line in Line.objects.all()] == ["operator", "operator"]


def test_an_office_that_is_there_is_taken(people):
    asked("accounts", "invite", "boss", "--role", "handler", "--region", "330100")

    assert Office.objects.filter(region="330100").count() == 1


def test_a_role_that_is_none_is_refused(node):
    told = asked("accounts", "invite", "boss", "--role", "king")

    assert_refused(told)
    assert told.json["refusal"]["code"] == "accounts.no_such_role"
    assert "security_administrator" in told.json["refusal"]["zh"]


def test_a_region_that_is_none_is_refused(node):
    told = asked("accounts", "invite", "boss", "--role", "handler", "--region", "99")

    assert_refused(told)
    assert told.json["refusal"]["code"] == "accounts.no_such_region"


def test_accounts_are_listed(people):
    told = asked("accounts", "list").json["accounts"]

    assert {one["username"] for one in told} == set(people.named())
    assert [one["posts"] for one in told if one["username"] == "wang"] == [
        [{"role": "handler", "region": "330100", "organisation": ""}]
    ]


def test_an_account_is_suspended_and_reinstated(people):
    assert asked("accounts", "suspend", "wang", "--reason", "x").code == 0
    assert Account.objects.get(username="wang").is_active is False

    assert asked("accounts", "reinstate", "wang", "--reason", "x").code == 0
    assert Account.objects.get(username="wang").is_active is True


def test_a_name_that_nobody_has_is_refused(people):
    told = asked("accounts", "suspend", "eve", "--reason", "x")

    assert_refused(told)
    assert told.json["refusal"]["code"] == "authority.not_found"


def test_a_lost_second_factor_and_a_lost_password_are_helped(people):
    Authenticator.objects.create(user=Account.objects.get(username="security"), type="totp", data={})

    assert asked("accounts", "reset-factor", "security", "--reason", "lost").code == 0
    code = asked("accounts", "renew", "security").json["code"]

    assert Authenticator.objects.count() == 0
    assert Invitation.objects.get().account.username == "security"
    assert len(code) > 20
