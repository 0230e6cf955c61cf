"""Signing in as people do: an invitation, a passkey of a real browser, and the government's single sign-on.

The authenticator is the browser's own virtual one, the identity provider a small one on this machine. A browser knows
passkeys under a name only, never under the digits of an address, so the node is asked for as `localhost`.
"""

import json
import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from browser import reading
from faults.served import Served, served, told

PASSWORD = "correct horse battery staple"
NAME = "钱薇"
AT_ROOT = re.compile(r"^https?://[^/]+/$")


@pytest.fixture(scope="module")
def port() -> int:
    """Where the identity provider will be; the node is told before anybody is there."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@pytest.fixture(scope="module")
def provider(port: int) -> Iterator[str]:
    """An identity provider that signs in whoever names herself."""
    mock = pytest.importorskip("oidc_provider_mock")
    with mock.run_server_in_thread(port):
        yield f"http://localhost:{port}"


@pytest.fixture(scope="module")
def node(port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A fresh node without anybody: here a second factor is asked for."""
    home = tmp_path_factory.mktemp("signing-in") / "home"
    told_of = {"URL": f"http://localhost:{port}", "CLIENT": "baigong", "SECRET": "kept secret"}
    with served(home, **{f"BAIGONG_OIDC_{name}": word for name, word in told_of.items()}) as running:
        yield running


@pytest.fixture
def window(node: Served, chromium: Browser) -> Iterator[Page]:
    context = reading(chromium, f"http://localhost:{node.port}", language="en")
    page = context.new_page()
    page.set_default_timeout(20_000)
    yield page
    context.close()


class Authenticator:
    """A security key, or the one that lies in a computer; its owner touches it at once."""

    def __init__(self, page: Page) -> None:
        self.session = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.id = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def credentials(self) -> list[dict[str, Any]]:
        found = self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.id})
        return list(found["credentials"])


def invited(node: Served, username: str, role: str) -> str:
    answer = told(node.home, "accounts", "invite", username, "--role", role, "--region", "33", "--name", NAME, "--json")
    return str(json.loads(answer.stdout)["code"])


def submit(page: Page) -> None:
    page.locator("main form button.primary").first.click()


def accept(page: Page, node: Served, username: str, *, role: str = "security_administrator") -> None:
    """The invitation's code, a password twice; and she is signed in."""
    page.goto("/accounts/invitation/")
    page.fill("input[name=code]", invited(node, username, role))
    for field in page.locator("input[type=password]").all():
        field.fill(PASSWORD)
    submit(page)


def sign_in(page: Page, username: str) -> None:
    page.goto("/accounts/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    submit(page)


def sign_out(page: Page) -> None:
    page.goto("/accounts/logout/")
    submit(page)


def who(page: Page) -> str:
    """Who the node says the window is; empty: nobody."""
    answer = page.context.request.get("/api/v1/authority/me")
    return str(answer.json()["actor"]) if answer.ok else ""


def with_passkey(page: Page) -> Authenticator:
    """Whoever is signed in sets up a passkey as her second factor."""
    key = Authenticator(page)
    page.goto("/accounts/2fa/webauthn/add/")
    page.fill("input[name=password]", PASSWORD)
    submit(page)
    page.wait_for_url("**/accounts/2fa/webauthn/add/")
    page.fill("input[name=name]", "laptop")
    page.check("input[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/accounts/2fa/recovery-codes/")
    return key


def test_without_a_second_factor_no_page_opens_and_a_passkey_is_one(node: Served, window: Page):
    accept(window, node, "qian")
    window.wait_for_url("**/accounts/2fa/")
    window.goto("/accounts/tokens/")
    refused = window.url

    key = with_passkey(window)
    window.goto("/accounts/tokens/")

    assert (refused.endswith("/accounts/2fa/"), window.url.endswith("/accounts/tokens/")) == (True, True)
    assert [one["rpId"] for one in key.credentials()] == ["localhost"]


def test_a_passkey_signs_in_by_itself_and_beside_a_password(node: Served, window: Page):
    accept(window, node, "zheng")
    key = with_passkey(window)
    account = who(window)

    sign_out(window)
    window.goto("/accounts/login/")
    window.click("#passkey_login")
    window.wait_for_url(AT_ROOT)
    alone = who(window)

    sign_out(window)
    sign_in(window, "zheng")
    window.wait_for_url("**/accounts/2fa/authenticate/")
    between = who(window)
    window.click("#mfa_webauthn_authenticate")
    window.wait_for_url(AT_ROOT)

    assert (alone, between, who(window)) == (account, "", account)
    assert key.credentials()[0]["signCount"] == 3


def test_a_key_that_was_removed_signs_nobody_in(node: Served, window: Page):
    accept(window, node, "feng")
    with_passkey(window)
    window.goto("/accounts/2fa/webauthn/")
    window.locator("main td a[href*=remove]").click()
    window.locator("main form button[type=submit]").click()
    window.wait_for_url(re.compile("/accounts/2fa/(webauthn/)?$"))

    sign_out(window)
    window.goto("/accounts/login/")
    with window.expect_response("**/2fa/webauthn/login/") as answer:
        window.click("#passkey_login")
        window.wait_for_load_state()

    assert answer.value.ok
    assert who(window) == ""


def test_a_government_account_signs_in_once_it_is_connected(node: Served, provider: str, window: Page):
    accept(window, node, "lan", role="worker")
    window.wait_for_url(AT_ROOT)
    account = who(window)
    window.goto("/accounts/sso/")
    window.locator("main a.button.primary").click()
    go_on(window, provider, as_whom="330106-0001")
    window.wait_for_url("**/accounts/sso/")

    sign_out(window)
    by_government_account(window, provider, as_whom="330106-0001")
    window.wait_for_url(AT_ROOT)

    assert who(window) == account != ""


def test_a_government_account_that_nobody_connected_opens_none(node: Served, provider: str, window: Page):
    by_government_account(window, provider, as_whom="330106-0002")

    window.get_by_role("heading", name="The government account did not sign you in").wait_for()
    assert who(window) == ""


def by_government_account(page: Page, provider: str, *, as_whom: str) -> None:
    page.goto("/accounts/login/")
    page.locator("main a.button[href*=sso]").click()
    go_on(page, provider, as_whom=as_whom)


def go_on(page: Page, provider: str, *, as_whom: str) -> None:
    """Away to the provider's own page, where she says who she is, and back."""
    submit(page)
    page.wait_for_url(f"{provider}/**")
    page.fill("input[name=sub]", as_whom)
    page.get_by_role("button", name="Authorize").click()
