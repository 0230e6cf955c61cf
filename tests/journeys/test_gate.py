"""At the gate: a code is judged by the browser that scanned it, with the network cut as well as with it."""

import json
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, Route, expect

from baigong.core.credentials import cose
from baigong.core.credentials.paths import path_in
from baigong.core.credentials.publication import forms_of
from baigong.faces.cli.main import run
from baigong.ground.trust.browser import browser_trust
from baigong.ground.trust.codes import codes_in
from baigong.ground.trust.opening import opened_pack, trust_of
from browser import program
from journeys.looking import no_complaint, no_sideways_scroll, no_violation, watch

Opened = Callable[..., Page]
TRUST = "**/trust/browser.json"
CODES = 60
JUDGED = """async ([texts, trust]) => {
  const folder = new URL(".", document.querySelector("script[type=module][src^='/gate/']").src);
  const { trustOf } = await import(new URL("trust.js", folder));
  const { answered } = await import(new URL("verifying.js", folder));
  const told = {};
  for (const [name, text] of Object.entries(texts)) {
    const answer = await answered(text, trustOf(trust), Date.now());
    told[name] = [answer.answer, answer.checks.map((check) => [check.check, check.holds])];
  }
  return told;
}"""

KEPT = """async () => {
  const opened = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const requests = (await Promise.all(opened.map((cache) => cache.keys()))).flat();
  return requests.map((request) => new URL(request.url).pathname);
}"""


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """As of today, since a browser has the clock on the wall."""
    folder = tmp_path_factory.mktemp("gate") / "kit"
    with pytest.raises(SystemExit):
        run(["kit", str(folder)])
    return folder


@pytest.fixture(scope="module")
def trust(kit: Path) -> dict[str, Any]:
    return browser_trust(opened_pack(kit / "trust"))


@pytest.fixture
def gate(page_of: Opened, trust: dict[str, Any]) -> Iterator[Opened]:
    """A window whose trust data is the kit's."""

    def opened(**told: Any) -> Page:
        page = page_of(**told)
        body = json.dumps(trust)

        def answer(route: Route) -> None:
            route.fulfill(body=body, content_type="application/json")

        page.context.route(TRUST, answer)
        return page

    yield opened


def printed(kit: Path) -> dict[str, str]:
    """The texts of the kit's codes: those that are texts already, and those in pictures."""
    told = {}
    for one in json.loads((kit / "index.json").read_text())["credentials"]:
        content = (kit / one["file"]).read_bytes()
        if one["form"] == "cose":
            told[one["file"]] = content.decode()
        elif one["form"] == "png":
            told[one["file"]] = codes_in(content, one["file"])[0].decode()
    return told


def of(kit: Path, answer: str, form: str) -> Path:
    """The first of the kit that has this answer and brings no proof beside."""
    every = json.loads((kit / "index.json").read_text())["credentials"]
    files = (kit / one["file"] for one in every if (one["answer"], one["form"]) == (answer, form))
    return next(file for file in files if not file.with_name(f"{file.name}.tlog-proof").exists())


