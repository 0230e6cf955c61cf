"""Pictures of pages in both languages, wide and on a phone (`make shots`)."""

import argparse
import re
from pathlib import Path

from playwright.sync_api import Page

from browser import launched, reading, sign_in, speak

WIDTHS = (1280, 360)
LANGUAGES = ("zh", "en")
PASSWORD = "sample-province-33"  # a demonstration prints it (apps/authority/demo.py, which needs all of Django)
# A page as somebody meets it; longer ones are cut here, so that a picture can be looked at.
TALLEST = 6000


def shoot(base: str, out: Path, name: str | None, paths: list[str], *, languages: list[str], widths: list[int]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    with launched() as browser:
        for language in languages:
            context = reading(browser, base, language=language)
            page = context.new_page()
            page.on("console", lambda said: print(f"  {said.type}: {said.text}") if said.type == "error" else None)
            page.on("pageerror", lambda error: print(f"  error: {error}"))
            if name:
                sign_in(page, name, PASSWORD)
                speak(context, base, language)
            for path in paths:
                answer = page.goto(path)
                print(f"{answer.status if answer else '—'} {path} {language}")
                for width in widths:
                    page.set_viewport_size({"width": width, "height": 900})
                    page.wait_for_timeout(250)  # charts follow the width
                    file = out / f"{_named(path)}-{language}-{width}.png"
                    tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
                    clip = {"x": 0, "y": 0, "width": width, "height": max(tall, 200)}
                    page.screenshot(path=file, full_page=True, clip=clip)
                    print(f"  {file}{_beyond(page, width)}")


def _named(path: str) -> str:
    return re.sub(r"[^\w.-]+", "_", path.strip("/")) or "front"


def _beyond(page: Page, width: int) -> str:
    """A page wider than its window is said, because a picture does not show it."""
    wide = page.evaluate("document.documentElement.scrollWidth")
    return f"  scrolls sideways: {wide}" if wide > width else ""


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--base", default="http://127.0.0.1:8000", help="where the node is")
    told.add_argument("--out", type=Path, required=True, help="a folder")
    told.add_argument("--as", dest="name", help="who is signed in, of the people of a demonstration")
    told.add_argument("--lang", choices=LANGUAGES, help="one language only")
    told.add_argument("--width", type=int, help="one width only")
    told.add_argument("paths", nargs="+", help="as in the address, with their leading slash")
    given = told.parse_args()
    shoot(
        given.base.rstrip("/"),
        given.out,
        given.name,
        given.paths,
        languages=[given.lang] if given.lang else list(LANGUAGES),
        widths=[given.width] if given.width else list(WIDTHS),
    )


if __name__ == "__main__":
    main()
