"""One demonstration node, one browser, and people who look at its pages; the database of this process is not used."""

import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from baigong.apps.authority.demo import PASSWORD
from browser import launched, reading, sign_in, speak
from faults.served import served
from journeys.looking import complaints, watch
from journeys.making import MAKING, Hand

Opened = Callable[..., Page]
Cookies = dict[str, list[dict[str, object]]]


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a node as `baigong serve --demo` makes it is, with its worker; or one that runs, told in JOURNEYS_AT."""
    if running := os.environ.get("JOURNEYS_AT"):
        yield running.rstrip("/")
        return
    with served(tmp_path_factory.mktemp("journeys") / "home", "--demo") as node:
        yield node.answer["address"].rstrip("/")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="session")
def cookies() -> Cookies:
    """Of those who are signed in: once is enough for all tests."""
    return {}


@pytest.fixture
def page_of(base: str, chromium: Browser) -> Iterator[Opened]:
    """`page_of(language="en", width=360)`: a fresh window; at the end nothing may have gone wrong in it."""
    opened: list[BrowserContext] = []

    def open_page(*, language: str = "zh", width: int = 1280) -> Page:
        opened.append(reading(chromium, base, language=language, width=width))
        return watch(opened[-1].new_page())

    yield open_page
    wrong = [told for context in opened for page in context.pages for told in complaints(page)]
    for context in opened:
        context.close()
    assert wrong == []


@pytest.fixture
def page(page_of: Opened) -> Page:
    """A wide window of somebody who reads Chinese."""
    return page_of()


@pytest.fixture
def signed_in(base: str, cookies: Cookies) -> Callable[[Page, str], Page]:
    """`signed_in(page, "wang")`: from now on the window is hers; its language stays."""

    def arrive(page: Page, username: str) -> Page:
        language = "en" if page.evaluate("navigator.language").startswith("en") else "zh"
        if username not in cookies:
            sign_in(page, username, PASSWORD)
            cookies[username] = [dict(one) for one in page.context.cookies() if one["name"] != "django_language"]
        page.context.add_cookies(cookies[username])  # type: ignore[arg-type]
        speak(page.context, base, language)
        return page

    return arrive


@pytest.fixture(scope="session")
def made(base: str, chromium: Browser) -> None:
    """What `making.py` makes, once."""
    hands: dict[str, BrowserContext] = {}

    def hand(username: str) -> Hand:
        if username not in hands:
            hands[username] = reading(chromium, base, language="zh")
            if username:
                sign_in(hands[username].new_page(), username, PASSWORD)
        return Hand(hands[username])

    for make in MAKING:
        make(hand)
    for context in hands.values():
        context.close()