def by_command(kit: Path, folder: Path, texts: dict[str, str], capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """What `baigong verify` says of each, without the proofs that lie beside the kit's files."""
    files = {folder / f"{number}.txt": name for number, name in enumerate(texts)}
    for file, name in files.items():
        file.write_bytes(texts[name].encode())
    with pytest.raises(SystemExit):
        run(["verify", *map(str, files), "--trust", str(kit / "trust"), "--json"])
    said = json.loads(capsys.readouterr().out)["credentials"]
    return {
        files[Path(one["file"])]: [one["answer"], [[check["check"], check["holds"]] for check in one["checks"]]]
        for one in said
    }


def test_sixty_codes_get_in_the_browser_the_answers_of_the_command_line(
    gate: Opened, kit: Path, trust: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    texts = dict(list(printed(kit).items())[:: max(1, len(printed(kit)) // CODES)])
    assert len(texts) >= CODES
    page = gate()
    page.goto("/verify")

    told = page.evaluate(JUDGED, [texts, trust])

    assert told == by_command(kit, tmp_path, texts, capsys)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("answer", ["valid", "void", "backdated", "unknown"])
def test_an_answer_is_large_and_readable_on_a_phone(gate: Opened, kit: Path, language: str, answer: str):
    page = gate(language=language, width=360)
    page.goto("/verify")

    page.locator("#scanned").fill(of(kit, answer, "cose").read_text())
    page.locator("#judge").click()

    expect(page.locator(f"[data-answer={answer}]")).to_be_visible()
    no_violation(page)
    no_sideways_scroll(page)


def test_a_code_in_a_picture_is_read_and_judged_without_being_sent(gate: Opened, kit: Path):
    page = gate()
    page.goto("/verify")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))

    page.locator("#picture").set_input_files(of(kit, "revoked", "png"))

    expect(page.locator("[data-answer=revoked]")).to_be_visible(timeout=20_000)
    assert set(sent) <= {"GET"}


def test_a_printed_link_is_judged_where_it_leads_and_not_sent(gate: Opened, kit: Path):
    link = next(text for text in printed(kit).values() if text.startswith("HTTPS://"))
    page = gate(language="en", width=360)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    payload = link.partition("#")[2].strip()

    page.goto(f"/V#{payload}")

    expect(page.locator("[data-answer]")).to_be_visible()
    assert [url for url in asked if payload[:40] in url.partition("#")[0]] == []
    no_violation(page)
    no_sideways_scroll(page)


def test_with_the_network_cut_codes_are_judged_and_nothing_else_was_kept(page_of: Opened, kit: Path):
    page = page_of(width=360)
    page.goto("/verify")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kept = "caches.keys().then((names) => names.filter((name) => name !== 'gate-trust').length)"
    for _ in range(100):
        if page.evaluate(kept) and page.evaluate("caches.match('/V').then(Boolean)"):
            break
        time.sleep(0.1)

    page.context.set_offline(True)
    page.goto("/verify")
    page.locator("#scanned").fill(of(kit, "valid", "cose").read_text())
    page.locator("#judge").click()
    expect(page.locator("[data-answer=unknown_issuer]")).to_be_visible()
    page.goto("/V#2KCFQ")
    expect(page.locator("[data-answer=altered]")).to_be_visible()
    no_complaint(page)
    addresses = page.evaluate(KEPT)
    assert {one for one in addresses if not one.startswith(("/static/", "/gate/"))} == {
        "/verify",
        "/V",
        "/trust/browser.json",
    }


def test_the_log_is_asked_only_when_somebody_says_so(page_of: Opened, kit: Path, trust: dict[str, Any]):
    """Where the trust data has no entries, as on a node that has sealed a day."""
    page, text = page_of(), of(kit, "valid", "cose").read_text()
    logs = {year: {**log, "whole": False, "entries": []} for year, log in trust["logs"].items()}
    body, asked = json.dumps(trust | {"logs": logs}), []
    page.context.route(TRUST, lambda route: route.fulfill(body=body, content_type="application/json"))

    def leads(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(json=the_way(kit, text))

    page.context.route("**/gate/path/*", leads)
    page.goto("/verify")
    page.locator("#scanned").fill(text)
    page.locator("#judge").click()
    expect(page.locator("[data-answer=unknown]")).to_be_visible()
    assert asked == []
    no_violation(page)

    page.get_by_role("button", name="查询公开日志").click()

    expect(page.locator("[data-answer=valid]")).to_be_visible()
    assert len(asked) == 1


def the_way(kit: Path, text: str) -> dict[str, Any]:
    """What a node answers that has the log: from the entry of this code to the node over its tile."""
    known = trust_of(opened_pack(kit / "trust"))
    certificate = cose.opened(cose.of_text(text.strip("\n")), known.keys)
    log = known.logs[certificate.issued_on.year]
    found = log.found(forms_of(certificate)[0])
    assert found is not None
    path = path_in(found.index, found.entry.forms[-1], log.node)
    return {"index": path.index, "token": path.token.hex(), "hashes": [one.hex() for one in path.hashes]}


def test_a_code_before_the_camera_is_judged(
    base: str, chromium: Browser, kit: Path, trust: dict[str, Any], tmp_path: Path
):
    """The camera is a film of one picture."""
    film, sheet = tmp_path / "camera.mjpeg", BytesIO()
    picture = Image.new("RGB", (640, 480), "white")
    picture.paste(
        Image.open(of(kit, "valid", "png")).convert("RGB").resize((440, 440), Image.Resampling.NEAREST), (100, 20)
    )
    picture.save(sheet, "JPEG", quality=95)
    film.write_bytes(sheet.getvalue() * 10)
    filming = [f"--use-file-for-fake-video-capture={film}", "--use-fake-device-for-media-stream"]
    alone = ["--no-sandbox", "--use-fake-ui-for-media-stream"]
    browser = chromium.browser_type.launch(executable_path=program(), args=[*filming, *alone])
    # A service worker that is at work already would ask for the node's own trust, past the route.
    context = browser.new_context(base_url=base, permissions=["camera"], service_workers="block")
    page = watch(context.new_page())
    page.route(TRUST, lambda route: route.fulfill(json=trust))
    page.goto("/verify")

    page.locator("#camera").click()

    expect(page.locator("[data-answer=valid]")).to_be_visible(timeout=60_000)  # a busy machine films slowly
    expect(page.locator("#view")).to_be_hidden()
    no_complaint(page)
    browser.close()


def test_number_and_name_are_answered_without_standing_in_an_address(page_of: Opened):
    page = page_of(language="en")
    page.goto("/verify")

    page.get_by_label("Certificate number").fill("S000099010001264000127")
    page.get_by_label("Holder's name").fill("Nobody")
    page.get_by_role("button", name="Look it up").click()

    expect(page.get_by_role("heading", name="Not on record here.")).to_be_visible()
    assert "S0000" not in page.url
    no_violation(page)


def test_a_file_and_a_list_are_judged_by_the_node(page_of: Opened, kit: Path, tmp_path: Path):
    page = page_of(width=360)
    page.goto("/verify")
    page.locator("[name=files]").set_input_files(of(kit, "valid", "badge"))
    page.locator("form[action$=file] button.primary").click()
    expect(page.locator(".verdict.fails")).to_be_visible()  # the kit's issuers are none of this node's
    no_violation(page)
    no_sideways_scroll(page)

    listed = tmp_path / "名单.csv"
    texts = list(printed(kit).values())[:3]
    listed.write_text("姓名,二维码\n" + "".join(f'某人,"{text.strip()}"\n' for text in texts), encoding="utf-8-sig")
    page.goto("/verify")
    page.locator("[name=files]").set_input_files(listed)
    page.locator("form[action$=file] button.primary").click()
    expect(page.locator("tbody tr")).to_have_count(3)
    no_violation(page)
    no_sideways_scroll(page)
