"""The provinces: the latest published share of the high-skilled, and beside it what a reading counted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from django.urls import NoReverseMatch, reverse

from baigong.apps.progress.queries import CellShown
from baigong.core.indicators.choosing import evidence
from baigong.core.indicators.figure import Figure, Relation, quotient, rounded
from baigong.core.indicators.judging import Judgement
from baigong.core.indicators.target import Target
from baigong.core.plans import NATION, Observation, Plan
from baigong.core.text import Language, Text, msgid
from baigong.faces.numbers import BOUNDS
from baigong.faces.web.design.amounts import Amount, sign
from baigong.faces.web.design.tiles import LETTERS, PLACES, Tile, named
from baigong.faces.web.figures.addresses import of_count, of_published, of_target
from baigong.faces.web.known.standing import Standing, Told, cells_out, figures_out, known_day
from baigong.faces.web.score.days import dated
from baigong.faces.web.score.rows import Telling
from baigong.faces.words import translated

# Where the classes of the tiles begin: they only group, and judge nothing.
CLASSES = (Fraction(0), Fraction(30, 100), Fraction(33, 100), Fraction(35, 100))
SCALES: dict[Language, int] = {"zh": 10**4, "en": 10**6}
GROUPS = {
    "east": Text(zh="东部", en="east"),
    "central": Text(zh="中部", en="central"),
    "west": Text(zh="西部", en="west"),
    "northeast": Text(zh="东北", en="northeast"),
    "": Text(zh="未分组", en="no group"),
}
NOTHING = msgid("no figure of its own published")
BEFORE = msgid("from before the plan")
UNCERTAIN = msgid("its date is uncertain, so it is not used")
OTHER = msgid("another definition")
OURS = msgid("the quotient of the two, which is ours")
PARTIAL = msgid("no share published")
UNDECIDED = msgid("the plan does not say which goal holds here")
NO_GOAL = msgid("no goal for its group")


@dataclass(frozen=True, slots=True)
class Province:
    """Values are exact and for files; amounts are what is set. `status` is that of its group's goal."""

    region: str
    name: str
    href: str
    group: str
    group_name: str
    skilled: Figure | None
    high: Figure | None
    share: Figure | None
    skilled_shown: Amount | None
    high_shown: Amount | None
    share_shown: Amount | None
    skilled_href: str
    high_href: str
    share_href: str
    when: str
    last: date | None
    is_used: bool
    status: str | None
    goal: Fraction | None
    note: str
    computed: Fraction | None
    computed_shown: Amount | None
    computed_href: str

    @property
    def is_known(self) -> bool:
        return any(one is not None for one in (self.skilled, self.high, self.share, self.computed))


@dataclass(frozen=True, slots=True)
class Found:
    """The latest of each of the three; `is_other`: by a definition of its own, `is_uncertain`: of an unknown day."""

    skilled: Figure | None = None
    high: Figure | None = None
    share: Figure | None = None
    is_other: bool = False
    is_uncertain: bool = False


def share_target(plan: Plan) -> Target | None:
    """The nation's goal for the share of the high-skilled: it names the share and what it is made of."""
    wanted = ("stock_high", "stock")
    found = (one for one in plan.targets if one.counting and (one.counting.series, one.counting.over) == wanted)
    return next((one for one in found if one.scope == NATION and one.ratio), None)


def provinces(standings: Sequence[Standing], telling: Telling, told: Told) -> list[Province]:
    """Each of the tiles, whether anything was published of it or not."""
    target = share_target(telling.plan)
    if target is None:
        return []
    judged = _judged(standings, target)
    cells = _cells(telling, told)
    return [
        _province(region, target, judged.get(region), cells.get(region), telling, told) for region in sorted(PLACES)
    ]


def _judged(standings: Sequence[Standing], target: Target) -> dict[str, Judgement]:
    """By the goals of the groups that are set on the same share."""
    groups = [one for one in standings if one.is_group and one.target.definition == target.definition]
    return {one.region: one for standing in groups for one in standing.judgements}


def _cells(telling: Telling, told: Told) -> dict[str, CellShown]:
    if telling.vintage is None:
        return {}
    cells = cells_out(telling.vintage.told.number, "region", told[0])
    return {str(cell.labels["region"]): cell for cell in cells if cell.stock}


def _province(
    region: str, target: Target, judged: Judgement | None, cell: CellShown | None, telling: Telling, told: Told
) -> Province:
    plan, language, asked = telling.plan, telling.language, telling.asked
    found = _found(region, target, telling, told)
    place = plan.regions.get(region)
    group = place.group if place else ""
    computed = Fraction(cell.stock_high, cell.stock) if cell else None
    known = asked.known if asked.known != asked.on else None
    is_ours = judged and found.share and found.share.parts
    share_href = of_target(judged.target.target, region, on=asked.on, known=known) if is_ours else _href(found.share)
    dates = found.share or found.skilled or found.high
    return Province(
        region,
        named(region, plan, language),
        page_of(region) if place else "",
        group,
        GROUPS[group][language],
        found.skilled,
        found.high,
        found.share,
        _people(found.skilled, language),
        _people(found.high, language),
        _share(found.share, language),
        _href(found.skilled),
        _href(found.high),
        "" if found.is_uncertain else share_href,
        "" if dates is None or found.is_uncertain else dated(dates, language),
        None if dates is None or found.is_uncertain else dates.last,
        bool(found.share and not found.is_uncertain and found.share.last >= plan.first_day),
        judged.status if judged else None,
        judged.target.goal if judged else None,
        _note(found, judged, group, telling),
        computed,
        computed and _percent(computed, "=", language),
        _computed_href(region, telling) if computed is not None else "",
    )


