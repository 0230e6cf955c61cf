"""Lan shares a certificate, an employer who is not signed in opens the link, she sees that and takes it back."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from journeys.looking import no_complaint, no_sideways_scroll, no_violation

Opened = Callable[..., Page]
SignedIn = Callable[[Page, str], Page]
CHINESE, ENGLISH = ("zh", 1280), ("en", 360)


def shared(lan: Page, purpose: str) -> str:
    """The link, as it is shown once."""
    lan.goto("/my/shares/new")
    lan.get_by_role("checkbox", name="S0000").first.check()
    lan.locator("#id_purpose").fill(purpose)
    lan.get_by_role("button", name="生成链接").click()
    return lan.locator(".link code").inner_text()


@pytest.mark.parametrize(("language", "width"), [CHINESE, ENGLISH])
def test_a_share_is_made_opened_seen_and_withdrawn(
    page: Page, page_of: Opened, signed_in: SignedIn, language: str, width: int
) -> None:
    lan = signed_in(page, "lan")
    link = shared(lan, f"应聘{width}")
    no_violation(lan)

    employer = page_of(language=language, width=width)
    employer.goto(link)
    expect(employer.locator("section.shared")).to_have_count(1)
    expect(employer.locator(".standing-now")).to_contain_text("有效" if language == "zh" else "in force")
    for looks_right in (no_violation, no_sideways_scroll, no_complaint):
        looks_right(employer)

    lan.goto("/my/shares")
    lan.get_by_role("link", name=f"应聘{width}").first.click()
    expect(lan.get_by_text("未登录的访问者")).to_have_count(1)
    lan.get_by_role("button", name="撤回分享").click()
    employer.reload()
    expect(employer.locator("section.shared")).to_have_count(0)
