"""The page of a figure that somebody published: its source, its day, and what was published before and after it."""

from collections.abc import Sequence
from datetime import date

from baigong.core.indicators.figure import Figure, is_chainable
from baigong.core.plans import Plan
from baigong.core.text import msgid
from baigong.faces.web.design.amounts import amount
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.figures.addresses import of_published, of_target
from baigong.faces.web.figures.asked import NotFound, PublishedAsked
from baigong.faces.web.figures.chart import Chart, Point, chart
from baigong.faces.web.figures.page import Changed, Changes, Earlier, Fact, Page
from baigong.faces.web.figures.telling import Cited, citation, code_of
from baigong.faces.web.figures.wording import KINDS, amount_of, listed, name_of, part_of, when_of
from baigong.faces.web.known.standing import Told, figures_out
from baigong.faces.web.words import reader, said, told

SCALES = {"zh": (10_000, msgid("ten thousand")), "en": (1_000_000, msgid("million"))}
AS_PRINTED = msgid("Entered as it was published; nothing was added to it or taken from it.")
UNDATED = msgid("The day of the publication is not known, so it is used from its own day on.")
SEVERAL = msgid("Other publications tell another figure of the same day; each is kept as it was printed.")
THIS_IS_FIRST = msgid("No earlier figure of the same definition and series is known.")
ANOTHER = msgid("a later figure of the same definition, published on %(published)s")
NOT_KNOWN = msgid("not known")
UNVERIFIED = "unverified"


def page_of_published(asked: PublishedAsked, plan: Plan, *, today: date, out: Told, at: str) -> Page:
    figures = [figure for figure in figures_out(out).get(asked.region, ()) if is_verified(figure, plan)]
    same = [figure for figure in figures if asked.is_of(figure)]
    if not same:
        raise NotFound
    # The one that is exact, else the one that was out first.
    found = min(same, key=lambda figure: (not figure.is_exact, figure.seen_on))
    others = [figure for figure in figures if _is_beside(figure, found)]
    title, place, when = name_of(found.definition, plan), region_named(found.region), when_of(found)
    shown, address = amount_of(found, plan), f"{at}{of_published(found)}"
    series = _of_the_definition(found, figures)
    earlier = [_earlier(figure, found, plan) for figure in series]
    sentences = [
        said(AS_PRINTED),
        *([] if found.published_on else [said(UNDATED)]),
        *([said(SEVERAL)] if others else []),
    ]
    return Page(
        title=title,
        region=place,
        when=when,
        up=[(said(msgid("Scoreboard")), "/")] + ([] if found.region == "00" else [(place, f"/regions/{found.region}")]),
        amount=shown,
        badges=("published",),
        kind=said(KINDS[found.relation]),
        sentence=("" if reader() == "zh" else " ").join(sentences),
        definition=told(plan.definitions[found.definition].text),
        command=_command(found, plan, today),
        certificate=_birth(found, asked, plan),
        citation=citation(Cited(title, place, when, shown, found.published_on or said(NOT_KNOWN), address), plan),
        address=address,
        sources=part_of(found, plan).sources,
        related=[part_of(figure, plan) for figure in others],
        history=_chart(series, earlier, plan),
        earlier=earlier,
        changes=_changes(found, series, plan),
    )


def is_verified(figure: Figure, plan: Plan) -> bool:
    """What only stands in a source that nobody could find is never shown."""
    named = [plan.sources[code] for code in figure.source.split(";") if code in plan.sources]
    return not named or any(source.reliability != UNVERIFIED for source in named)


def _is_beside(figure: Figure, found: Figure) -> bool:
    same_day = (figure.definition, figure.first, figure.last, figure.region)
    return figure != found and same_day == (found.definition, found.first, found.last, found.region)


def _of_the_definition(found: Figure, figures: Sequence[Figure]) -> list[Figure]:
    """Oldest first; each day once a series."""
    own = [figure for figure in figures if (figure.definition, figure.region) == (found.definition, found.region)]
    once = {(figure.first, figure.last, figure.series, figure.value): figure for figure in own}
    return sorted(once.values(), key=lambda figure: (figure.last, figure.first or figure.last))


