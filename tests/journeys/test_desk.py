"""A letter from the form to the answer: its writer on a phone, the office at its desk."""

from collections.abc import Callable

from playwright.sync_api import Page

from journeys.looking import no_sideways_scroll, no_violation

SOONEST = 3_500  # milliseconds: nobody writes a letter faster


def settled(page: Page) -> None:
    no_violation(page)
    no_sideways_scroll(page)


def test_somebody_writes_is_answered_and_is_content(
    page_of: Callable[..., Page], signed_in: Callable[[Page, str], Page]
):
    phone, wide = page_of(width=360), signed_in(page_of(language="en"), "wang")
    phone.goto("/desk/")
    phone.wait_for_timeout(SOONEST)
    phone.get_by_label("投诉").check()
    phone.get_by_label("承办机构").select_option("330100")
    phone.get_by_label("主题").fill("培训教室没有暖气")
    phone.get_by_label("内容").fill("上课时教室没有暖气，报修一周没有人来。")
    phone.get_by_role("button", name="提交").click()
    number, code = phone.locator("dd.value").all_inner_texts()
    settled(phone)

    wide.goto("/office/desk/?sort=-received")
    wide.get_by_role("link", name="培训教室没有暖气").click()
    wide.get_by_role("button", name="Take it").click()
    wide.get_by_label("The answer").fill("已安排维修，明天恢复供暖。")
    wide.get_by_role("button", name="Send the answer").click()
    settled(wide)

    phone.goto(f"/desk/{number}")
    phone.get_by_label("查询码").fill(code)
    phone.get_by_role("button", name="打开").click()
    assert "已安排维修，明天恢复供暖。" in phone.inner_text("main")
    settled(phone)
    phone.get_by_role("button", name="满意，办结").click()

    wide.reload()
    assert "Closed" in wide.inner_text("main")
    assert code not in phone.url + wide.url


def test_a_notice_leads_to_the_letter(page_of: Callable[..., Page], signed_in: Callable[[Page, str], Page]):
    page = signed_in(page_of(), "wang")

    page.goto("/notices/")
    page.get_by_role("button", name="查看").first.click()

    assert "/office/desk/" in page.url
    settled(page)
