"""A worker says that a record of hers is wrong, and reads how it was answered."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Arrive = Callable[[Page, str], Page]
SAYS = "入职日期应为八月"


def test_a_worker_disputes_a_record_and_reads_the_answer(page_of, base: str, signed_in: Arrive):
    lan = signed_in(page_of(width=360), "lan")
    lan.goto(f"{base}/my/record")
    lan.locator("a.wrong[href*='/employments/']").first.click()
    lan.fill("#id_says", SAYS)
    lan.get_by_role("button", name="提交").click()
    expect(lan.locator("main")).to_contain_text(SAYS)
    expect(lan.locator("main")).to_contain_text("前答复")
    wang = signed_in(page_of(), "wang")
    wang.goto(f"{base}/office/disputes/")
    wang.locator("main tbody tr", has_text=SAYS).locator("th a").click()
    wang.fill("#id_answer", "与劳动合同一致，维持原记录")
    wang.get_by_role("button", name="维持原记录").click()

    lan.goto(f"{base}/my/record")
    expect(lan.locator("main")).to_contain_text("与劳动合同一致")


def test_a_dispute_is_upheld_by_the_correction_it_leads_to(page_of, base: str, signed_in: Arrive):
    lan = signed_in(page_of(), "lan")
    lan.goto(f"{base}/my/record")
    lan.locator("a.wrong[href*='/employments/']").first.click()
    lan.fill("#id_says", "已经离职")
    lan.get_by_role("button", name="提交").click()
    wang = signed_in(page_of(), "wang")
    wang.goto(f"{base}/office/disputes/")
    wang.locator("main tbody tr", has_text="已经离职").locator("th a").click()
    wang.get_by_role("link", name="更正记录").click()
    wang.fill("#id_to_on", "2026-10-31")
    wang.fill("#id_answer", "已更正离职日期")
    wang.get_by_role("button", name="更正").click()
    expect(wang.locator("main")).to_contain_text("2026-10-31")

    lan.goto(f"{base}/my/record")
    expect(lan.locator("main")).to_contain_text("已更正离职日期")
