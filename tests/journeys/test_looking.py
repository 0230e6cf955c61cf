"""What the walk looks for is found where it is: each check fails on a page made for it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from journeys.looking import complaints, no_complaint, no_sideways_scroll, no_violation
from journeys.words import foreign_words

PAGE = '<!doctype html><html lang="{lang}"><head><title>{title}</title></head><body><main>{body}</main></body></html>'


def shown(page: Page, body: str, lang: str = "zh-Hans") -> Page:
    title = "baigong" if lang == "en" else "百工"
    page.set_content(PAGE.format(lang=lang, title=title, body=body))
    return page


def test_a_page_without_fault_passes(page: Page):
    shown(page, "<h1>百工</h1><p>证书 <code>baigong check</code> CSV</p>")

    no_violation(page)
    no_sideways_scroll(page)
    assert foreign_words(page) == []


def test_a_picture_without_words_is_a_barrier(page: Page):
    shown(page, '<h1>百工</h1><img src="data:,">')

    with pytest.raises(AssertionError, match="image-alt"):
        no_violation(page)


def test_a_target_too_small_for_a_finger_is_a_barrier(page: Page):
    shown(page, "<h1>百工</h1>" + '<button style="width:9px;height:9px;padding:0" aria-label="一"></button>' * 3)

    with pytest.raises(AssertionError, match="target-size"):
        no_violation(page)


def test_what_sticks_out_is_named(page: Page):
    shown(page, '<p style="width:3000px">很宽</p>')

    with pytest.raises(AssertionError, match="很宽"):
        no_sideways_scroll(page)


@pytest.mark.parametrize(
    ("lang", "body", "found"),
    [
        ("zh-Hans", "<p>证书 issued</p>", ["p: issued (证书 issued)"]),
        ("zh-Hans", '<p>证书 <span lang="en">issued</span> <span translate="no">Acme</span></p>', []),
        ("zh-Hans", "<p>写信给 a.b@example.org，或看 skills.trained、nightly-report</p>", []),
        ("zh-Hans", '<button aria-label="Close">关</button>', ["aria-label: Close (Close)"]),
        ("en", "<p>certificate 证书</p>", ["p: 证书 (certificate 证书)"]),
        ("en", '<p>of <span lang="zh-Hans">杭州市</span></p>', []),
        ("en", "<p>one，two</p>", ["p: ， (one，two)"]),
    ],
)
def test_words_of_another_language_are_found(page: Page, lang: str, body: str, found: list[str]):
    assert foreign_words(shown(page, body, lang)) == found


def test_what_goes_wrong_in_a_page_is_kept(page: Page, base: str):
    page.goto(f"{base}/status")
    page.evaluate("document.body.setAttribute('style', 'color: red')")  # which the policy forbids
    page.evaluate("fetch('/no-such-page')")
    page.wait_for_timeout(200)

    assert ["style-src" in told or "404" in told for told in complaints(page)] == [True, True]
    with pytest.raises(AssertionError, match="404"):
        no_complaint(page)


def test_a_window_can_be_anybodys(page_of: Callable[..., Page], base: str, signed_in: Callable[[Page, str], Page]):
    page = signed_in(page_of(language="en", width=360), "wang")

    page.goto("/accounts/")

    assert page.locator("h1").inner_text() == "王敏"
    assert page.evaluate("[document.documentElement.lang, innerWidth]") == ["en", 360]
