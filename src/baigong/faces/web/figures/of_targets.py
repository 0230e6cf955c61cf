"""A judged target's page: the published figure, what it is made of, what it was before, and the computed one apart."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from baigong.core.indicators.choosing import own_figures
from baigong.core.indicators.figure import Figure
from baigong.core.indicators.judging import Judgement, judge
from baigong.core.indicators.target import Target
from baigong.core.plans import Plan
from baigong.core.text import msgid
from baigong.faces.judgements import goal, sentence
from baigong.faces.web.design.amounts import Amount, amount
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.figures.addresses import of_target
from baigong.faces.web.figures.asked import TargetAsked
from baigong.faces.web.figures.chart import Chart, Point, chart
from baigong.faces.web.figures.computed import beside
from baigong.faces.web.figures.page import Changed, Changes, Earlier, Page, Picker
from baigong.faces.web.figures.telling import Cited, birth, citation, parts_note
from baigong.faces.web.figures.wording import KINDS, amount_of, capital, listed, name_of, part_of, when_of
from baigong.faces.web.known.standing import Told, figures_out
from baigong.faces.web.words import reader, said, told

SCALES = {"zh": (10_000, msgid("ten thousand")), "en": (1_000_000, msgid("million"))}
UNCHANGED = msgid("not published anew")
NEWLY = msgid("published on %(published)s, of %(last)s")
SAME_WAY = msgid("Definition and calculation are the same.")
FIRST_ONE = msgid("Before %(day)s nothing that can be used had been published.")
NOTHING_SINCE = msgid("No earlier vintage had another figure.")
BROKEN = msgid("another definition or series, so the two are not compared")
ALL_FLOORS = msgid("Bars without a top are floors: the true figure is at least that.")
OTHERS_APART = msgid("Hollow circles are of another definition, span or series; they are not linked with the bars.")


@dataclass(frozen=True, slots=True)
class _Case:
    asked: TargetAsked
    plan: Plan
    today: date
    figures: tuple[Figure, ...]
    judgement: Judgement

    def judged(self, known: date) -> Judgement:
        one = self.asked
        on = known if one.known == one.on else one.on
        return judge(one.target, self.figures, region=one.region, on=on, known=known)

    def href(self, known: date) -> str:
        one = self.asked
        if one.known == one.on:
            return of_target(one.target.target, one.region, on=known)
        return of_target(one.target.target, one.region, on=one.on, known=known)


def page_of_target(asked: TargetAsked, plan: Plan, *, today: date, out: Told, at: str) -> Page:
    figures, target = figures_out(out).get(asked.region, ()), asked.target
    judgement = judge(target, figures, region=asked.region, on=asked.on, known=asked.known)
    case = _Case(asked, plan, today, figures, judgement)
    found, place, title = judgement.published, region_named(asked.region), capital(told(target.name))
    own, days = _own(case), _days(case)
    unit = target.unit if target.is_gain else plan.definitions[target.definition].unit
    shown = amount_of(found, plan, unit=unit) if found else None
    when = when_of(found) if found else str(asked.on)
    earlier = [_earlier(one, case) for one in own]
    address = f"{at}{of_target(target.target, asked.region, on=asked.on, known=_other_day(asked))}"
    return Page(
        title=title,
        region=place,
        when=when,
        up=_up(case, title),
        amount=shown,
        badges=("published",) if found else (),
        kind=said(KINDS[found.relation]) if found else "",
        sentence=sentence(judgement, plan, reader()),
        definition=told(plan.definitions[target.definition].text),
        command=f"baigong explain '{asked.written}'",
        certificate=birth(judgement, asked, plan),
        citation=citation(Cited(title, place, when, shown, asked.known, address), plan),
        address=address,
        is_judged=True,
        status=judgement.status,
        goal=goal(target, plan, reader()) if target.is_verified else "",
        picker=_picker(case, days),
        parts=[part_of(part, plan) for part in found.parts] if found else (),
        operator="−" if target.is_gain else "÷",
        parts_note=parts_note(found) if found and found.parts else "",
        sources=part_of(found, plan).sources if found and not found.parts else (),
        related=[part_of(one, plan) for one in judgement.related if not one.parts],
        history=_chart(own, case, earlier),
        earlier=earlier,
        history_note=_history_note(own, earlier),
        changes=_changes(case, days) if target.is_verified else None,
        beside=beside(target, asked, plan, out),
    )


def _other_day(asked: TargetAsked) -> date | None:
    return asked.known if asked.known != asked.on else None


def _up(case: _Case, title: str) -> Sequence[tuple[str, str]]:
    region = case.asked.region
    home = [(said(msgid("Scoreboard")), "/")]
    return home if region == "00" else [*home, (region_named(region), f"/regions/{region}")]


def _own(case: _Case) -> list[Figure]:
    """The figures of the target's own definition, the last publication of each day and span, oldest first."""
    one = case.asked
    seen = [figure for figure in case.figures if figure.seen_on <= one.known and figure.last <= one.on]
    latest: dict[tuple[object, ...], Figure] = {}
    for figure in sorted(own_figures(one.target, seen), key=_rank):
        if figure.relation != "?" and figure.definition == one.target.definition:
            latest[(figure.first, figure.last, not figure.parts and figure.series)] = figure
    return _without_doubles(sorted(latest.values(), key=lambda figure: (figure.last, figure.first or figure.last)))


