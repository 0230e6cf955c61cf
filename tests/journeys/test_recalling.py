"""The monitor shows backdated certificates, an official recalls their batch: every door says void, figures say why."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from baigong.faces.cli.main import run
from baigong.ground.trust.codes import codes_in
from journeys.looking import no_sideways_scroll, no_violation
from journeys.making import Hand
from journeys.test_issuing import approved

Opened = Callable[..., Page]
Arrive = Callable[[Page, str], Page]
Spoken = Callable[..., dict[str, Any]]
BATCH, NAME, VOID = "/office/batches/4", "合成0000002", "撤销"
DOORS = ("command", "API", "browser", "file", "pair", "share")
# What the node does by the minute, and what its worker does at once.
BY_THE_MINUTE, AT_ONCE = 150, 60


@pytest.fixture
def spoken(capsys: pytest.CaptureFixture[str]) -> Spoken:
    """What the command line says, as JSON."""

    def speak(*words: str) -> dict[str, Any]:
        capsys.readouterr()
        with pytest.raises(SystemExit):
            run([*words, "--json"])
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        return told

    return speak


def shown(page: Page, path: str, text: str, *, tries: int = AT_ONCE) -> None:
    """Looked at again and again, as whoever waits for it does."""
    for _ in range(tries):
        page.goto(path)
        try:
            expect(page.locator("main")).to_contain_text(text, timeout=1_000)
        except AssertionError:
            continue
        return
    raise AssertionError(f"{path} does not say {text}")


def fetched(page: Page, path: str, into: Path) -> Path:
    answer = page.request.get(path)
    assert answer.ok, f"{path}: {answer.status}"
    into.write_bytes(answer.body())
    return into


def backdated(wang: Page, base: str, folder: Path, spoken: Spoken) -> list[str]:
    """The certificates that the official's desk names; whoever audits the log finds as many, and nothing else."""
    shown(wang, "/office/oddities/?kind=witnessed_late", "早于见证时间", tries=BY_THE_MINUTE)
    numbers: list[str] = wang.locator("main tbody th a").all_inner_texts()
    policy = fetched(wang, "/log/policy.txt", folder / "policy.txt")
    year = re.search(r"/log/(\d{4})/", wang.request.get("/log/").text())
    audited = spoken("log", "audit", f"{base}/log/{year[1]}", "--policy", str(policy))  # type: ignore[index]
    assert [one["code"] for one in audited["findings"]] == ["log.backdated"] * len(numbers)
    wang.goto(BATCH)
    assert sorted(wang.locator("main tbody td a.mono").all_inner_texts()) == sorted(numbers)
    return numbers


def opened(wang: Page) -> str:
    """The recall's page, from the batch's; another journey may have opened it."""
    wang.goto(BATCH)
    if wang.get_by_role("link", name="撤销该批次").count():
        wang.get_by_role("link", name="撤销该批次").click()
        wang.locator("#id_text").fill("签发日期早于见证时间，编号顺序不符。")
        wang.locator("main form button.primary").click()
    else:
        wang.get_by_role("link", name="查看批次撤销").click()
    expect(wang.locator("#effect")).to_contain_text("−7")
    return wang.url


def heard(lan: Page, fang: Page, wang: Page, recall: str) -> None:
    """Lan reads why in her record and speaks; so does the body; what the others said is entered for them."""
    lan.goto("/my/record")
    lan.get_by_role("link", name="查看事由、陈述申辩").click()
    no_violation(lan)
    no_sideways_scroll(lan)
    lan.locator("textarea[name=text]").fill("我按时参加了考试，请核对签到。")
    lan.locator("form[action$='/defend'] button").click()

    fang.goto("/office/")
    fang.locator("main tbody a", has_text="请陈述申辩").click()
    fang.locator("#defences summary").click()
    fang.locator("#defend_text").fill("考试按期举行，监控录像可以提供。")
    fang.locator("form[action$='/do/defend'] button").click()

    wang.goto(recall)
    expect(wang.locator("#defences")).to_contain_text("我按时参加了考试")
    rest = wang.locator("#certificates tbody tr").filter(has_not_text="已陈述").locator("th a")
    for path in [one.get_attribute("href") or "" for one in rest.all()]:
        Hand(wang.context).post(f"{path}/defend", at=path, text="电话告知，本人称无异议。")


def decided(wang: Page, others: list[Page], base: str, recall: str) -> None:
    """By three; afterwards its to-do is done, and the node has carried it out."""
    wang.goto(recall)
    wang.locator("#decide_reason").fill("查证属实，签发日期被改早。")
    wang.locator("#decide button").click()
    number = re.search(r"[0-9]+", wang.locator(".messages").inner_text())
    assert number is not None
    expect(wang.locator("#decide")).to_have_count(0)
    for other in others:
        approved(other, base, number.group())
    shown(wang, recall, "已执行")
    wang.goto(BATCH)
    expect(wang.locator("main")).to_contain_text("该批次已撤销")


