"""The gate: what its page and answers cost beside a trivial page, and how long a browser judges a code by itself."""

import atexit
import io
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import UTC, datetime
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path
from statistics import median
from time import perf_counter, sleep

HOME = Path(tempfile.mkdtemp(prefix="baigong-gate-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ |= {"BAIGONG_HOME": str(HOME / "home"), "DJANGO_SETTINGS_MODULE": "baigong.settings", "BAIGONG_REGION": "33"}
os.environ |= {"BAIGONG_DEMO": "true"}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402 — the environment comes first

django.setup()

from measure import limited, say  # noqa: E402
from playwright.sync_api import Page, sync_playwright  # noqa: E402

from baigong.faces.cli.command import Reader  # noqa: E402
from baigong.faces.cli.main import run  # noqa: E402
from baigong.faces.cli.node import node_running  # noqa: E402
from baigong.faces.cli.opening import open_demo  # noqa: E402
from baigong.ground.trust.browser import browser_trust  # noqa: E402
from baigong.ground.trust.opening import opened_pack  # noqa: E402

# 25 in a hundred of the requests a second of a trivial page.
OF_A_TRIVIAL_PAGE, TRIVIAL = 1 / 0.25, "/bench-page"
ROUNDS, TURNS, IN_THE_BROWSER = 80, 15, 300  # milliseconds
LAST = "performance.getEntriesByName('gate').at(-1)"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def served() -> Iterator[int]:
    """One web process of the node, with a page beside it that is nothing but the base of every page."""
    port, bench = free_port(), Path(__file__).parent
    environment = os.environ | {"BENCH_PORT": str(port), "BENCH_BYTES": "", "PYTHONPATH": str(bench)}
    process = subprocess.Popen([sys.executable, str(bench / "served.py")], env=environment)
    try:
        while asked(port, "GET", TRIVIAL)[0] != 200:
            sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait()


def asked(port: int, method: str, path: str, body: bytes | None = None) -> tuple[int, float]:
    head = {"Accept-Language": "en"} | ({"Content-Type": "application/json"} if body else {})
    begun = perf_counter()
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request(method, path, body, head)
        got = connection.getresponse()
        got.read()
        connection.close()
    except OSError:
        return 0, 0.0
    return got.status, perf_counter() - begun


def in_turn(port: int, name: str, ask: Callable[[], tuple[int, float]], *, at_most: float | None) -> None:
    """The medians of single requests, taken in turn, as a multiple of a trivial page's."""
    pairs = [(ask(), asked(port, "GET", TRIVIAL)) for _ in range(ROUNDS)]
    assert {status for (status, _), _ in pairs} == {200}, (name, pairs[0])
    mine, theirs = (median(seconds for _, seconds in each) for each in zip(*pairs, strict=True))
    say(name, ratio=mine / theirs, at_most=at_most, milliseconds=mine * 1000, reference_milliseconds=theirs * 1000)


def in_browser(port: int, kit: Path) -> None:
    """From the text that was scanned to the answer on the page, trust data fetched anew; from a picture; by a link."""
    every = json.loads((kit / "index.json").read_text())["credentials"]
    text = next((kit / one["file"]).read_text() for one in every if (one["form"], one["answer"]) == ("cose", "valid"))
    picture = next(kit / one["file"] for one in every if (one["form"], one["answer"]) == ("png", "valid"))
    body = json.dumps(browser_trust(opened_pack(kit / "trust")))
    program = next((found for found in map(shutil.which, ("chromium", "google-chrome", "chrome")) if found), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 360, "height": 800}, service_workers="block")
        context.route("**/trust/browser.json", lambda route: route.fulfill(body=body, content_type="application/json"))
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{port}/verify", wait_until="networkidle")
        limited("code_judged_in_browser", judged(page, text), at_most=IN_THE_BROWSER, unit="milliseconds")
        limited("picture_judged_in_browser", pictured(page, picture), at_most=IN_THE_BROWSER, unit="milliseconds")
        browser.close()


def judged(page: Page, text: str) -> float:
    return median(_judged(page, text) for _ in range(TURNS))


def _judged(page: Page, text: str) -> float:
    page.evaluate("document.getElementById('answer').replaceChildren(), performance.clearMeasures()")
    page.fill("#scanned", text)
    page.click("#judge")
    page.wait_for_selector("[data-answer=valid]")
    return float(page.evaluate(f"{LAST}.duration"))


def pictured(page: Page, picture: Path) -> float:
    """With the decoding of the picture, which is most of it."""
    return median(_pictured(page, picture) for _ in range(TURNS))


def _pictured(page: Page, picture: Path) -> float:
    page.evaluate(
        "document.getElementById('answer').replaceChildren(), performance.clearMeasures(),"
        "document.getElementById('picture').addEventListener("
        "'change', () => { window.chosen = performance.now(); }, { once: true, capture: true })"
    )
    page.set_input_files("#picture", str(picture))
    page.wait_for_selector("[data-answer=valid]")
    return float(page.evaluate("(({ startTime, duration }) => startTime + duration)(" + LAST + ") - window.chosen"))


def main() -> None:
    with redirect_stdout(io.StringIO()), node_running(to_stay=False):
        open_demo(Reader("en", False, import_module))
        kit = HOME / "kit"
        try:
            run(["kit", str(kit), "--on", datetime.now(UTC).date().isoformat()])
        except SystemExit as end:
            assert end.code == 0
        pair = json.dumps({"number": "S000099010001264000127", "name": "某人"}).encode()
        with served() as port:
            sys.stdout = sys.__stdout__
            in_turn(port, "verify", lambda: asked(port, "GET", "/verify"), at_most=OF_A_TRIVIAL_PAGE)
            in_turn(
                port,
                "number_and_name",
                lambda: asked(port, "POST", "/api/v1/verify/pair", pair),
                at_most=OF_A_TRIVIAL_PAGE,
            )
            in_turn(port, "link", lambda: asked(port, "GET", "/V"), at_most=OF_A_TRIVIAL_PAGE)
            in_browser(port, kit)


if __name__ == "__main__":
    main()