def _rank(figure: Figure) -> tuple[object, ...]:
    return (figure.last, figure.seen_on, not figure.parts)


def _without_doubles(figures: Sequence[Figure]) -> list[Figure]:
    """A quotient of ours says nothing that a published share of the same day does not say better."""
    published = {(figure.first, figure.last) for figure in figures if not figure.parts}
    return [figure for figure in figures if not figure.parts or (figure.first, figure.last) not in published]


def _days(case: _Case) -> list[date]:
    """The days on which something was published that changes what is known of this target."""
    one = case.asked
    found = {max(figure.seen_on, figure.last) for figure in own_figures(one.target, case.figures)}
    return sorted(day for day in found if day <= case.today)


def _picker(case: _Case, days: Sequence[date]) -> Picker:
    known = case.asked.known
    before, after = [day for day in days if day < known], [day for day in days if day > known]
    choices = [(str(day), case.href(day), day == known) for day in reversed(days)]
    return Picker(known, case.href(before[-1]) if before else "", case.href(after[0]) if after else "", choices[:12])


def _earlier(figure: Figure, case: _Case) -> Earlier:
    found = case.judgement.published
    plan, target = case.plan, case.asked.target
    made = f" {chr(247)} ".join(str(amount_of(part, plan)) for part in figure.parts)
    part = part_of(figure, plan)
    sources = listed(line.code for line in part.sources if line.code)
    return Earlier(
        when=when_of(figure),
        amount=part.amount,
        value=float(figure.value),
        href=part.href or case.href(figure.seen_on),
        known=str(figure.published_on or ""),
        made_of=made or sources,
        is_other=_is_other(figure, found, target),
        is_here=found is not None
        and (figure.first, figure.last, figure.value) == (found.first, found.last, found.value),
    )


def _is_other(figure: Figure, found: Figure | None, target: Target) -> bool:
    """Of another definition, stretch or span than the one shown, so that no line may cross from one to the other."""
    if target.is_cumulative:
        return figure.first != target.span.first
    own = found.parts[0] if found and target.is_gain else found
    return own is not None and _stretch(figure) != _stretch(own)


def _stretch(figure: Figure) -> str:
    """The stretch of the numerator: a ratio goes on where only the census behind its denominator is another."""
    return figure.parts[0].series if figure.parts else figure.series


