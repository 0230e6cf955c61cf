"""One's own account in a browser: an invitation accepted, tokens, who one is."""

import re
from dataclasses import replace

import pytest
from django.test import Client

from apps.authority.told import digest_of
from baigong.apps.authority.actions import Invitee, Where, invite_account, renew_access
from baigong.apps.authority.identity import DemoCheck
from baigong.apps.authority.models import Account, Posting, Token
from baigong.apps.journal.models import Line
from baigong.faces.clock import UTC, datetime
from cast import CHEN_EMPLOYS, PASSWORD

CODE = "the code that was handed over"
NEW = "a password of her own"


def invited(by):
    at, where = datetime.now(UTC), Where("employer", organisation=CHEN_EMPLOYS)
    return invite_account(where=where, invitee=Invitee("zhou", "周敏"), digest=digest_of(CODE), by=by, at=at)


def accept(client, code=CODE, password=NEW, again=NEW):
    return client.post("/accounts/invitation/", {"code": code, "password": password, "again": again})


def words(client, address):
    return client.get(address).content.decode()


def test_an_invitation_is_accepted_and_signs_in(cast):
    invited(cast.chen)
    client = Client()

    answer = accept(client)

    assert answer.status_code == 302
    assert "周敏" in words(client, "/accounts/")


@pytest.mark.parametrize(
    ("field", "told"),
    [
        ("code", {"code": "guess"}),
        ("password", {"password": "short", "again": "short"}),
        ("again", {"again": "something else"}),
    ],
)
def test_what_does_not_do_is_said_beside_its_field(cast, field, told):
    invited(cast.chen)

    answer = accept(Client(), **told)

    assert list(answer.context["form"].errors) == [field]
    assert Account.objects.filter(username="zhou").exists() is False


def test_an_invitation_does_not_pass_by_a_second_factor(cast, client_of):
    """Whoever gets hold of a code for a lost password still lacks the app."""
    client_of("wang")
    account = Account.objects.get(username="wang")
    renew_access(account, digest=digest_of(CODE), by=cast.security, at=datetime.now(UTC))
    client = Client()

    answer = accept(client)

    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/accounts/").status_code == 302


def test_a_code_is_guessed_ten_times_a_minute_and_no_more(cast):
    invited(cast.chen)
    client = Client()

    for _ in range(10):
        accept(client, code="guess")

    assert accept(client).status_code == 429


def test_a_token_is_made_shown_once_and_withdrawn(cast, client_of):
    client = client_of("chen")

    made = client.post("/accounts/tokens/", {"name": "报表", "reads": "on", "days": "30"}).content.decode()
    secret = re.search(r"bg_[\w-]{40,}", made).group()
    program = Client(headers={"Authorization": f"Bearer {secret}"})

    assert program.get("/api/v1/authority/me").json()["allows"] == ["read"]
    assert secret not in words(client, "/accounts/tokens/")
    client.post(f"/accounts/tokens/{Token.objects.get().pk}/withdraw/")
    assert program.get("/api/v1/authority/me").status_code == 401


def test_a_token_for_nothing_is_refused(cast, client_of):
    answer = client_of("chen").post("/accounts/tokens/", {"name": "报表", "days": "30"})

    assert answer.status_code == 200
    assert Token.objects.count() == 0


def test_nobody_withdraws_anothers_token(cast, client_of):
    client_of("chen").post("/accounts/tokens/", {"name": "报表", "reads": "on", "days": "30"})

    answer = client_of("lan").post(f"/accounts/tokens/{Token.objects.get().pk}/withdraw/")

    assert answer.status_code == 403
    assert Token.objects.get().withdrawn_at is None


def test_a_worker_shows_who_she_is(cast, client_of, settings):
    settings.NODE = replace(settings.NODE, is_demo=True)
    Posting.objects.filter(account=cast.lan.account).update(person=None)
    client = client_of("lan")

    wrong = client.post("/accounts/person/", {"answer": "17-00000000"})
    right = client.post("/accounts/person/", {"answer": DemoCheck().code_of(17)})

    assert (wrong.status_code, right.status_code) == (200, 302)
    assert Posting.objects.get(account=cast.lan.account).person == 17
    assert Line.objects.filter(act="authority.bind_account").count() == 1


def test_pages_hold_nothing_inline(cast, client_of):
    client = client_of("chen")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    for page in (
        "/accounts/",
        "/accounts/tokens/",
        "/accounts/2fa/",
        "/accounts/2fa/totp/activate/",
        "/accounts/login/",
    ):
        html = words(client, page)
        assert re.findall(r"<style|style=|onclick=|javascript:", html) == []
        assert [
            script for script in re.findall(r"<script([^>]*)>", html) if "src=" not in script and "json" not in script
        ] == []
