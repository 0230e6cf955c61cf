"""A walk over all pages, in both languages and at both widths, by those who may see them."""

from collections.abc import Callable, Iterator
from urllib.parse import urljoin, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from browser import reading
from journeys.looking import no_complaint, no_sideways_scroll, no_violation, watch
from journeys.pages import PAGES, At
from journeys.words import no_foreign_words

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
LANGUAGES = ("zh", "en")
LOOKED_AT = {"zh": WIDE, "en": PHONE}  # for barriers: the words differ, what stands around them does not
Windows = Callable[[str, str], Page]


@pytest.fixture(scope="session")
def windows(base: str, chromium: Browser) -> Iterator[dict[tuple[str, str], Page]]:
    """One window for each person and language; it is used for all her pages."""
    opened: dict[tuple[str, str], Page] = {}
    yield opened
    for page in opened.values():
        page.context.close()


@pytest.fixture
def window(
    windows: dict[tuple[str, str], Page], base: str, chromium: Browser, signed_in: Callable[[Page, str], Page]
) -> Windows:
    def of(language: str, by: str) -> Page:
        if (language, by) not in windows:
            page = watch(reading(chromium, base, language=language).new_page())
            windows[language, by] = signed_in(page, by) if by else page
        page = windows[language, by]
        page.set_viewport_size(WIDE)
        no_complaint(page)
        return page

    return of


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("at", PAGES, ids=str)
def test_everybody_can_use_it_wide_and_on_a_phone_in_her_own_language(window: Windows, at: At, language: str):
    page = window(language, at.by)

    assert _status(page, at) == at.status
    no_foreign_words(page)
    no_sideways_scroll(page)
    page.set_viewport_size(PHONE)
    no_sideways_scroll(page)
    page.set_viewport_size(LOOKED_AT[language])
    no_violation(page)
    no_complaint(page)


@pytest.mark.parametrize("at", [at for at in PAGES if at.by and not at.link], ids=str)
def test_whoever_is_not_signed_in_is_led_away_unless_the_page_is_public_too(window: Windows, at: At):
    page = window("zh", "")

    page.goto(at.path)

    is_public = any(other.path == at.path and not other.by for other in PAGES)
    assert (urlsplit(page.url).path == urlsplit(at.path).path) == is_public


def _status(page: Page, at: At) -> int:
    if "#" in at.path:  # else it is but a place on the page that is open already, and nothing is fetched
        page.goto("about:blank")
    answer = page.goto(at.path)
    for link in at.link.split(" → ") if at.link else []:
        found = page.locator(link).first
        assert found.count(), f"{page.url} has no link {link}"
        answer = page.goto(urljoin(page.url, found.get_attribute("href") or ""))
    assert answer is not None
    return answer.status
