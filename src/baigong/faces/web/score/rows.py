"""The list of targets: each with its figure, its bar, and the sentence that says why it stands so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from baigong.apps.progress.queries import ComputedShown
from baigong.core.indicators.figure import Figure
from baigong.core.indicators.judging import Judgement, Status
from baigong.core.indicators.target import Target
from baigong.core.plans import Plan
from baigong.core.text import Language, msgid
from baigong.faces.judgements import GOAL_WORDS, STATUSES, sentence, shown_figures
from baigong.faces.judgements import goal as goal_words
from baigong.faces.numbers import scaled
from baigong.faces.web.design.amounts import Amount, amount
from baigong.faces.web.design.bars import Bar, Kind, bar
from baigong.faces.web.design.tiles import named
from baigong.faces.web.figures.addresses import of_published, of_target
from baigong.faces.web.known.asked import Asked
from baigong.faces.web.known.standing import Standing, Told, Vintage, plan_here, settled, standings, vintage
from baigong.faces.web.score.days import dated, spanned
from baigong.faces.words import translated

PEOPLE = ("persons", "ratio", "points")  # what is told of people, and not of papers or places
SHOWN: tuple[Status, ...] = ("met", "on_track", "behind", "missed", "not_shown", "no_data")
GOAL = msgid("goal %(goal)s")
NONE_REACH = msgid("None of the %(all)s provinces is shown to reach the goal.")
SOME_REACH = msgid("Shown to reach the goal: %(count)s of %(all)s provinces (%(names)s).")
BAR_TOLD = msgid("%(figure)s against a goal of %(goal)s")
NO_FIGURE = msgid("no figure")


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure with its day, the way to its page, and where it was published."""

    amount: Amount
    when: str
    href: str
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """What the node's own records say of the same target; it never mixes with what was published."""

    shown: Shown
    status: str | None
    synthetic: bool
    reading: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement as it is set; `figure` is of the target's own definition, `other` are figures of another count."""

    region: str
    name: str
    status: str | None
    href: str
    figure: Shown | None
    other: Sequence[Shown]
    bar: Bar
    bar_told: str
    why: str
    beside: Beside | None


@dataclass(frozen=True, slots=True)
class Row:
    """A target in the list; of a group its members stand one by one, and their statuses are counted."""

    target: str
    name: str
    document: str
    goal: str
    due: str
    status: str | None
    is_part: bool
    judged: Judged
    members: Sequence[Judged] = ()
    counts: Sequence[tuple[str, int]] = ()
    reached: int = 0


@dataclass(frozen=True, slots=True)
class Telling:
    """In which language, as asked, and with which reading beside; by what had been told, what is the same is kept."""

    plan: Plan
    language: Language
    asked: Asked
    vintage: Vintage | None = None
    told: Told | None = None


def rows_of(standings: Sequence[Standing], telling: Telling) -> list[Row]:
    """What is not shown of people first, what is not judged last; otherwise as the plan has them."""
    return [_row(one, telling) for one in sorted(standings, key=_rank)]


def _rank(standing: Standing) -> int:
    if standing.status is None:
        return 2
    return 0 if standing.status == "not_shown" and standing.target.unit in PEOPLE else 1


def _row(standing: Standing, telling: Telling) -> Row:
    target, plan, language = standing.target, telling.plan, telling.language
    judged = [judged_row(one, telling) for one in standing.judgements]
    name = _begun(target.name[language])
    members = judged if standing.is_group else ()
    statuses = [one.status for one in judged]
    return Row(
        target=target.target,
        name=name,
        document=plan.documents[target.document][language],
        goal=goal_words(target, plan, language),
        due=spanned(target.span.first if target.is_cumulative else None, target.span.last, language),
        status=standing.status,
        is_part=name.startswith(("其中", "Of which")),
        judged=_of_group(judged, telling) if members else judged[0],
        members=members,
        counts=[(status, statuses.count(status)) for status in SHOWN if status in statuses] if members else (),
        reached=statuses.count("met"),
    )


def _begun(name: str) -> str:
    """With a capital where the language has them."""
    return name[:1].upper() + name[1:]


def _of_group(judged: Sequence[Judged], telling: Telling) -> Judged:
    names = [one.name for one in judged if one.status == "met"]
    facts = {"all": len(judged), "count": len(names), "names": _listed(names, telling.language)}
    why = translated(SOME_REACH if names else NONE_REACH, telling.language, facts)
    first = judged[0]
    return Judged(first.region, "", None, "", None, (), first.bar, "", why, None)


def _listed(names: Sequence[str], language: Language) -> str:
    return ("、" if language == "zh" else ", ").join(names)


def judged_row(judgement: Judgement, telling: Telling) -> Judged:
    """With the addresses of the days asked for; all else is the same between two publications."""
    asked, target = telling.asked, judgement.target
    known = asked.known if asked.known != asked.on else None
    href = of_target(target.target, judgement.region, on=asked.on, known=known)
    if telling.told is None:
        same = _judged(judgement, telling)
    else:
        place = (target.target, judgement.region)
        same = _same(*place, settled(asked, telling.told), telling.language, telling.told)
    why = sentence(judgement, telling.plan, telling.language) if judgement.reason == "nothing" else same.why
    figure = same.figure and replace(same.figure, href=href)
    beside = same.beside and replace(same.beside, shown=replace(same.beside.shown, href=href))
    return replace(same, href=href, figure=figure, beside=beside, why=why)