def _chart(own: Sequence[Figure], case: _Case, earlier: Sequence[Earlier]) -> Chart | None:
    target, language = case.asked.target, reader()
    unit = case.plan.definitions[target.definition].unit
    scale, words = (Fraction(1, 100), "%") if unit == "ratio" else (Fraction(SCALES[language][0]), "")
    most = max([float(figure.value) for figure in own] + [float(target.goal)])
    if unit != "ratio" and most < SCALES[language][0] * 5:
        scale = Fraction(1)
    elif unit != "ratio":
        words = said(SCALES[language][1])
    points = [
        Point(
            value=told_one.value or 0.0,
            label=str(told_one.amount).replace(" ", "\N{NO-BREAK SPACE}"),
            below=str(figure.last)[:7],
            is_open=figure.is_floor,
            is_other=told_one.is_other,
        )
        for figure, told_one in zip(own, earlier, strict=True)
    ]
    line = None if target.is_gain or not target.is_verified else float(target.goal)
    title = said(msgid("goal %(goal)s"), {"goal": _goal(case)})
    return chart(points, goal=line, goal_words=title, unit=words, scale=float(scale))


def _goal(case: _Case) -> Amount:
    target = case.asked.target
    return amount(target.goal, "=", unit=target.unit, plan=case.plan, language=reader())


def _history_note(own: Sequence[Figure], earlier: Sequence[Earlier]) -> str:
    said_of = []
    if any(figure.is_floor for figure in own):
        said_of.append(said(ALL_FLOORS))
    if any(one.is_other for one in earlier):
        said_of.append(said(OTHERS_APART))
    return ("" if reader() == "zh" else " ").join(said_of)


def _changes(case: _Case, days: Sequence[date]) -> Changes:
    """Against the last vintage that had another figure."""
    now, known = case.judgement.published, case.asked.known
    for day in reversed([day for day in days if day < known]):
        before = case.judged(day).published
        if not _same(before, now):
            rows = list(_rows(before, now, case))
            return Changes(str(day), str(known), rows, "")
    sentence = said(FIRST_ONE, {"day": days[0]}) if days and days[0] <= known else said(NOTHING_SINCE)
    return Changes("", "", (), sentence)


def _same(one: Figure | None, other: Figure | None) -> bool:
    if one is None or other is None:
        return one is other
    return (one.value, one.relation, one.last, one.first) == (other.value, other.relation, other.last, other.first)


def _is_linked(one: Figure | None, other: Figure | None) -> bool:
    """A ratio goes on over two censuses of its denominator; its numerator must be of one stretch."""
    return (
        one is not None and other is not None and (one.definition, _stretch(one)) == (other.definition, _stretch(other))
    )


def _rows(before: Figure | None, now: Figure | None, case: _Case) -> Iterator[Changed]:
    """Part by part, the first one changed first, so that the effects add up."""
    plan, target = case.plan, case.asked.target
    unit = target.unit if target.is_gain else plan.definitions[target.definition].unit
    old, new = (before.parts if before else ()), (now.parts if now else ())
    if before and now and len(old) == 2 and len(new) == 2 and not target.is_gain and _is_linked(before, now):
        middle = new[0].value / old[1].value
        yield _part_row(old[0], new[0], case, middle - before.value)
        yield _part_row(old[1], new[1], case, now.value - middle)
    effect = now.value - before.value if before and now and _is_linked(before, now) else None
    shown = [amount_of(figure, plan, unit=unit) if figure else None for figure in (before, now)]
    reason = said(BROKEN)
    if before is None or _is_linked(before, now):
        reason = said(SAME_WAY) if new and old else _reason(before, now)
    name = capital(told(target.name))
    yield Changed(name, *shown, _effect(effect, unit, case), reason, is_whole=True)


def _part_row(old: Figure, new: Figure, case: _Case, effect: Fraction) -> Changed:
    one, other = part_of(old, case.plan), part_of(new, case.plan)
    name, told_effect = name_of(new.definition, case.plan), _effect(effect, "ratio", case)
    return Changed(name, one.amount, other.amount, told_effect, _reason(old, new), one.href, other.href)


def _reason(old: Figure | None, new: Figure | None) -> str:
    if new is None or _same(old, new):
        return said(UNCHANGED)
    return said(NEWLY, {"published": new.seen_on, "last": when_of(new)})


def _effect(effect: Fraction | None, unit: str, case: _Case) -> str:
    if effect is None:
        return ""
    unit = "points" if unit == "ratio" else unit
    told_one = amount(abs(effect), "=", unit=unit, plan=case.plan, language=reader())
    return f"{'+' if effect > 0 else '−' if effect < 0 else ''}{told_one}"
