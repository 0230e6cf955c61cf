"""A member of the public opens a figure; whoever may sees the records behind it; neither needs a script or a mouse."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

Arrive = Callable[[Page, str], Page]


def test_a_headline_opens_to_how_it_was_made(page: Page, base: str):
    page.goto(base)

    page.locator("main a.figure[href*='target:skilled_share']").first.click()

    expect(page.locator("h1")).to_contain_text("技能人才")
    expect(page.locator("main")).to_contain_text("baigong explain 'target:skilled_share@")
    page.locator("main a.figure[href*='published:']").first.click()
    page.wait_for_url("**/figures/published:**")
    expect(page.locator("main .source").first).not_to_be_empty()


def test_from_the_headline_to_the_records_behind_a_provinces_number_in_four_clicks(
    page_of, base: str, signed_in: Arrive
):
    page = signed_in(page_of(), "statistician")
    page.goto(base)

    page.locator("main a[href^='/regions/33']").first.click()
    page.locator("main a.figure[href*='/figures/stock@']").first.click()
    page.locator("main a[href*='show=records']").first.click()

    page.wait_for_url("**show=records**")
    expect(page.locator("main tbody tr").first).to_contain_text("•")


def test_the_public_is_told_whose_right_the_records_are(page: Page, base: str):
    page.goto(base)
    page.locator("main a.figure[href*='/figures/stock@']").first.click()
    figure = page.url

    refused = page.context.request.get(f"{figure}{'&' if '?' in figure else '?'}show=records")

    assert (refused.status, "•" in refused.text()) == (403, False)


def test_the_keyboard_alone_leads_from_the_headline_to_a_figure(page: Page, base: str):
    page.goto(base)
    first = page.locator("main a.figure").first
    page.locator("body").press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")

    for _ in range(40):
        page.keyboard.press("Tab")
        if first.evaluate("element => element === document.activeElement"):
            break
    page.keyboard.press("Enter")

    page.wait_for_url("**/figures/**")


def test_without_scripts_everything_but_the_drawing_is_there(chromium: Browser, base: str):
    context = chromium.new_context(java_script_enabled=False, locale="zh-CN")
    plain = context.new_page()
    plain.goto(base)

    expect(plain.locator("main")).to_contain_text("技能人才占就业人员比例")
    assert plain.locator("main table").count() >= 3
    plain.locator("main a.figure").first.click()
    expect(plain.locator("h1")).not_to_be_empty()
    context.close()


def test_the_scoreboard_on_paper_names_its_sources(page: Page, base: str):
    page.goto(base)
    page.emulate_media(media="print")

    expect(page.locator(".main-menu")).to_be_hidden()
    assert page.locator("main .printed-only:visible").count() >= 1


SHIFTED = """() => new Promise((done) => {
  let moved = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((one) => { moved += one.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(moved), 500);
})"""


@pytest.mark.parametrize("path", ["/", "/regions/33", "/measures/", "/data/"])
def test_nothing_on_a_page_moves_once_it_is_shown(page: Page, base: str, path: str):
    page.goto(base + path)

    assert page.evaluate(SHIFTED) < 0.01
