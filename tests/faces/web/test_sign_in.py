"""Signing in, by whom and how it is written down; what a second factor opens; what one's own account holds."""

from dataclasses import replace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.test import Client
from django.utils.translation import override

from baigong.apps.authority.models import Account
from baigong.apps.journal.models import Evidence, Line
from baigong.faces.web.authority.adapters import SecondFactors
from cast import PASSWORD

LOGIN = "/accounts/login/"


def signed_in(name, password=PASSWORD, client=None, **headers):
    client = client or Client(**headers)
    return client, client.post(LOGIN, {"login": name, "password": password})


def shown_again(name):
    """Signed in, and the password typed once more, as for what concerns the account itself."""
    client, _ = signed_in(name)
    assert client.post("/accounts/reauthenticate/", {"password": PASSWORD}).status_code == 302
    return client


def code_of(secret):
    return auth.format_hotp_value(auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time()))))


def with_app(name):
    secret = auth.generate_totp_secret()
    auth.TOTP.activate(Account.objects.get(username=name), secret)
    return secret


@pytest.fixture
def demo(settings):
    settings.NODE = replace(settings.NODE, is_demo=True)


PAGES = (
    "/accounts/login/",
    "/accounts/invitation/",
    "/accounts/lost/",
    "/accounts/inactive/",
)
OWN = (
    "/accounts/",
    "/accounts/tokens/",
    "/accounts/logout/",
    "/accounts/password/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/webauthn/",
    "/accounts/sso/",
)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_page_shows(cast, language):
    client = shown_again("chen")
    client.cookies["django_language"] = language
    visitor = Client()
    visitor.cookies["django_language"] = language

    assert {page: visitor.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)
    assert {page: client.get(page).status_code for page in OWN} == dict.fromkeys(OWN, 200)


def test_whoever_has_a_name_and_password_is_signed_in(cast):
    client, answer = signed_in("chen")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/")
    assert client.get("/accounts/").status_code == 200


def test_an_address_does_as_well_as_a_name(cast):
    _, answer = signed_in("chen@example.org")

    assert answer.status_code == 302


def test_a_wrong_password_says_no_more_than_that(cast):
    answers = [signed_in(name, "not the password")[1] for name in ("chen", "nobody-has-this-name")]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert answers[0].context["form"].errors == answers[1].context["form"].errors


def test_sign_ins_leave_evidence_without_what_was_typed(cast):
    client, _ = signed_in("chen")
    client.post("/accounts/logout/")
    signed_in("chen", "mistyped secret")
    signed_in("33010219900307451X", "another")

    chen = cast.chen.name
    assert list(Evidence.objects.order_by("id").values_list("kind", "actor")) == [
        ("signed_in", chen),
        ("signed_out", chen),
        ("sign_in_failed", chen),
        ("sign_in_failed", "nobody"),
    ]
    assert "mistyped" not in str(list(Evidence.objects.values()))
    assert "33010219900307451" not in str(list(Evidence.objects.values()))


def test_after_five_wrong_passwords_even_the_right_one_waits(cast):
    client = Client()
    for _ in range(5):
        signed_in("chen", "wrong", client)

    _, answer = signed_in("chen", client=client)

    assert answer.status_code == 200
    assert client.get("/accounts/").status_code == 302


def test_a_suspended_account_does_not_sign_in(cast):
    Account.objects.filter(username="chen").update(is_active=False)

    client, answer = signed_in("chen")

    assert answer.headers["Location"] == "/accounts/inactive/"
    assert client.get("/accounts/").status_code == 302


def test_suspending_ends_a_session_at_once(cast):
    client, _ = signed_in("chen")

    Account.objects.filter(username="chen").update(is_active=False)

    assert client.get("/accounts/").status_code == 302


def test_another_password_ends_all_other_sessions(cast):
    client, _ = signed_in("chen")
    other, _ = signed_in("chen")

    new = "a longer and better one"
    told = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    answer = client.post("/accounts/password/", told)

    assert answer.status_code == 302
    assert client.get("/accounts/").status_code == 200
    assert other.get("/accounts/").status_code == 302
    assert [line.actor for line in Line.objects.filter(act="authority.change_password")] == [cast.chen.name]


def test_a_weak_password_is_refused(cast):
    client, _ = signed_in("chen")

    for weak in ("short", "password12345", "123456789012", "chen@example.org"):
        told = {"oldpassword": PASSWORD, "password1": weak, "password2": weak}
        assert client.post("/accounts/password/", told).status_code == 200

    assert Line.objects.filter(act="authority.change_password").count() == 0


