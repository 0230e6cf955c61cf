"""Chen lists his staff, asks Lan for consent and looks; she sees it all, he is told what is revoked, she withdraws."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import FilePayload, Page, expect

from journeys.looking import no_sideways_scroll, no_violation
from journeys.making import Hand
from journeys.test_issuing import approved
from journeys.test_recalling import shown

Opened = Callable[..., Page]
Arrive = Callable[[Page, str], Page]
BATCH, PURPOSE = "/office/batches/1", "特种岗位持证核验"
TODAY = datetime.now(UTC).date()
UNTIL = (TODAY + timedelta(days=30)).isoformat()


def of_batch(wang: Page) -> tuple[tuple[str, str], tuple[str, str], str]:
    """Number and name of Lan's certificate and of another one, and where the other one is ended."""
    wang.goto(BATCH)
    issued = wang.locator("main tbody tr", has=wang.locator("td a.mono"))
    pairs = [
        (row.locator("td a.mono").inner_text(), row.locator("th span").first.inner_text()) for row in issued.all()[:2]
    ]
    signed = issued.nth(1).locator("td a.mono").get_attribute("href") or ""
    key = re.search(r"\d+", signed)
    assert key is not None
    return pairs[0], pairs[1], f"/office/persons/certificates/{key.group()}/revoke"


def listed(chen: Page, *pairs: tuple[str, str]) -> None:
    """Uploaded: each with its state and the end of its term; a number that nobody has is named."""
    rows = "证书编号,姓名\n" + "".join(f"{number},{name}\n" for number, name in (*pairs, (pairs[0][0], "别人")))
    chen.goto("/office/workforce/")
    file = FilePayload(name="名单.csv", mimeType="text/csv", buffer=rows.encode("utf-8-sig"))
    chen.locator("[name=files]").set_input_files(file)
    chen.get_by_role("button", name="保存清单").click()
    for number, name in pairs:
        expect(chen.locator("main tbody tr", has_text=number).filter(has_text=name)).to_contain_text("有效")
    expect(chen.locator("main thead")).to_contain_text("有效期至")
    expect(chen.locator("main tbody tr", has_text="别人")).to_contain_text("无记录")
    no_violation(chen)


def asked(chen: Page, number: str, name: str) -> None:
    """What the demonstration asked already is taken back first: one request at a time."""
    chen.goto("/office/requests/")
    if chen.locator("form[action$='/withdraw'] button").count():
        chen.locator("form[action$='/withdraw'] button").first.click()
    chen.goto("/office/requests/new")
    chen.locator("#id_number").fill(number)
    chen.locator("#id_name").fill(name)
    chen.locator("input[name=kinds][value=certificates]").check()
    chen.locator("#id_purpose").fill(PURPOSE)
    chen.locator("#id_to_on").fill(UNTIL)
    chen.locator("main form button.primary").click()


def granted(lan: Page) -> None:
    """She reads who asks, what for and until when, before she answers."""
    lan.goto("/my/consents")
    lan.locator("main a[href*='/requests/']").first.click()
    expect(lan.locator("main")).to_contain_text(PURPOSE)
    expect(lan.locator("main")).to_contain_text(UNTIL)
    no_violation(lan)
    no_sideways_scroll(lan)
    lan.locator("button[value=granted]").click()


def revoked(wang: Page, zhao: Page, base: str, path: str) -> None:
    answer = Hand(wang.context).post(path, ended_on=TODAY.isoformat(), reason="错发")
    number = re.search(r"编号(\d+)", answer.text())
    assert number is not None
    approved(zhao, base, number[1])


def test_an_employer_lists_staff_is_granted_a_look_and_told_what_is_revoked(
    page_of: Opened, base: str, signed_in: Arrive
) -> None:
    chen, wang, zhao = (signed_in(page_of(), name) for name in ("chen", "wang", "zhao"))
    lan = signed_in(page_of(width=360), "lan")
    hers, other, ending = of_batch(wang)

    listed(chen, other)
    asked(chen, *hers)
    granted(lan)
    chen.goto("/office/workforce/")
    expect(chen.locator("main tbody tr", has_text=hers[0]).first).to_contain_text("有效")
    lan.goto("/my/looks")
    expect(lan.locator("main tbody tr", has_text=hers[0]).first).to_contain_text("在员工证书清单中核对")

    revoked(wang, zhao, base, ending)
    shown(chen, "/notices/", f"{other[0]}")
    expect(chen.locator("main")).to_contain_text("员工证书")
    chen.goto("/office/workforce/")
    expect(chen.locator("main tbody tr", has_text=other[0]).filter(has_text=other[1])).to_contain_text("注销")

    lan.goto("/my/consents")
    lan.locator("form[action*='/consents/'][action$='/withdraw'] button").first.click()
    chen.goto("/office/workforce/")
    expect(chen.locator("main tbody tr", has_text=hers[0])).to_have_count(0)
    asked(chen, *hers)  # he may ask again, and stands where the demonstration left him