def _earlier(figure: Figure, found: Figure, plan: Plan) -> Earlier:
    part = part_of(figure, plan)
    return Earlier(
        when=part.when,
        amount=part.amount,
        value=float(figure.value),
        href=part.href,
        known=str(figure.published_on or ""),
        made_of=listed(line.code or line.title for line in part.sources),
        is_other=not _is_linked(figure, found),
        is_here=figure == found,
    )


def _is_linked(figure: Figure, found: Figure) -> bool:
    """A sum over several years and one over a single year are no two points of one line."""
    return is_chainable(figure, found) and _years(figure) == _years(found)


def _years(figure: Figure) -> int:
    return (figure.last - figure.first).days // 360 if figure.first else -1


def _chart(series: Sequence[Figure], earlier: Sequence[Earlier], plan: Plan) -> Chart | None:
    if len(series) < 2:
        return None
    unit = plan.definitions[series[0].definition].unit
    scale, words = (0.01, "%") if unit == "ratio" else (float(SCALES[reader()][0]), said(SCALES[reader()][1]))
    if unit != "ratio" and max(float(figure.value) for figure in series) < scale * 5:
        scale, words = 1.0, ""
    points = [
        Point(
            float(figure.value),
            str(one.amount).replace(" ", "\N{NO-BREAK SPACE}"),
            str(figure.last)[:7] if not figure.first or figure.last.month < 12 else str(figure.last.year),
            is_open=figure.is_floor,
            is_other=one.is_other,
        )
        for figure, one in zip(series, earlier, strict=True)
    ]
    return chart(points, goal=None, goal_words="", unit=words, scale=scale)


def _changes(found: Figure, series: Sequence[Figure], plan: Plan) -> Changes:
    before = [figure for figure in series if _is_linked(figure, found) and figure.last < found.last]
    if not before:
        return Changes("", "", (), said(THIS_IS_FIRST))
    old = before[-1]
    unit = plan.definitions[found.definition].unit
    change = found.value - old.value
    sign = "+" if change > 0 else "−" if change < 0 else ""
    told_change = amount(abs(change), "=", unit="points" if unit == "ratio" else unit, plan=plan, language=reader())
    effect = f"{sign}{told_change}" if found.is_exact and old.is_exact else ""
    reason = said(ANOTHER, {"published": found.published_on or said(NOT_KNOWN)})
    row = Changed(
        name_of(found.definition, plan),
        amount_of(old, plan),
        amount_of(found, plan),
        effect,
        reason,
        of_published(old),
        of_published(found),
        is_whole=True,
    )
    return Changes(when_of(old), when_of(found), (row,))


def _birth(found: Figure, asked: PublishedAsked, plan: Plan) -> Sequence[Fact]:
    return (
        Fact(said(msgid("Identifier")), asked.written, is_code=True),
        Fact(said(msgid("Indicator")), name_of(found.definition, plan)),
        Fact(said(msgid("Region")), f"{region_named(found.region)} ({found.region})"),
        Fact(said(msgid("Day of the data")), when_of(found)),
        Fact(said(msgid("Published on")), str(found.published_on or said(NOT_KNOWN))),
        Fact(said(msgid("Kind")), said(msgid("published figure, %(kind)s"), {"kind": said(KINDS[found.relation])})),
        *code_of(plan),
    )


def targets_served(definition: str, region: str, plan: Plan) -> list[str]:
    """The targets that figures of a definition may decide, by name."""
    return [
        target.target
        for target in plan.targets
        if region in plan.judged_regions(target)
        and definition
        in (target.definition, *((target.ratio.numerator, target.ratio.denominator) if target.ratio else ()))
    ]


def _command(found: Figure, plan: Plan, today: date) -> str:
    """A published figure is not counted; the command shows the target that it decides, if there is one."""
    served = targets_served(found.definition, found.region, plan)
    if not served:
        return ""
    on = min(max(found.seen_on, found.last), today)
    return f"baigong explain '{of_target(served[0], found.region, on=on).removeprefix('/figures/')}'"
