"""What is looked for on every page: no barrier, no sideways scrolling, nothing that the browser complains of."""

from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import ConsoleMessage, Page, Response

from browser import AXE

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
RUN = """tags => axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})"""
# What a browser says of a page that is meant to be refused or missing, of that page itself.
REFUSED = "Failed to load resource"

_complaints: WeakKeyDictionary[Page, list[str]] = WeakKeyDictionary()


def watch(page: Page) -> Page:
    """From now on all that goes wrong is kept: errors of scripts, of the policy, of what the page asks for."""
    told = _complaints.setdefault(page, [])
    page.on("console", lambda message: told.extend(_of_console(page, message)))
    page.on("pageerror", lambda error: told.append(f"{page.url}: {error}"))
    page.on("response", lambda answer: told.extend(_of_answer(answer)))
    return page


def complaints(page: Page) -> list[str]:
    return _complaints[page]


def no_complaint(page: Page) -> None:
    """Says what went wrong since it was asked last."""
    told = complaints(page)[:]
    complaints(page).clear()
    assert told == [], "\n".join(told)


def no_violation(page: Page) -> None:
    """By the rules of WCAG 2.2, A and AA, as far as a machine can look."""
    assert AXE.exists(), "axe-core is not there: python tools/browser.py fetches it."
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found = [line for violation in page.evaluate(RUN, WCAG)["violations"] for line in _readable(violation)]
    assert found == [], "\n".join([page.url, *found])


def no_sideways_scroll(page: Page) -> None:
    wide, width = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide <= width, f"{page.url} is {wide} wide in a window of {width}: {_beyond(page)}"


def _readable(violation: dict[str, Any]) -> list[str]:
    head = f"{violation['id']} ({violation['impact']}): {violation['help']}"
    places = [f"    {' '.join(map(str, node['target']))}  {node['html'][:160]}" for node in violation["nodes"][:8]]
    return [head, *places]


def _beyond(page: Page) -> list[str]:
    """The elements that stick out, the innermost of them."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll("main *, header *, footer *")]
            .filter(e => e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".scroll"))
            .filter(e => !e.children.length).slice(0, 5).map(e => e.outerHTML.slice(0, 120))"""
    )
    return found


def _of_console(page: Page, message: ConsoleMessage) -> list[str]:
    if message.type != "error" or message.text.startswith(REFUSED):
        return []
    return [f"{page.url}: {message.text}"]


def _of_answer(answer: Response) -> list[str]:
    """Files and partial pages have to be there; whether a page itself is, is for its test to say."""
    if answer.status < 400 or answer.request.is_navigation_request():
        return []
    return [f"{answer.url}: {answer.status}"]
