"""How a figure is written: `stock@2025-12-31/region=33,level=3?known=2025-06-30`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from baigong.core.codes.level import LEVELS
from baigong.core.periods import Span, known_at, parse_day
from baigong.core.plans import NATION, Plan
from baigong.core.refusal import Refusal
from baigong.core.text import msgid, normalised
from baigong.ground.lake.count.question import AGES, BREAKDOWNS, SERIES, Question
from baigong.ground.lake.layout.columns import CHANNELS, GROUPS, SEXES

UNKNOWN = "null"
STOCKS = frozenset({"stock", "stock_high"})
_FORM = re.compile(r"(?P<name>[^@/?]+)@(?P<when>[^/?]+)(?:/(?P<cell>[^?]*))?(?:\?known=(?P<known>.+))?")
_TARGET = re.compile(r"target:(?P<target>\w+)@(?P<on>[^/?]+)(?:/region=(?P<region>\d{2}))?(?:\?known=(?P<known>.+))?")
_LISTED: Mapping[str, tuple[str | None, ...]] = {
    "level": tuple(LEVELS),
    "sex": SEXES,
    "age": AGES,
    "channel": CHANNELS,
    "group": (None, *GROUPS),
}
_SHAPES = {"region": r"\d{2}", "region4": r"\d{4}", "region6": r"\d{6}", "quarter": r"\d{4}Q[1-4]", "occupation": ".+"}


class NoSuchFigure(Refusal):
    code = "explain.no_such_figure"
    sentence = msgid(
        "“%(given)s” is no figure; write it as stock@2025-12-31/region=33,level=3, "
        "first@2021-01-01..2025-12-31/sex=F or target:skilled_share@2025-12-31/region=00."
    )


class NoSuchCell(Refusal):
    code = "explain.no_such_cell"
    sentence = msgid(
        "“%(given)s” is no cell; write key=value, null for unknown, with a key among %(known)s, each once."
    )


@dataclass(frozen=True)
class Figure:
    """One count of one cell; `cell` holds the label of each breakdown, None where it is unknown."""

    written: str
    series: str
    span: Span | None
    on: date
    cell: Mapping[str, str | None] = field(default_factory=dict)
    known: datetime | None = None
    known_written: str | None = None

    def question(self, plan: Plan) -> Question:
        """What `score` is asked for it; a stock by itself is in the span of the plan up to its day."""
        span = self.span or Span(min(plan.first_day, self.on), self.on)
        skilled = plan.settings.apprentice_worker_is_skilled
        return Question(span, self.on, tuple(self.cell), known=self.known, apprentice_worker_is_skilled=skilled)

    def within(self, breakdown: str, label: str) -> "Figure":
        """The same figure of one label more.

        >>> Figure("stock@2025-12-31?known=2025", "stock", None, date(2025, 12, 31)).within("region", "33").written
        'stock@2025-12-31/region=33?known=2025'
        """
        head, asks, known = self.written.partition("?")
        written = f"{head}{',' if '/' in head else '/'}{breakdown}={label}{asks}{known}"
        return replace(self, written=written, cell={**self.cell, breakdown: label})


@dataclass(frozen=True, slots=True)
class TargetFigure:
    """A target judged on a day, for a region; `known`: by what had been published by then, if not by that day."""

    written: str
    target: str
    on: date
    region: str
    known: date | None = None


def parse_figure(text: str) -> Figure | TargetFigure:
    """The figure that is written; refused with the form to write where it cannot be understood."""
    written = normalised(text)
    if written.startswith("target:"):
        return _target(written)
    match = _FORM.fullmatch(written)
    if match is None or match["name"] not in SERIES:
        raise NoSuchFigure(given=text)
    span, on = _when(written, match["when"], is_stock=match["name"] in STOCKS)
    known = known_at(match["known"]) if match["known"] else None
    if match["known"] and known is None:
        raise NoSuchFigure(given=text)
    return Figure(written, match["name"], span, on, _cell(match["cell"] or ""), known, match["known"])


def _target(written: str) -> TargetFigure:
    match = _TARGET.fullmatch(written)
    on = parse_day(match["on"]) if match else None
    known = parse_day(match["known"]) if match and match["known"] else None
    if match is None or on is None or (match["known"] and known is None):
        raise NoSuchFigure(given=written)
    return TargetFigure(written, match["target"], on, match["region"] or NATION, known)


def _when(written: str, when: str, *, is_stock: bool) -> tuple[Span | None, date]:
    """A stock is of a day; the others are of a span, from the plan's first day if only its last is written."""
    days = [parse_day(part) for part in when.split("..")]
    first, last = days[0], days[-1]
    if first is None or last is None or len(days) > 2 or (is_stock and len(days) > 1):
        raise NoSuchFigure(given=written)
    return (Span(first, last) if len(days) > 1 else None), last


def _cell(text: str) -> dict[str, str | None]:
    """The cell; the region 00 is the nation, so it says nothing."""
    found: dict[str, str | None] = {}
    for part in text.split(",") if text else ():
        name, equals, value = part.strip().partition("=")
        if not equals or name not in BREAKDOWNS or name in found or not _fits(name, value):
            raise NoSuchCell(given=part, known=list(BREAKDOWNS))
        found[name] = None if value == UNKNOWN else value
    return {name: value for name, value in found.items() if (name, value) != ("region", NATION)}


def _fits(name: str, value: str) -> bool:
    if value == UNKNOWN:
        return name not in ("quarter", "level")
    return value in _LISTED[name] if name in _LISTED else re.fullmatch(_SHAPES[name], value) is not None