def _found(region: str, target: Target, telling: Telling, told: Told) -> Found:
    """Of the target's own definition; else of one that counts the same another way; else of an uncertain day."""
    asked, ratio = telling.asked, target.ratio
    assert ratio is not None
    figures = figures_out(told).get(region, ())
    own = evidence(target, figures, on=asked.on, known=asked.known).latest
    seen = [one for one in figures if one.seen_on <= asked.known and one.last <= asked.on]
    wanted = (ratio.numerator, ratio.denominator, target.definition)
    high, skilled, share = (_latest([one for one in seen if one.definition == name]) for name in wanted)
    share = own or share
    if share:
        day = [one for one in seen if one.last == share.last]
        parts = {one.definition: one for one in (*day, *share.parts)}
        return Found(parts.get(ratio.denominator), parts.get(ratio.numerator), share)
    other = _other(region, wanted, seen, telling)
    if other:
        return other
    return Found(skilled, high) if skilled or high else _uncertain(region, wanted, telling)


def _latest(figures: Sequence[Figure]) -> Figure | None:
    return max(figures, key=lambda one: (one.last, one.is_exact), default=None)


def _other(region: str, wanted: tuple[str, str, str], seen: Sequence[Figure], telling: Telling) -> Found | None:
    """What the plan lists under the same indicator by another definition, which is never judged by."""
    indicators = {one.definition: one.indicator for one in telling.plan.observations if one.region == region}
    others = [one for one in seen if one.definition not in wanted]
    high, skilled, share = (
        _latest([one for one in others if indicators.get(one.definition) == name]) for name in wanted
    )
    if share is None:
        return None
    return Found(skilled, high, share, is_other=True)


def _uncertain(region: str, wanted: tuple[str, str, str], telling: Telling) -> Found:
    rows = [one for one in telling.plan.observations if one.region == region and one.last is None]
    rows = [one for one in rows if (one.published_on or date.min) <= telling.asked.known]
    high, skilled, share = (next((_figure(one) for one in rows if one.indicator == name), None) for name in wanted)
    if share is None and high and skilled:
        share = quotient(high, skilled, definition=wanted[2])
    return Found(skilled, high, share, is_uncertain=bool(rows))


def _figure(seen: Observation) -> Figure:
    return Figure(Fraction(seen.value), seen.relation, date.min, seen.definition, seen.source, region=seen.region)


def _note(found: Found, judged: Judgement | None, group: str, telling: Telling) -> str:
    said = [sentence for sentence in _notes(found, judged, group, telling)]
    gap = "；" if telling.language == "zh" else "; "
    return gap.join(translated(sentence, telling.language) for sentence in said)


def _notes(found: Found, judged: Judgement | None, group: str, telling: Telling) -> list[str]:
    if found.is_uncertain:
        return [UNCERTAIN]
    if found.share is None:
        return [PARTIAL if found.skilled or found.high else NOTHING]
    notes = [BEFORE] if found.share.last < telling.plan.first_day else []
    notes += [OTHER] if found.is_other else []
    notes += [OURS] if found.share.parts else []
    if judged is None:
        undecided = {one.group for one in telling.plan.undecided_regions}
        notes.append(UNDECIDED if group in undecided else NO_GOAL)
    return notes


def page_of(region: str) -> str:
    """Where the province has its own page."""
    try:
        return reverse("region", args=[region])
    except NoReverseMatch:
        return ""


def _href(figure: Figure | None) -> str:
    return of_published(figure) if figure and figure.last != date.min else ""


def _people(figure: Figure | None, language: Language) -> Amount | None:
    """In the unit that stands in the head, always with two places."""
    if figure is None:
        return None
    number = rounded(figure.value / SCALES[language], figure.relation, places=2)
    return Amount(sign(figure.relation, language), f"{number:,f}" if language == "en" else f"{number:f}")


def _share(figure: Figure | None, language: Language) -> Amount | None:
    return figure and _percent(figure.value, figure.relation, language)


def _percent(value: Fraction, relation: Relation, language: Language) -> Amount:
    bound = BOUNDS.get(relation, relation)
    return Amount(sign(bound, language), f"{rounded(value * 100, relation, places=1):f}", "%")


def _computed_href(region: str, telling: Telling) -> str:
    assert telling.vintage is not None
    out = telling.vintage.told
    known = known_day(out)
    return of_count("stock_high", on=out.on, first=None, cell={"region": region}, known=known)


def tiles(rows: Sequence[Province], language: Language) -> list[Tile]:
    return [
        Tile(
            row.region,
            row.name,
            row.name if language == "zh" else LETTERS[row.region],
            f"{row.share_shown.sign}{row.share_shown.number}" if row.share_shown and row.is_used else "",
            _shade(row.share.value) if row.share and row.is_used else 0,
            row.status or "",
            row.href or (f"#p{row.region}" if row.is_known else "?all=1#provinces"),
        )
        for row in rows
    ]


def _shade(share: Fraction) -> int:
    return sum(share >= least for least in CLASSES)
