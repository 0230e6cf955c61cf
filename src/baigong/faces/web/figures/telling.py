"""What a figure's page says in words: its birth certificate, how to cite it, what follows from its parts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from baigong.core.indicators.figure import Figure
from baigong.core.indicators.judging import Judgement
from baigong.core.indicators.target import Target
from baigong.core.plans import Plan
from baigong.core.text import msgid
from baigong.faces.version import VERSION
from baigong.faces.web.design.amounts import Amount
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.figures.asked import TargetAsked
from baigong.faces.web.figures.page import Fact
from baigong.faces.web.figures.wording import KINDS, name_of, when_of
from baigong.faces.web.words import reader, said, told

RATIO = msgid("ratio of two published figures, %(kind)s")
GAIN = msgid("difference of two published figures, %(kind)s")
PUBLISHED = msgid("published figure, %(kind)s")
NO_FIGURE = msgid("no published figure can be used")
FLOOR_OF_FLOOR = msgid("A floor over an exact figure is a floor.")
CEILING = msgid("A ceiling over an exact figure is a ceiling.")
UPPER = msgid("A figure over a floor is a ceiling.")
OLDER = msgid("The denominator is %(months)s months older than the numerator: no later one had been published.")
OF_ONE_DAY = msgid("Both are of the same day.")
CITED = msgid(
    "%(title)s, %(region)s, %(when)s: %(amount)s. %(plan)s, as known on %(known)s. baigong %(version)s, %(address)s"
)
CITED_EMPTY = msgid(
    "%(title)s, %(region)s, as known on %(known)s: no figure. %(plan)s. baigong %(version)s, %(address)s"
)


def parts_note(figure: Figure) -> str:
    one, other = figure.parts
    said_of = []
    if other.is_exact and one.is_floor:
        said_of.append(said(FLOOR_OF_FLOOR))
    elif other.is_exact and one.is_ceiling:
        said_of.append(said(CEILING))
    elif one.is_exact and other.is_floor:
        said_of.append(said(UPPER))
    months = (one.last.year - other.last.year) * 12 + one.last.month - other.last.month
    if one.definition != other.definition:
        said_of.append(said(OLDER, {"months": months}) if months > 0 else said(OF_ONE_DAY) if months == 0 else "")
    return ("" if reader() == "zh" else " ").join(part for part in said_of if part)


def birth(judgement: Judgement, asked: TargetAsked, plan: Plan) -> Sequence[Fact]:
    target, found = asked.target, judgement.published
    dated = "; ".join(when_of(part) for part in found.parts) if found and found.parts else found and when_of(found)
    vintage = said(msgid("as known on %(known)s"), {"known": asked.known})
    if asked.known != asked.on:
        vintage += said(msgid(", judged on %(on)s"), {"on": asked.on})
    return (
        Fact(said(msgid("Identifier")), asked.written, is_code=True),
        Fact(said(msgid("Indicator")), name_of(target.definition, plan)),
        Fact(said(msgid("Region")), f"{region_named(asked.region)} ({asked.region})"),
        Fact(said(msgid("Day of the data")), dated or "—"),
        Fact(said(msgid("Vintage")), vintage),
        Fact(said(msgid("Clause")), clause_of_target(target, plan)),
        Fact(said(msgid("Kind")), _kind(found, target)),
        *code_of(plan),
    )


def clause_of_target(target: Target, plan: Plan) -> str:
    comma = "，" if reader() == "zh" else ", "
    return f"{told(plan.documents[target.document])}{comma}{told(target.clause)}"


def code_of(plan: Plan) -> Sequence[Fact]:
    return (
        Fact(said(msgid("Plan")), told(plan.name)),
        Fact(said(msgid("Program")), f"baigong {VERSION}", is_code=True),
    )


def _kind(found: Figure | None, target: Target) -> str:
    if found is None:
        return said(NO_FIGURE)
    form = (GAIN if target.is_gain else RATIO) if found.parts else PUBLISHED
    return said(form, {"kind": said(KINDS[found.relation])})


@dataclass(frozen=True, slots=True)
class Cited:
    """What somebody who cites a figure has to name."""

    title: str
    region: str
    when: str
    amount: Amount | None
    known: date | str
    address: str


def citation(cited: Cited, plan: Plan) -> str:
    facts: dict[str, object] = {name: getattr(cited, name) for name in Cited.__slots__}
    facts |= {"amount": str(cited.amount), "plan": told(plan.name), "version": VERSION}
    return said(CITED if cited.amount else CITED_EMPTY, facts)