def test_a_session_does_not_move_to_another_browser(cast):
    client, _ = signed_in("chen", headers={"User-Agent": "one"})

    stolen = Client(headers={"User-Agent": "another"})
    stolen.cookies = client.cookies

    assert stolen.get("/accounts/").status_code == 302


def test_a_session_that_nobody_used_for_an_hour_is_over(cast):
    client, _ = signed_in("chen")
    session = client.session
    session["seen"] -= 3_700
    session.save()

    assert client.get("/accounts/").status_code == 302


def test_a_sign_in_takes_a_new_session_key(cast):
    client = Client()
    client.get(LOGIN)
    session = client.session
    session["before"] = "1"
    session.save()
    before = session.session_key

    signed_in("chen", client=client)

    assert client.session.session_key != before


def test_where_to_go_next_is_never_elsewhere(cast):
    client = Client()

    answer = client.post(LOGIN + "?next=https://evil.example/", {"login": "chen", "password": PASSWORD})

    assert answer.headers["Location"] == "/"


def test_an_official_sees_nothing_before_a_second_factor_is_set_up(cast):
    client, _ = signed_in("wang")

    assert client.get("/accounts/").headers["Location"] == "/accounts/2fa/"
    assert client.get("/").headers["Location"] == "/accounts/2fa/"
    assert client.get("/accounts/", headers={"Authorization": "Bearer x"}).headers["Location"] == "/accounts/2fa/"
    refused = client.get("/api/v1/node").json()
    assert (refused["code"], refused["instance"][:9]) == ("authority.second_factor_required", "urn:uuid:")
    assert client.get("/accounts/2fa/").status_code == 200
    assert "reauthenticate" in client.get("/accounts/2fa/totp/activate/").headers["Location"]


def test_an_official_sets_up_an_app_and_goes_on(cast):
    client = shown_again("wang")
    client.get("/accounts/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]

    answer = client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})

    assert answer.status_code == 302
    assert client.get("/accounts/").status_code == 200
    assert sorted(Authenticator.objects.values_list("type", flat=True)) == ["recovery_codes", "totp"]
    assert client.get("/accounts/2fa/recovery-codes/").status_code == 200


def test_secrets_of_second_factors_are_not_open_in_the_database(cast):
    secret = with_app("wang")

    kept = Authenticator.objects.get(type="totp")

    assert secret not in str(kept.data)
    assert kept.wrap().validate_code(code_of(secret)) is True


def test_with_a_second_factor_the_password_alone_opens_nothing(cast):
    secret = with_app("wang")

    client, answer = signed_in("wang")

    assert answer.headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/accounts/").status_code == 302
    assert client.get("/accounts/2fa/authenticate/").status_code == 200
    assert client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)}).headers["Location"] == "/"
    assert client.get("/accounts/").status_code == 200


def test_a_wrong_code_is_evidence(cast):
    with_app("wang")
    client, _ = signed_in("wang")

    client.post("/accounts/2fa/authenticate/", {"code": "000000"})

    assert list(Evidence.objects.values_list("kind", "actor", "facts__step")) == [
        ("sign_in_failed", cast.wang.name, "second factor")
    ]


def test_nobody_needs_a_second_factor_in_the_sample(cast, demo):
    client, _ = signed_in("wang")

    assert client.get("/accounts/").status_code == 200


def test_the_sample_says_its_accounts_and_no_other_node_does(cast, demo, settings):
    shown = Client().get(LOGIN).content.decode()
    settings.NODE = replace(settings.NODE, is_demo=False)
    hidden = Client().get(LOGIN).content.decode()

    assert ("sample-province-33" in shown, "sample-province-33" in hidden) == (True, False)


def test_nobody_signs_up(cast):
    client = Client()

    answer = client.post("/accounts/signup/", {"username": "eve", "password1": PASSWORD})

    assert answer.headers["Location"] == "/accounts/invitation/"
    assert Account.objects.filter(username="eve").exists() is False


def test_the_language_of_an_account_comes_with_it(cast):
    Account.objects.filter(username="chen").update(language="en")

    client, _ = signed_in("chen")

    assert "My account" in client.get("/accounts/").content.decode()


def test_a_language_is_chosen(cast):
    client, _ = signed_in("chen")

    client.post("/accounts/language/", {"language": "en"})

    assert Account.objects.get(username="chen").language == "en"
    assert Line.objects.filter(act="authority.choose_language").count() == 1


def test_what_a_new_key_is_called_speaks_the_readers_language(cast):
    account = Account.objects.get(username="wang")

    names = {}
    for language in ("zh-hans", "en"):
        with override(language):
            names[language] = SecondFactors().generate_authenticator_name(account, Authenticator.Type.WEBAUTHN)

    assert names == {"zh-hans": "主密钥", "en": "Master key"}
