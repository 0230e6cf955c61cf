"""Why a target stands as it does, in a sentence with figures and dates."""

from fractions import Fraction

from baigong.core.indicators.figure import Figure, Relation
from baigong.core.indicators.judging import Judgement, Reason, Status
from baigong.core.indicators.target import Target
from baigong.core.plans import Plan
from baigong.core.text import Language, msgid
from baigong.faces.numbers import people_figure, percent, points
from baigong.faces.words import translated

STATUSES: dict[Status | None, str] = {
    "met": msgid("met"),
    "missed": msgid("missed"),
    "on_track": msgid("on track"),
    "behind": msgid("behind"),
    "not_shown": msgid("not shown"),
    "no_data": msgid("no data"),
    None: msgid("not judged"),
}
SENTENCES: dict[Reason, str] = {
    "reached": msgid("%(figure)s reaches the goal of %(goal)s."),
    "below_at_the_end": msgid("%(figure)s, at the end of the period, is below the goal of %(goal)s."),
    "on_the_line": msgid("%(figure)s keeps to the straight line to the goal of %(goal)s: %(line)s on that day."),
    "below_the_line": msgid("%(figure)s is below the straight line to the goal of %(goal)s: %(line)s on that day."),
    "floor_below": msgid("%(figure)s does not show whether %(goal)s is reached."),
    "ceiling": msgid("%(figure)s does not show whether %(goal)s is reached."),
    "approximate": msgid("%(figure)s is approximate and does not show whether %(goal)s is reached."),
    "undetermined": msgid(
        "The quotient of two uncertain bounds (%(figure)s) does not show whether %(goal)s is reached."
    ),
    "another_figure": msgid(
        "%(figure)s is another count (%(definition)s) and does not show whether %(goal)s is reached."
    ),
    "no_base": msgid("%(figure)s; no figure of %(base_day)s to start from, so a gain of %(goal)s is not shown."),
    "before_the_end": msgid(
        "%(figure)s is from before the end of the period (%(end)s) and does not show whether %(goal)s was reached."
    ),
    "nothing": msgid("No figure that can be used had been published by %(on)s."),
    "not_verified": msgid("No source was found for this goal: it is kept, marked unverified and not judged."),
}
GOAL_IS_THE_LINE: dict[Reason, str] = {
    "on_the_line": msgid(
        "%(figure)s reaches the goal of %(goal)s, which is the line, as no figure of the plan's start is known."
    ),
    "below_the_line": msgid(
        "%(figure)s is below the goal of %(goal)s, which is the line, as no figure of the plan's start is known."
    ),
}
ANOTHER_SPAN = msgid("%(figure)s is of another span than %(period)s and does not show whether %(goal)s is reached.")
NOT_BEGUN = msgid("The period begins on %(first)s, so no figure can be of it on %(on)s.")
DATE_UNCERTAIN = msgid("A figure whose date is uncertain is not used (%(figures)s).")
GOAL_WORDS: dict[str, Relation] = {">=": ">=", ">": ">", "~": "~", "=": "=", "+": "="}


def sentence(judgement: Judgement, plan: Plan, language: Language) -> str:
    """Why the target stands as it does."""
    said = translated(chosen(judgement), language, facts(judgement, plan, language))
    if judgement.reason == "nothing" and (uncertain := uncertain_figures(judgement, plan, language)):
        gap = "" if language == "zh" else " "
        said += gap + translated(DATE_UNCERTAIN, language, {"figures": uncertain})
    return said[:1].upper() + said[1:]


def chosen(judgement: Judgement) -> str:
    target, reason = judgement.target, judgement.reason
    if reason == "nothing" and judgement.on < target.span.first:
        return NOT_BEGUN
    if reason == "another_figure" and judgement.related[0].definition in (target.definition, *target.part_definitions):
        return ANOTHER_SPAN
    has_start = target.is_cumulative or target.is_gain or judgement.base
    return SENTENCES[reason] if has_start else GOAL_IS_THE_LINE.get(reason, SENTENCES[reason])


