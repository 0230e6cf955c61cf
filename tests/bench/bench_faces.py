"""Public pages: what they cost beside a trivial template of the same server, kept and made anew, and how they load."""

import atexit
import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from datetime import date, timedelta
from http.client import HTTPConnection
from importlib import import_module
from pathlib import Path
from statistics import median, quantiles
from threading import Thread
from time import perf_counter, sleep

HOME = Path(tempfile.mkdtemp(prefix="baigong-faces-"))
atexit.register(shutil.rmtree, HOME, ignore_errors=True)
os.environ |= {"BAIGONG_HOME": str(HOME / "home"), "DJANGO_SETTINGS_MODULE": "baigong.settings", "BAIGONG_REGION": "33"}
os.environ |= {"BAIGONG_DEMO": "true"}
os.environ.pop("DATABASE_URL", None)

import django  # noqa: E402 — the environment comes first

django.setup()

from measure import say  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from baigong.faces.cli.command import Reader  # noqa: E402
from baigong.faces.cli.node import node_running  # noqa: E402
from baigong.faces.cli.opening import open_demo  # noqa: E402

CONNECTIONS, BURST = 32, 10.0
ROUNDS = 60
# 40 and 15 in a hundred of the requests a second of a trivial page.
KEPT, ANEW = 1 / 0.4, 1 / 0.15
# The trivial template: what a page costs before it says anything.
TRIVIAL = "/bench-page"
FIGURE = "/figures/target:certificates_new@2025-12-31/region=00"
PAGES = {"scoreboard": "/", "province": "/regions/33", "figure": FIGURE}
PAINTED = """() => new Promise((done) => new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
  .observe({ type: "largest-contentful-paint", buffered: true }))"""


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@contextmanager
def served() -> Iterator[int]:
    """One web process of the node, with a page beside it that is nothing but the base of every page."""
    port = free_port()
    bench = Path(__file__).parent
    environment = os.environ | {"BENCH_PORT": str(port), "BENCH_BYTES": "", "PYTHONPATH": str(bench)}
    process = subprocess.Popen([sys.executable, str(bench / "served.py")], env=environment)
    try:
        while answer(port, TRIVIAL)[0] != 200:
            sleep(0.2)
        yield port
    finally:
        process.terminate()
        process.wait()


def answer(port: int, path: str) -> tuple[int, float]:
    begun = perf_counter()
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        connection.request("GET", path, headers={"Accept-Language": "en"})
        got = connection.getresponse()
        got.read()
        connection.close()
    except OSError:
        return 0, 0.0
    return got.status, perf_counter() - begun


def in_turn(port: int, name: str, path: Callable[[int], str], *, at_most: float) -> None:
    """The medians of single requests, taken in turn, as a multiple of a trivial page's."""
    pairs = [(answer(port, path(turn))[1], answer(port, TRIVIAL)[1]) for turn in range(ROUNDS)]
    mine, theirs = (median(times) for times in zip(*pairs, strict=True))
    say(name, ratio=mine / theirs, at_most=at_most, milliseconds=mine * 1000, reference_milliseconds=theirs * 1000)


def at_once(port: int, name: str, path: str) -> None:
    """How long the slowest hundredth waits while 32 ask at once."""
    times: list[float] = []
    until = perf_counter() + BURST

    def ask() -> None:
        while perf_counter() < until:
            status, seconds = answer(port, path)
            assert status == 200, (path, status)
            times.append(seconds)

    threads = [Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    say(f"{name}_at_once", a_second=len(times) / BURST, p99_milliseconds=quantiles(times, n=100)[98] * 1000)


def painted(port: int, name: str, path: str) -> None:
    """When the largest part of the page is painted in a browser that has nothing kept."""
    program = next((found for found in map(shutil.which, ("chromium", "google-chrome", "chrome")) if found), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        times = []
        for _ in range(5):
            page = browser.new_context(locale="en-US").new_page()
            page.goto(f"http://127.0.0.1:{port}{path}")
            times.append(page.evaluate(PAINTED))
            page.context.close()
        browser.close()
    say(f"{name}_painted", lcp_milliseconds=median(times))


def main() -> None:
    with redirect_stdout(io.StringIO()), node_running(to_stay=False):
        open_demo(Reader("en", False, import_module))
        with served() as port:
            sys.stdout = sys.__stdout__
            for name, path in PAGES.items():
                if answer(port, path)[0] != 200:
                    continue
                in_turn(port, f"{name}_kept", lambda _, path=path: path, at_most=KEPT)  # type: ignore[misc]
                in_turn(port, f"{name}_anew", lambda turn, path=path: anew(path, turn), at_most=ANEW)  # type: ignore[misc]
                at_once(port, name, path)
                painted(port, name, path)


def anew(path: str, turn: int) -> str:
    """The same page as known on another day, which no process has kept."""
    return f"{path}?known={date(2025, 12, 31) - timedelta(days=turn)}"


if __name__ == "__main__":
    main()
