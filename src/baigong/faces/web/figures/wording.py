"""How figures, days and sources are worded on a figure's page."""

from collections.abc import Iterable, Sequence
from datetime import date

from baigong.core.indicators.figure import Figure, Relation
from baigong.core.plans import Plan
from baigong.core.text import msgid
from baigong.faces.web.design.amounts import Amount, amount
from baigong.faces.web.design.glyphs import SERIES_TITLES
from baigong.faces.web.figures.addresses import of_published
from baigong.faces.web.figures.page import Part, SourceLine
from baigong.faces.web.words import reader, said, told
from baigong.ground.lake.computed import RECORDS

KINDS: dict[Relation, str] = {
    "=": msgid("an exact figure"),
    ">": msgid("a floor"),
    ">=": msgid("a floor"),
    "<": msgid("a ceiling"),
    "<=": msgid("a ceiling"),
    "~": msgid("approximate"),
    "?": msgid("undetermined"),
}
OWN_RECORDS = msgid("The node's own records")


def capital(title: str) -> str:
    """As a heading begins; 中文 has no capitals."""
    return title[:1].upper() + title[1:]


def listed(words: Iterable[str]) -> str:
    return ("、" if reader() == "zh" else ", ").join(words)


def when_of(figure: Figure) -> str:
    dash = "—" if reader() == "zh" else "–"
    return f"{figure.first}{dash}{figure.last}" if figure.first else str(figure.last)


def amount_of(figure: Figure, plan: Plan, *, unit: str = "") -> Amount:
    unit = unit or plan.definitions[figure.definition].unit
    return amount(figure.value, figure.relation, unit=unit, plan=plan, language=reader())


def name_of(definition: str, plan: Plan) -> str:
    """A definition up to its colon is its name."""
    return told(plan.definitions[definition].text).split("：")[0].split(":")[0]


def part_of(figure: Figure, plan: Plan) -> Part:
    is_counted = figure.source == RECORDS
    return Part(
        amount_of(figure, plan),
        said(SERIES_TITLES[figure.definition]) if is_counted else name_of(figure.definition, plan),
        when_of(figure),
        of_published(figure),
        sources_of(figure, plan),
    )


def sources_of(figure: Figure, plan: Plan) -> Sequence[SourceLine]:
    return [_source(code, figure.published_on, plan) for code in figure.source.split(";")]


def _source(code: str, published_on: date | None, plan: Plan) -> SourceLine:
    """One that the plan lists, the node's own records, or whatever whoever entered the figure named."""
    source = plan.sources.get(code)
    if source is None:
        title = said(OWN_RECORDS) if code == RECORDS else code
        return SourceLine("", title, "", str(published_on or ""), reader())
    language = "en" if source.title.isascii() else "zh-Hans"
    return SourceLine(code, source.title, source.publisher, source.dated, language)
