"""A browser without a window: Debian's Chromium, or the Chrome that is there. Run, it installs what is missing."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import assets

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ON_A_MAC = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PACKAGES = ("chromium", "fonts-noto-cjk")
QUIET = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
MISSING = (
    "The browser tests need a browser and a Chinese font: install Chromium or Chrome, and on Linux fonts-noto-cjk "
    "(Debian: apt-get install chromium fonts-noto-cjk)."
)
AXE = assets.MODULES / "axe-core/axe.min.js"
HEIGHT = 900
LOCALES = {"zh": "zh-CN", "en": "en-GB"}


def program() -> str | None:
    """Where the browser is."""
    found = (shutil.which(name) for name in (*PROGRAMS, *ON_A_MAC))
    return next((path for path in found if path), None)


@contextmanager
def launched() -> Iterator[Browser]:
    path = program()
    if path is None:
        raise SystemExit(MISSING)
    # Root has no other way: Chromium's sandbox refuses it.
    alone = ("--no-sandbox",) if os.geteuid() == 0 else ()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[*QUIET, *alone])
        try:
            yield browser
        finally:
            browser.close()


def reading(browser: Browser, base: str, *, language: str, width: int = 1280) -> BrowserContext:
    """A window of somebody who reads Chinese (zh) or English (en)."""
    context = browser.new_context(
        base_url=base,
        locale=LOCALES[language],
        timezone_id="Asia/Shanghai",
        viewport={"width": width, "height": HEIGHT},
        reduced_motion="reduce",
    )
    speak(context, base, language)
    return context


def speak(context: BrowserContext, base: str, language: str) -> None:
    """Signing in brings the language of the account; this brings back that of the reader."""
    code = "en" if language == "en" else "zh-hans"
    context.add_cookies([{"name": "django_language", "value": code, "url": base}])


def sign_in(page: Page, username: str, password: str) -> None:
    """By the form, as one of a demonstration's people."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", password)
    page.locator("form:has(input[name=password]) button[type=submit]").first.click()
    page.wait_for_url(lambda url: "/accounts/login" not in url)


def install() -> None:
    """axe-core from npm; the browser where nobody is asked: as root, with apt. Elsewhere it is said what to install."""
    if not AXE.exists():
        assets.install()
    if program() and _has_chinese_font():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SystemExit(MISSING)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update"], ["install", "--yes", "--no-install-recommends", *PACKAGES]):
        subprocess.run(["apt-get", "--quiet", *words], check=True, env=quiet, stdout=subprocess.DEVNULL)


def _has_chinese_font() -> bool:
    if sys.platform == "darwin" or not shutil.which("fc-list"):
        return sys.platform == "darwin"
    return bool(subprocess.run(["fc-list", ":lang=zh"], capture_output=True, check=True).stdout)


if __name__ == "__main__":
    install()
