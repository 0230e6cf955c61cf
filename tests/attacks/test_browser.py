"""What a browser could be made to do: cross-site requests, redirects, foreign hosts, old sessions, inline code."""

import re

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from baigong.apps.authority.models import Account
from cast import PASSWORD

pytestmark = pytest.mark.django_db(transaction=True)
# What is for everybody to keep, and names nobody.
RECORDLESS = ("/data/", "/log/", "/trust/", "/gate-worker.js", "/verify/manifest.json")
# Programs post to it without a session, and nobody's session counts there.
SESSIONLESS = ("/credentials/verify", "/presentations/verify")
ELSEWHERE = ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "http:evil.example"]


def pages() -> list[str]:
    """Every address of a page that names nothing in particular."""

    def walked(resolver: URLResolver, prefix: str):
        for part in resolver.url_patterns:
            address = prefix + str(part.pattern)
            if isinstance(part, URLResolver):
                yield from walked(part, address)
            elif isinstance(part, URLPattern):
                yield "/" + re.sub(r"[\^$]|\\Z", "", address)

    return sorted({page for page in walked(get_resolver(), "") if "<" not in page and not page.startswith("/api/")})


@pytest.fixture
def visitors(node, cast, client_of):
    return {
        "nobody at all": Client(),
        **{name: client_of(name) for name in ("lan", "chen", "wang", "system", "security")},
    }


def test_every_page_answers_everybody_without_failing(visitors):
    failing = {}
    for page in pages():
        for name, client in visitors.items():
            client.raise_request_exception = False
            status = client.get(page).status_code
            if status >= 500 and page not in ("/health", "/status"):
                failing[page, name] = status

    assert failing == {}
    assert len(pages()) > 5


def test_every_page_forbids_inline_and_foreign_code_and_framing(visitors):
    wrong = []
    for page in pages():
        for client in visitors.values():
            answer = client.get(page)
            policy = answer["Content-Security-Policy"]
            safe = "unsafe" not in policy and "default-src 'none'" in policy and "frame-ancestors 'none'" in policy
            if not safe or answer["X-Frame-Options"] != "DENY" or answer["X-Content-Type-Options"] != "nosniff":
                wrong.append(page)

    assert wrong == []


def test_no_page_has_inline_code(visitors):
    inline = re.compile(
        r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|<style|\sstyle=|\son[a-z]+=|javascript:", re.I
    )

    found = {
        (page, match.group())
        for page in pages()
        for client in visitors.values()
        for match in inline.finditer(client.get(page).content.decode(errors="replace"))
    }

    assert found == set()


def test_pages_with_records_are_kept_nowhere(visitors):
    cached = [page for page in pages() if "no-store" not in visitors["wang"].get(page).get("Cache-Control", "")]

    assert [page for page in cached if not page.startswith(RECORDLESS)] == []


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_redirect_leads_elsewhere(node, cast, target):
    client = Client()

    by_language = client.post("/language/setlang/", {"language": "en", "next": target})
    by_referer = client.post("/language/setlang/", {"language": "en"}, headers={"Referer": target})
    at_the_door = client.post(f"/accounts/login/?next={target}", {"login": "lan", "password": PASSWORD, "next": target})
    signed_in = client.get(f"/accounts/login/?next={target}")

    for answer in (by_language, by_referer, at_the_door, signed_in):
        assert "evil" not in answer.get("Location", "") and "javascript" not in answer.get("Location", "")


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "localhost:80@evil.example", "a b"])
def test_another_host_is_refused(node, host):
    assert Client().get("/", headers={"Host": host}).status_code == 400
    assert Client().get("/api/v1/node", headers={"Host": host}).status_code == 400


def test_a_forwarded_host_is_not_believed(node):
    answer = Client().get("/", headers={"X-Forwarded-Host": "evil.example"})

    assert "evil.example" not in answer.content.decode()


def test_a_sign_in_begins_a_new_session(node, cast):
    client = Client()
    client.get("/accounts/login/")
    client.cookies["sessionid"] = "fixed-by-somebody-else"
    client.post("/accounts/login/", {"login": "lan", "password": PASSWORD})

    assert client.cookies["sessionid"].value not in ("", "fixed-by-somebody-else")
    assert client.cookies["sessionid"]["httponly"] is True
    assert client.cookies["sessionid"]["samesite"] == "Lax"


def test_a_session_ends_when_its_account_is_suspended(node, cast, client_of):
    client = client_of("lan")
    before = client.get("/api/v1/catalogue/measures").status_code

    Account.objects.filter(username="lan").update(is_active=False)

    assert (before, client.get("/api/v1/catalogue/measures").status_code) == (200, 401)


def test_an_address_with_a_nul_is_a_damaged_one(client_of):
    wang = client_of("wang")

    assert wang.get("/office/batches/?words=%00").status_code == 400
    assert wang.get("/office/batches/\0").status_code == 400


@pytest.mark.parametrize("page", [page for page in pages() if page not in ("/health", "/status", *SESSIONLESS)])
def test_no_form_is_taken_without_its_token(node, cast, client_of, page):
    client = client_of("wang")
    client.handler.enforce_csrf_checks = True
    client.raise_request_exception = False

    assert client.post(page, {"x": "y"}).status_code in (302, 403, 404, 405)
    assert client.post(page, {"x": "y"}, headers={"Origin": "https://evil.example"}).status_code in (302, 403, 404, 405)


def test_cookies_are_for_https_only_where_the_node_is_reached_by_it(node):
    assert django_settings.SESSION_COOKIE_SECURE is django_settings.NODE.is_secure
    assert django_settings.CSRF_COOKIE_SECURE is django_settings.NODE.is_secure
