"""Colours can be read: text at 4.5 to 1 and marks at 3 to 1 on what they stand on, in the light and in the dark."""

import re
from pathlib import Path

import pytest

SHEETS = Path(__file__).parents[4] / "src/baigong/faces/web/static/baigong/css"
SHEET = (SHEETS / "tokens.css").read_text(encoding="utf-8")
THEMES = {"light": SHEET.split("@media")[0], "dark": SHEET.split("@media")[1]}
GROUNDS = ("paper", "surface", "sunken")
TEXT = [
    *[(ink, ground) for ink in ("ink", "ink-2", "ink-3", "accent", "accent-dark") for ground in GROUNDS],
    *[(status, "surface") for status in ("met", "on-track", "behind", "missed", "not-shown", "no-data")],
    *[(status, f"{status}-wash") for status in ("met", "on-track", "behind", "missed", "not-shown")],
    ("ink", "missed-wash"), ("ink-2", "missed-wash"), ("ink", "met-wash"), ("ink", "accent-wash"),
    ("accent", "accent-wash"), ("on-accent", "accent"), ("on-accent", "accent-dark"), ("on-missed", "missed"),
    ("on-tile", "tile-1"), ("on-tile", "tile-2"), ("on-tile", "tile-3"), ("on-tile-4", "tile-4"),
    ("on-command", "command"),
]  # fmt: skip
MARKS = [
    *[(mark, ground) for mark in ("rule-strong",) for ground in ("paper", "surface")],
    *[(series, "surface") for series in ("events", "holders", "first", "stock")],
]


def test_the_dark_theme_names_every_colour_that_the_light_one_does():
    assert set(colours("dark")) == set(colours("light"))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), TEXT)
def test_text_can_be_read(theme: str, front: str, back: str):
    assert contrast(theme, front, back) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("front", "back"), MARKS)
def test_marks_can_be_seen(theme: str, front: str, back: str):
    assert contrast(theme, front, back) >= 3.0


def test_no_other_sheet_names_a_colour():
    named = {
        sheet.name: found
        for sheet in SHEETS.glob("*.css")
        if sheet.name not in ("tokens.css", "print.css")
        for found in [re.findall(r"#[0-9a-fA-F]{3,6}\b", sheet.read_text(encoding="utf-8"))]
        if set(found) - {"#fff"}
    }
    assert named == {}


def colours(theme: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{3,6})\b", THEMES[theme]))


def contrast(theme: str, front: str, back: str) -> float:
    """As WCAG 2.2 defines it."""
    one, other = sorted((luminance(colours(theme)[name]) for name in (front, back)), reverse=True)
    return (one + 0.05) / (other + 0.05)


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