def facts(judgement: Judgement, plan: Plan, language: Language) -> dict[str, object]:
    target = judgement.target
    found: dict[str, object] = {
        "goal": goal(target, plan, language),
        "on": judgement.on,
        "first": target.span.first,
        "end": target.span.last,
        "base_day": target.base_day,
        "period": target.period.replace("/", "–"),
    }
    if judgement.line is not None:
        found["line"] = amount(judgement.line, "=", unit=target.unit, plan=plan, language=language)
    told = shown_figures(judgement)
    if told:
        several = (dated(figure, judgement, plan, language=language) for figure in told)
        found["figure"] = ("、" if language == "zh" else " and ").join(several)
        found["definition"] = plan.definitions[told[0].definition].text[language]
    return found


def shown_figures(judgement: Judgement) -> tuple[Figure, ...]:
    """What the sentence speaks of: the published figure, else what stands under related."""
    if judgement.published:
        return (judgement.published,)
    if judgement.reason == "undetermined":
        return judgement.related[-2:]
    own = [figure for figure in judgement.related if figure.definition == judgement.target.definition]
    return tuple(own[:1]) or judgement.related[:1]


def dated(figure: Figure, judgement: Judgement, plan: Plan, *, language: Language) -> str:
    """The figure with its day or its span; a quotient of ours also with what it is made of."""
    is_gain = judgement.target.is_gain and figure == judgement.published
    unit = "points" if is_gain else plan.definitions[figure.definition].unit
    said = amount(figure.value, figure.relation, unit=unit, plan=plan, language=language)
    form = msgid("%(amount)s from %(first)s to %(last)s") if figure.first else msgid("%(amount)s on %(last)s")
    whole = translated(form, language, {"amount": said, "first": figure.first, "last": figure.last})
    if not figure.parts:
        return whole
    one, other = (part_of(figure, part, judgement, plan, language=language) for part in figure.parts)
    made = msgid("%(whole)s (%(later)s less %(earlier)s)") if is_gain else msgid("%(whole)s (%(later)s of %(earlier)s)")
    return translated(made, language, {"whole": whole, "later": one, "earlier": other})


def part_of(whole: Figure, part: Figure, judgement: Judgement, plan: Plan, *, language: Language) -> str:
    """Its day is told where it is another one."""
    if part.last != whole.last or part.parts:
        return dated(part, judgement, plan, language=language)
    unit = plan.definitions[part.definition].unit
    return amount(part.value, part.relation, unit=unit, plan=plan, language=language)


def goal(target: Target, plan: Plan, language: Language) -> str:
    """The goal as the document words it: “at least 40 million people”, “about 300 schools”, “2–3 percentage points”."""
    said = amount(target.goal, GOAL_WORDS[target.op], unit=target.unit, plan=plan, language=language)
    if target.goal_to is None:
        return said
    low = f"{float(target.goal * 100):g}"
    upper = amount(target.goal_to, "=", unit=target.unit, plan=plan, language=language)
    return f"{low}–{upper}"


def amount(value: Fraction, relation: Relation, *, unit: str, plan: Plan, language: Language) -> str:
    if unit == "ratio":
        return percent(value, relation, language)
    if unit == "points":
        return points(value, relation, language)
    name = plan.units[unit][language]
    number = people_figure(value, relation, language)
    return number + name if language == "zh" or not name else f"{number} {name}"


def uncertain_figures(judgement: Judgement, plan: Plan, language: Language) -> str:
    target = judgement.target
    found = [
        amount(Fraction(seen.value), seen.relation, unit=seen.unit, plan=plan, language=language)
        for seen in plan.observations
        if seen.last is None and seen.region == judgement.region and seen.definition == target.definition
    ]
    return ("、" if language == "zh" else ", ").join(found)
