"""The figure that an address names: a judged target, a published figure, or a count."""

import re
from dataclasses import dataclass
from datetime import date

from baigong.core.codes.region import is_today
from baigong.core.indicators.figure import Figure as Published
from baigong.core.indicators.target import Target
from baigong.core.periods import parse_day
from baigong.core.plans import NATION, Plan
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.web.figures.addresses import PUBLISHED
from baigong.ground.lake.count.question import EndsBeforeItBegins
from baigong.ground.lake.explain.figure import Figure, NoSuchCell, NoSuchFigure, TargetFigure, parse_figure

_PUBLISHED = re.compile(
    r"published:(?P<definition>\w+)@(?P<when>[^/?]+)(?:/region=(?P<region>\d{2,6})(?:,series=(?P<series>\w+))?)?"
)


class ToCome(Refusal):
    code = "figure.to_come"
    sentence = msgid("%(day)s is still to come, so nothing is known of it; name a day up to %(today)s.")


class NoSuchPlace(Refusal):
    code = "figure.no_such_region"
    sentence = msgid(
        "“%(given)s” is no region of today's classification; write 00 for the nation, or two, four or six digits."
    )


class NotJudged(Refusal):
    code = "figure.not_judged"
    sentence = msgid("The plan sets no such target for %(region)s; it does for those below.")


class NotFound(Refusal):
    code = "figure.not_found"
    sentence = msgid("No such figure has been published; the nearest that were are below.")


@dataclass(frozen=True, slots=True)
class TargetAsked:
    """`written` names it to `baigong explain`."""

    written: str
    target: Target
    region: str
    on: date
    known: date


@dataclass(frozen=True, slots=True)
class PublishedAsked:
    written: str
    definition: str
    first: date | None
    last: date
    region: str
    series: str

    def is_of(self, figure: Published) -> bool:
        mine = (self.definition, self.first, self.last, self.region)
        theirs = (figure.definition, figure.first, figure.last, figure.region)
        return mine == theirs and self.series in ("", figure.series)


@dataclass(frozen=True, slots=True)
class CountAsked:
    written: str
    figure: Figure
    known: date | None


Asked = TargetAsked | PublishedAsked | CountAsked


def asked(path: str, known: str, *, plan: Plan, today: date) -> Asked:
    """`known` is what the address asks for after its `?`; refused where it names no figure that could be."""
    vintage = _day(path, known) if known else None
    _refuse_to_come(vintage, today)
    if path.startswith(PUBLISHED):
        return _published(path, plan, today)
    figure = parse_figure(f"{path}?known={known}" if known else path)
    _refuse_to_come(figure.on, today)
    if isinstance(figure, TargetFigure):
        return _target(figure, plan, vintage)
    _refuse_to_come(figure.span.first if figure.span else None, today)
    _refuse_unknown(next((figure.cell[name] for name in ("region6", "region4", "region") if name in figure.cell), None))
    return CountAsked(figure.written, figure, vintage)


def _target(figure: TargetFigure, plan: Plan, vintage: date | None) -> TargetAsked:
    target = next((one for one in plan.targets if one.target == figure.target), None)
    if target is None:
        raise NoSuchFigure(given=figure.written)
    _refuse_unknown(figure.region)
    if figure.region not in plan.judged_regions(target):
        raise NotJudged(region=figure.region)
    return TargetAsked(figure.written, target, figure.region, figure.on, vintage or figure.on)


def _published(written: str, plan: Plan, today: date) -> PublishedAsked:
    match = _PUBLISHED.fullmatch(written)
    days = [parse_day(part) for part in match["when"].split("..")] if match else []
    if match is None or match["definition"] not in plan.definitions or len(days) > 2:
        raise NoSuchFigure(given=written)
    first, last = days[0], days[-1]
    if first is None or last is None:
        raise NoSuchFigure(given=written)
    _refuse_to_come(last, today)
    region = match["region"] or NATION
    _refuse_unknown(region)
    begins = first if len(days) > 1 else None
    return PublishedAsked(written, match["definition"], begins, last, region, match["series"] or "")


def _day(written: str, known: str) -> date:
    day = parse_day(known)
    if day is None:
        raise NoSuchFigure(given=f"{written}?known={known}")
    return day


def _refuse_to_come(day: date | None, today: date) -> None:
    if day and day > today:
        raise ToCome(day=day, today=today)


def _refuse_unknown(region: str | None) -> None:
    if region and region != NATION and not is_today(region):
        raise NoSuchPlace(given=region)


REFUSED = (NoSuchFigure, NoSuchCell, EndsBeforeItBegins, ToCome, NoSuchPlace, NotJudged, NotFound)
