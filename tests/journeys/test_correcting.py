"""An official corrects a record and a second one checks it; an official of another province is refused everywhere."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Arrive = Callable[[Page, str], Page]


def opened(page: Page, base: str) -> str:
    """Somebody of Hangzhou whose record stands on the merge page: her own page's address."""
    page.goto(f"{base}/office/merges/")
    page.click("main tbody th a")
    page.click("main .compared thead a >> nth=0")
    page.wait_for_url("**/office/persons/*")
    return page.url


def test_a_record_is_corrected_by_one_and_checked_by_another(page_of, base: str, signed_in: Arrive):
    page = signed_in(page_of(), "wang")
    person = opened(page, base)
    page.get_by_role("link", name="更正", exact=True).first.click()
    before = page.locator("#id_name").input_value()

    page.fill("#id_name", f"{before}1")
    page.fill("#id_reason", "户籍资料更正")
    page.get_by_role("button", name="提交更正").click()
    number = re.search(r"[0-9]+", page.locator(".messages").inner_text()).group()  # type: ignore[union-attr]
    expect(page.locator("h1")).to_have_text(before)
    checker = signed_in(page_of(), "zhao")
    checker.goto(f"{base}/office/proposals/{number}")
    checker.locator("form[action$='/approve'] button[type=submit]").click()

    page.goto(person)
    expect(page.locator("h1")).to_have_text(f"{before}1")
    expect(page.locator("#earlier tbody")).to_contain_text(before)


def test_a_number_is_shown_once_for_a_reason(page_of, base: str, signed_in: Arrive):
    page = signed_in(page_of(), "wang")
    person = opened(page, base)
    page.get_by_text("查看完整号码").first.click()

    page.locator("form[action$='/show'] textarea").first.fill("核对证书")
    page.get_by_role("button", name="显示一次").first.click()

    expect(page.locator(".in-clear .value")).to_have_text(re.compile(r"^[0-9]{17}[0-9X]$"))
    page.goto(person)
    expect(page.locator(".in-clear")).to_have_count(0)


def test_an_official_of_another_province_is_refused(page_of, base: str, signed_in: Arrive):
    person = opened(signed_in(page_of(), "wang"), base)
    page = signed_in(page_of(), "li")

    for at in (person, f"{person}/correct", f"{base}/office/merges/1"):
        assert page.request.get(at).status == 403
    page.goto(f"{base}/office/merges/")
    expect(page.locator("main tbody")).to_have_count(0)
