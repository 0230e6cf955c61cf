"""Three officials issue a batch, and its certificates can be downloaded; somebody of the public objects to another."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

Arrive = Callable[[Page, str], Page]


def approved(page: Page, base: str, number: str) -> None:
    page.goto(f"{base}/office/proposals/{number}")
    page.locator("form[action$='/approve'] button[type=submit]").click()


def test_a_batch_is_proposed_reviewed_approved_signed_and_downloaded(page_of, base: str, signed_in: Arrive):
    page = signed_in(page_of(), "wang")
    page.goto(f"{base}/office/batches/2")
    page.get_by_role("button", name="申请签发").click()
    number = re.search(r"[0-9]+", page.locator(".messages").inner_text()).group()  # type: ignore[union-attr]

    approved(signed_in(page_of(), "zhao"), base, number)
    approved(signed_in(page_of(), "sun"), base, number)

    page.goto(f"{base}/office/batches/2")
    expect(page.locator("#progress")).to_contain_text("共10本证书", timeout=60_000)
    page.reload()
    page.locator("main tbody td a").first.click()
    with page.expect_download() as pdf:
        page.get_by_role("link", name="打印件（PDF）").click()
    assert pdf.value.suggested_filename.endswith(".pdf")
    assert open(pdf.value.path(), "rb").read(5) == b"%PDF-"  # noqa: SIM115 — five bytes of a file that goes at once


def test_whoever_comes_objects_without_an_account_and_the_office_answers(page_of, base: str, signed_in: Arrive):
    page = page_of(width=360)
    page.goto(f"{base}/notice/")
    page.locator("main tbody a").first.click()
    says = "名单第1行的考生未满十八周岁"
    page.fill("#id_text", says)
    page.wait_for_timeout(3_500)  # people do not write quicker
    page.get_by_role("button", name="提交异议").click()
    expect(page.locator("h1")).to_contain_text("您的异议已受理")
    code = page.locator("#objection dd.value").inner_text()

    wang = signed_in(page_of(), "wang")
    wang.goto(f"{base}/office/batches/3")
    objection = wang.locator(".objection", has_text=says)
    objection.get_by_text("处理", exact=True).click()
    objection.locator("textarea").fill("经查，已满十八周岁")
    objection.get_by_role("button", name="答复").click()

    expect(wang.locator(".objection", has_text=says)).to_contain_text("异议不成立")

    page.get_by_role("link", name="查看答复").click()
    page.fill("#id_code", code)
    page.get_by_role("button", name="打开").click()
    expect(page.locator("#answer")).to_contain_text("经查，已满十八周岁")
