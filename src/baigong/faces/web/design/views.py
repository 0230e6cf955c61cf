"""`/design`: every mark and component in all its states, made by the same tags as everywhere."""

from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from baigong.core.indicators.judging import Status
from baigong.core.text import msgid
from baigong.faces.here import node_here
from baigong.faces.web.design.amounts import amount, count
from baigong.faces.web.design.bars import Kind, bar
from baigong.faces.web.design.tiles import LETTERS, PLACES, Tile, named
from baigong.faces.web.words import reader, said

STATUSES: tuple[Status, ...] = ("met", "on_track", "behind", "missed", "not_shown", "no_data")
SERIES = ("events", "holders", "first", "stock")
GOAL = msgid("goal")
BARS: tuple[tuple[str, int, int, Kind, Status], ...] = (
    (msgid("A floor that reaches the goal"), 92, 75, "floor", "met"),
    (msgid("A floor below the goal"), 29, 30, "floor", "not_shown"),
    (msgid("An exact value"), 44, 36, "exact", "on_track"),
    (msgid("Another definition"), 44, 40, "other", "not_shown"),
    (msgid("A floor over a floor"), 33, 33, "undetermined", "not_shown"),
    (msgid("No data"), 0, 80, "nothing", "no_data"),
)
COLOURS = {
    msgid("Ink and paper"): ("ink", "ink-2", "ink-3", "rule-strong", "rule", "sunken", "paper"),
    msgid("Indigo, the one accent"): ("accent", "accent-dark", "accent-line", "accent-wash", "seal"),
    msgid("Standing"): ("met", "on-track", "behind", "missed", "not-shown", "no-data"),
}


def design(request: HttpRequest) -> HttpResponse:
    return render(request, "design/design.html", shown())


def shown() -> dict[str, object]:
    language, plan = reader(), node_here().plan
    figures = [
        amount(Fraction(220_000_000), ">", unit="persons", plan=plan, language=language),
        amount(Fraction(2995, 10000), ">=", unit="ratio", plan=plan, language=language),
        amount(Fraction(327, 1000), "~", unit="ratio", plan=plan, language=language),
        count(1234567, language),
    ]
    bars = [
        (said(title), bar(Fraction(value) if value else None, Fraction(goal), kind=kind, words=said(GOAL)), status)
        for title, value, goal, kind, status in BARS
    ]
    return {
        "colours": [(said(title), names) for title, names in COLOURS.items()],
        "statuses": STATUSES,
        "figures": figures,
        "bars": bars,
        "series": SERIES,
        "provable": {"number": 22, "filed": 34, "result": 25, "logged": 19},
        "tiles": [_tile(place, region) for place, region in enumerate(PLACES)],
        "icons": ICONS,
    }


ICONS = (
    "download",
    "upload",
    "copy",
    "check",
    "alert-triangle",
    "search",
    "calendar",
    "printer",
    "rss",
    "bell",
    "lock",
    "eye",
)


def _tile(place: int, region: str) -> Tile:
    shade = place % 5
    name = named(region, node_here().plan, reader())
    short = name if reader() == "zh" else LETTERS[region]
    return Tile(region, name, short, f"{26 + shade}.{place % 10}" if shade else "", shade, "not_shown", "#tiles")