@lru_cache(maxsize=4096)
def _same(target: str, region: str, asked: Asked, language: Language, told: Told) -> Judged:
    standing = next(one for one in standings(asked.on, asked.known, told) if one.target.target == target)
    judgement = next(one for one in standing.judgements if one.region == region)
    return _judged(judgement, Telling(plan_here(), language, asked, vintage(asked, told)))


def _judged(judgement: Judgement, telling: Telling) -> Judged:
    figure = _figure(judgement, telling, "")
    drawn, told = _bar(judgement, telling)
    return Judged(
        judgement.region,
        named(judgement.region, telling.plan, telling.language),
        judgement.status,
        "",
        figure,
        [] if figure else list(_others(judgement, telling)),
        drawn,
        told,
        sentence(judgement, telling.plan, telling.language),
        _beside(judgement, telling, ""),
    )


def _figure(judgement: Judgement, telling: Telling, href: str) -> Shown | None:
    """A published one, else the quotient of two bounds, which says about how much."""
    if judgement.published:
        return _shown(judgement.published, judgement.target.unit, telling, href)
    if judgement.reason == "undetermined":
        later, earlier = judgement.related[-2:]
        value = amount(
            later.value / earlier.value, "~", unit=judgement.target.unit, plan=telling.plan, language=telling.language
        )
        sources = tuple(dict.fromkeys((*sources_of(later, telling.plan), *sources_of(earlier, telling.plan))))
        return Shown(value, dated(later, telling.language), href, sources)
    return None


def _others(judgement: Judgement, telling: Telling) -> Iterator[Shown]:
    for figure in judgement.related[:2]:
        yield _shown(figure, telling.plan.definitions[figure.definition].unit, telling, of_published(figure))


def _shown(figure: Figure, unit: str, telling: Telling, href: str) -> Shown:
    told = amount(figure.value, figure.relation, unit=unit, plan=telling.plan, language=telling.language)
    return Shown(told, dated(figure, telling.language), href, sources_of(figure, telling.plan))


def sources_of(figure: Figure, plan: Plan) -> tuple[str, ...]:
    """As each publication is titled, with whoever published it and when."""
    found = [plan.sources.get(code) for code in figure.source.split(";")]
    return tuple(", ".join(part for part in (one.title, one.publisher, one.dated) if part) for one in found if one)


def _bar(judgement: Judgement, telling: Telling) -> tuple[Bar, str]:
    """Drawn with what the sentence speaks of, where that can be laid against the goal."""
    target = judgement.target
    words = _goal(target, telling)
    told = shown_figures(judgement)
    value, kind = _drawn(judgement, told)
    said = translated(NO_FIGURE, telling.language)
    if value is not None:
        unit = target.unit if judgement.published or kind == "undetermined" else _unit(told[0], telling)
        relation = judgement.published.relation if judgement.published else told[0].relation if kind == "other" else "~"
        said = str(amount(value, relation, unit=unit, plan=telling.plan, language=telling.language))
    spoken = translated(
        BAR_TOLD, telling.language, {"figure": said, "goal": goal_words(target, telling.plan, telling.language)}
    )
    return bar(value, target.goal, kind=kind, words=words), spoken


def _drawn(judgement: Judgement, told: Sequence[Figure]) -> tuple[Fraction | None, Kind]:
    figure = judgement.published
    if figure:
        return figure.value, "floor" if figure.is_floor else "exact" if figure.is_exact else "undetermined"
    if judgement.reason == "undetermined":
        return told[0].value / told[1].value, "undetermined"
    if told and judgement.reason == "another_figure" and judgement.target.unit in ("persons", "events"):
        return told[0].value, "other"
    return None, "nothing"


def _unit(figure: Figure, telling: Telling) -> str:
    return telling.plan.definitions[figure.definition].unit


def _goal(target: Target, telling: Telling) -> str:
    said = amount(target.goal, GOAL_WORDS[target.op], unit=target.unit, plan=telling.plan, language=telling.language)
    unit = said.unit if target.unit in ("ratio", "points") else scaled(target.goal, telling.language)[1]
    return translated(GOAL, telling.language, {"goal": f"{said.number}{unit}"})


def _beside(judgement: Judgement, telling: Telling, href: str) -> Beside | None:
    found = telling.vintage and telling.vintage.computed.get((judgement.target.target, judgement.region))
    if not found or not telling.vintage:
        return None
    told = telling.vintage.told
    return Beside(_computed(found, judgement.target, telling, href), found.status, told.synthetic, told.number)


def _computed(found: ComputedShown, target: Target, telling: Telling, href: str) -> Shown:
    told = amount(
        Fraction(found.value),
        found.relation,
        unit=target.unit,
        plan=telling.plan,
        language=telling.language,  # type: ignore[arg-type]
    )
    return Shown(told, spanned(found.first, found.last, telling.language), href)


def tally(rows: Sequence[Row], language: Language) -> list[tuple[str, str, int]]:
    """How many stand how; zeros too."""
    statuses = [row.status for row in rows]
    return [(status, translated(STATUSES[status], language), statuses.count(status)) for status in SHOWN]