def every_door(page: Page, link: str, code: str, print_of_it: Path, spoken: Spoken) -> dict[str, str]:
    """What whoever comes is told of one certificate: on pages, in the browser, at the command line, by the API."""
    number, told = print_of_it.stem, {"command": ""}
    for _ in range(BY_THE_MINUTE):  # until the pack is out that has it; the clock brings one every other minute
        page.goto("/trust/")
        pack = fetched(page, "/trust/pack.zip", print_of_it.with_name("pack.zip"))
        told["command"] = spoken("verify", str(print_of_it), "--trust", str(pack))["answer"]
        if told["command"] == "void":
            break
    pair = page.request.post("/api/v1/verify/pair", data={"number": number, "name": NAME})
    told["API"] = pair.json()["state"]
    page.goto(f"/V#{code.partition('#')[2].strip()}")
    told["browser"] = page.locator("[data-answer]").get_attribute("data-answer") or ""
    page.goto("/verify")
    page.locator("[name=files]").set_input_files(print_of_it)
    page.locator("form[action$=file] button.primary").click()
    told["file"] = "void" if VOID in page.locator("main .verdict").inner_text() else "another answer"
    page.goto("/verify")
    page.locator("#pair input[name=number]").fill(number)
    page.locator("#pair input[name=name]").fill(NAME)
    page.locator("#pair button.primary").click()
    told["pair"] = "void" if VOID in page.locator("main .verdict").inner_text() else "another answer"
    page.goto(link)
    told["share"] = "void" if VOID in page.locator(".standing-now").inner_text() else "another answer"
    return told


def held(lan: Page, numbers: list[str], folder: Path) -> tuple[Path, str]:
    """The print of her certificate of that batch, and what its code says."""
    lan.goto("/my/record")
    link = lan.locator(".held li", has_text=re.compile("|".join(numbers))).locator(".of-what a")
    number = next(one for one in numbers if one in lan.locator(".held").inner_text())
    forms = link.get_attribute("href") or ""
    code = codes_in(lan.request.get(f"{forms}/qr").body(), "code.png")[0].decode()
    return fetched(lan, f"{forms}/pdf", folder / f"{number}.pdf"), code


def shared(lan: Page, number: str) -> str:
    lan.goto("/my/shares/new")
    lan.get_by_role("checkbox", name=number).first.check()
    lan.locator("#id_purpose").fill("应聘货运代理")
    lan.get_by_role("button", name="生成链接").click()
    return lan.locator(".link code").inner_text()


def restated(statistician: Page, others: list[Page], base: str) -> str:
    """The reading that followed names the recall; published, it is everybody's. The day of its figures."""
    for _ in range(AT_ONCE):
        statistician.goto("/office/readings/")
        statistician.locator("main tbody th a, main tbody td a").first.click()
        if statistician.locator("main a[href*='/office/recalls/']").count():
            break
    expect(statistician.locator("main")).to_contain_text("批次撤销")
    latest = urlsplit(statistician.url).path
    hand = Hand(statistician.context)
    hand.post(latest, period="2026Q4", note_zh="批次撤销后重新统计。", note_en="Counted anew after a recall.")
    found = re.search(r"/office/publications/\d+/", hand.get("/office/publications/").text())
    assert found is not None
    draft = hand.get(found[0]).text()
    for place in dict.fromkeys(re.findall(r"/findings/(\d+)", draft)):
        hand.post(f"{found[0]}findings/{place}", at=found[0], **{f"{place}-answer": "批次撤销。"})
    said = hand.post(f"{found[0]}propose", at=found[0]).text()
    number = re.search(r"/office/proposals/(\d+)|编号(\d+)", said)
    assert number is not None
    for other in others:
        approved(other, base, number[1] or number[2])
    statistician.goto(latest)
    day = re.search(r"至(\d{4}-\d\d-\d\d)", statistician.locator("main").inner_text())
    assert day is not None
    return day[1]


def the_way_back(lan: Page, above: Page) -> None:
    """Asked in her record; somebody who took no part in the recall hears it, and she reads the answer."""
    lan.goto("/my/record")
    lan.get_by_role("link", name="查看事由、申请恢复").click()
    lan.locator("textarea[name=text]").fill("我参加了考试并合格，签到表可以证明。")
    lan.locator("form[action$='/back'] button").click()
    above.goto("/office/")
    above.locator("main tbody a", has_text="申请恢复").first.click()
    asked = above.locator("section", has_text="签到表可以证明").locator("form[action$='/hear']")
    asked.locator("select[name=verdict]").select_option("grant")
    asked.locator("select[name=way]").select_option("correct")
    asked.locator("textarea[name=answer]").fill("经核对签到表，决定有误，另发新证书。")
    asked.locator("button").click()
    lan.reload()
    expect(lan.locator("#back")).to_contain_text("决定有误，另发新证书")


def test_what_the_monitor_shows_is_recalled_and_void_at_every_door(
    page_of: Opened, base: str, signed_in: Arrive, spoken: Spoken, tmp_path: Path
) -> None:
    names = ("wang", "zhao", "sun", "fang", "statistician", "zheng", "wu")
    wang, zhao, sun, fang, statistician, zheng, wu = (signed_in(page_of(), name) for name in names)
    lan, employer = signed_in(page_of(width=360), "lan"), page_of(width=360)
    numbers = backdated(wang, base, tmp_path, spoken)
    pdf, code = held(lan, numbers, tmp_path)
    link = shared(lan, pdf.stem)

    recall = opened(wang)
    heard(lan, fang, wang, recall)
    decided(wang, [zhao, sun], base, recall)

    day = restated(statistician, [zheng, wu], base)
    assert every_door(employer, link, code, pdf, spoken) == dict.fromkeys(DOORS, "void")
    employer.goto(f"/figures/stock@{day}")
    expect(employer.locator("main")).to_contain_text("批次撤销")
    the_way_back(lan, zheng)
