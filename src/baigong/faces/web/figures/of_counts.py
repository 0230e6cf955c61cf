"""A count's page: for everybody as a published reading has it, for officials of the region as it is counted now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from baigong.apps.progress.changes import REASONS
from baigong.apps.progress.changes import Changes as Compared
from baigong.apps.progress.queries import Explained, Published, published_changes
from baigong.core.periods import CHINA, day_at
from baigong.core.plans import NATION, Plan
from baigong.core.scope import bare
from baigong.core.text import msgid
from baigong.faces.web.design.amounts import count
from baigong.faces.web.design.glyphs import SERIES_TITLES
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.figures.addresses import of_count
from baigong.faces.web.figures.asked import CountAsked
from baigong.faces.web.figures.chart import Chart, Point, chart
from baigong.faces.web.figures.labels import cell_words, place_of
from baigong.faces.web.figures.page import Behind, CauseShown, Changed, Changes, Earlier, Fact, Page, Picker
from baigong.faces.web.figures.readings import (
    data_day,
    first_of,
    fitting,
    of_the_day,
    previous_of,
    proof_of,
    published_count,
    value_in,
)
from baigong.faces.web.figures.telling import Cited, citation, code_of
from baigong.faces.web.known.standing import Told, readings_out
from baigong.faces.web.words import reader, said, told
from baigong.ground.lake.explain.definitions import DEFINITIONS, clause_of
from baigong.ground.lake.explain.figure import STOCKS, Figure

SCALES = {"zh": (10_000, msgid("ten thousand")), "en": (1_000, msgid("thousand"))}
OF_READING = msgid("Counted from the records of the node in reading %(number)s, and published on %(published)s.")
LOGGED = msgid("its entry, with the proof")
COUNTED_NOW = msgid("Counted just now from the records that you may see; it is internal until a reading is published.")
NO_CELL = msgid("The reading has no record of it; whether anything was reported for it is not known.")
FIRST_READING = msgid("No earlier reading has been published for it.")
RECORDS_NOW = msgid("Behind it stand %(records)s certificates, each counted once, where it can be proved best.")
CHOICE = msgid("%(day)s, reading %(number)s")
SAME_DAY = msgid("the same day, as known later")
OTHER_DAY = msgid("another day: certificates were issued and expired in between")
NO_RIGHT = msgid(
    "The line list holds personal records: it is open to officials of %(region)s who sign in, and to nobody else."
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A value with all that its birth certificate says; `reading` is None where it was counted just now."""

    value: int | None
    synthetic: bool
    seal: int
    data_as_of: str
    quarantined: int
    reading: Published | None = None
    behind: Behind | None = None


def page_of_published_count(asked: CountAsked, plan: Plan, out: Told, *, at: str) -> Page:
    reading = published_count(asked, plan, out)
    value, region = value_in(reading, asked.figure, out), place_of(asked.figure.cell, reading.region)
    behind = Behind(None, proof_of(reading, asked.figure, out), said(NO_RIGHT, {"region": region_named(region)}))
    counted = Counted(
        value,
        reading.synthetic,
        reading.seal,
        str(data_day(reading)),
        reading.quarantined,
        reading,
        behind,
    )
    return _page(asked, plan, out, at, counted, _changes(asked, plan, out, None))


def page_of_own_count(
    asked: CountAsked, plan: Plan, out: Told, *, at: str, found: Explained, compared: Compared | None
) -> Page:
    """As it stands on record now, with the way to the records."""
    vintage = found.vintage
    sentence = said(RECORDS_NOW, {"records": f"{found.records:,}"})
    behind = Behind(found.records, found.provable if found.records else None, sentence, "records")
    told_as_of = f"{datetime.fromisoformat(vintage.data_as_of).astimezone(CHINA):%Y-%m-%d %H:%M}"
    counted = Counted(
        found.value, vintage.synthetic, vintage.seal, told_as_of, sum(vintage.quarantined.values()), behind=behind
    )
    return _page(asked, plan, out, at, counted, _changes(asked, plan, out, compared))


def _page(asked: CountAsked, plan: Plan, out: Told, at: str, counted: Counted, changes: Changes) -> Page:
    figure = asked.figure
    title = said(SERIES_TITLES[figure.series])
    region = region_named(place_of(figure.cell, counted.reading.region if counted.reading else NATION))
    words = cell_words(figure.cell, plan)
    when = _when(figure, plan)
    shown = count(counted.value, reader()) if counted.value is not None else None
    href = _href(figure, asked.known)
    earlier = _earlier(asked, plan, out)
    return Page(
        title=f"{title}（{words}）" if words and reader() == "zh" else f"{title} ({words})" if words else title,
        region=region,
        when=when,
        up=_up(figure),
        amount=shown,
        badges=("computed", "synthetic") if counted.synthetic else ("computed",),
        kind=said(msgid("an exact count of records")),
        sentence=_sentence(counted),
        definition=told(DEFINITIONS[figure.series]),
        command=f"baigong explain '{figure.written}'",
        certificate=_birth(asked, counted, plan, region),
        citation=citation(Cited(title, region, when, shown, counted.data_as_of, f"{at}{href}"), plan),
        address=f"{at}{href}",
        picker=_picker(asked, plan, out, counted),
        history=_chart(earlier),
        earlier=earlier,
        changes=changes,
        is_count=True,
        series=figure.series,
        synthetic=counted.synthetic,
        behind=counted.behind,
    )


def _sentence(counted: Counted) -> str:
    if counted.reading is None:
        return said(COUNTED_NOW)
    if counted.value is None:
        return said(NO_CELL)
    reading = counted.reading
    return said(OF_READING, {"number": reading.number, "published": day_at(reading.published_at)})


def _up(figure: Figure) -> Sequence[tuple[str, str]]:
    home = [(said(msgid("Scoreboard")), "/")]
    region = next((figure.cell[name] for name in ("region6", "region4", "region") if figure.cell.get(name)), None)
    if not region:
        return home
    steps = [region[:length] for length in (2, 4, 6) if len(region) >= length]
    return [*home, *((region_named(step), f"/regions/{step}") for step in steps)]


def _when(figure: Figure, plan: Plan) -> str:
    if figure.series in STOCKS:
        return str(figure.on)
    dash = "—" if reader() == "zh" else "–"
    return f"{first_of(figure, plan)}{dash}{figure.on}"


def _href(figure: Figure, known: date | None) -> str:
    first = figure.span.first if figure.span else None
    return of_count(figure.series, on=figure.on, first=first, cell=figure.cell, known=known)


def _picker(asked: CountAsked, plan: Plan, out: Told, counted: Counted) -> Picker | None:
    figure, vintages = asked.figure, of_the_day(asked.figure, plan, out)
    days = sorted({data_day(one) for one in vintages})
    shown = data_day(counted.reading) if counted.reading else None
    if not days:
        return None
    hrefs = {day: _href(figure, day) for day in days}
    before = [day for day in days if shown and day < shown]
    after = [day for day in days if shown and day > shown]
    choices = [
        (said(CHOICE, {"day": data_day(one), "number": one.number}), hrefs[data_day(one)], one == counted.reading)
        for one in vintages
    ]
    return Picker(
        shown or days[-1], hrefs[before[-1]] if before else "", hrefs[after[0]] if after else "", choices[:12]
    )


def _earlier(asked: CountAsked, plan: Plan, out: Told) -> list[Earlier]:
    """The last vintage of each day, oldest first."""
    figure, once = asked.figure, dict[date, Published]()
    for reading in fitting(figure, plan, out):
        once.setdefault(reading.on, reading)
    rows = []
    for on, reading in sorted(once.items()):
        value = value_in(reading, figure, out)
        if value is None:
            continue
        first = figure.span.first if figure.span else None
        href = of_count(figure.series, on=on, first=first, cell=figure.cell)
        rows.append(
            Earlier(
                str(on),
                count(value, reader()),
                float(value),
                href,
                str(data_day(reading)),
                said(msgid("reading %(number)s"), {"number": reading.number}),
                False,
                on == figure.on,
            )
        )
    return rows


def _chart(earlier: Sequence[Earlier]) -> Chart | None:
    if len(earlier) < 2:
        return None
    scale, words = SCALES[reader()]
    values = [one.value or 0.0 for one in earlier]
    is_large = max(values) >= scale * 5
    points = [Point(one.value or 0.0, str(one.amount), one.when[:7]) for one in earlier]
    return chart(
        points, goal=None, goal_words="", unit=said(words) if is_large else "", scale=float(scale if is_large else 1)
    )


def _changes(asked: CountAsked, plan: Plan, out: Told, compared: Compared | None) -> Changes:
    """`compared`: with the lines of the journal, for whoever sees the region."""
    pair = previous_of(asked, plan, out)
    if pair is None:
        return Changes("", "", (), said(FIRST_READING))
    later, earlier = pair
    values = [value_in(one, asked.figure, out) for one in (earlier, later)]
    before, after = (count(value, reader()) if value is not None else None for value in values)
    effect = "" if None in values else _signed((values[1] or 0) - (values[0] or 0))
    first = asked.figure.span.first if asked.figure.span else None
    hrefs = [
        of_count(asked.figure.series, on=one.on, first=first, cell=asked.figure.cell, known=data_day(one))
        for one in (earlier, later)
    ]
    reason = said(SAME_DAY if earlier.on == later.on else OTHER_DAY)
    row = Changed(said(msgid("Figure")), before, after, effect, reason, *hrefs, is_whole=True)
    found = compared or _compared(later.number, earlier.number, out[0])
    causes = [_cause(cause) for cause in found.causes]
    return Changes(_named(earlier), _named(later), (row,), "", causes)


def _cause(cause: object) -> CauseShown:
    lines = [(one.line, one.act, one.subject, one.count) for one in cause.lines]  # type: ignore[attr-defined]
    return CauseShown(told(REASONS[cause.reason]), cause.count, lines)  # type: ignore[attr-defined]


@lru_cache(maxsize=64)
def _compared(number: int, previous: int, line: int) -> Compared:
    return published_changes(number, previous)


def _named(reading: Published) -> str:
    return said(msgid("Reading %(number)s, %(on)s"), {"number": reading.number, "on": reading.on})


def _signed(change: int) -> str:
    return f"+{change:,}" if change > 0 else f"−{-change:,}" if change < 0 else "0"


def _birth(asked: CountAsked, counted: Counted, plan: Plan, region: str) -> Sequence[Fact]:
    figure, reading = asked.figure, counted.reading
    facts = [
        Fact(said(msgid("Identifier")), figure.written, is_code=True),
        Fact(said(msgid("Indicator")), said(SERIES_TITLES[figure.series])),
        Fact(said(msgid("Region")), region),
        Fact(said(msgid("Day of the data")), _when(figure, plan)),
    ]
    if reading:
        facts.append(Fact(said(msgid("Reporting period")), reading.period))
        facts.append(Fact(said(msgid("Public log")), said(LOGGED), href=f"/log/published/{reading.id}"))
    facts.append(Fact(said(msgid("Vintage")), _vintage(asked, counted)))
    facts += [
        Fact(said(msgid("Seal")), f"{counted.seal:,}", is_code=True),
        Fact(said(msgid("Rows not counted")), f"{counted.quarantined:,}"),
        Fact(said(msgid("Clause")), told(clause_of(plan, figure.series))),
        Fact(said(msgid("Kind")), said(msgid("an exact count of records"))),
        Fact(said(msgid("Records")), said(msgid("synthetic") if counted.synthetic else msgid("real"))),
        *code_of(plan),
    ]
    return facts


def _vintage(asked: CountAsked, counted: Counted) -> str:
    if counted.reading:
        facts = {"number": counted.reading.number, "day": counted.data_as_of}
        return said(msgid("reading %(number)s, data as of %(day)s"), facts)
    if asked.known:
        return said(msgid("as known on %(known)s"), {"known": asked.known})
    return said(msgid("counted from the records as of %(day)s"), {"day": counted.data_as_of})


def nearest_counts(asked: CountAsked, plan: Plan, out: Told) -> list[tuple[str, str]]:
    """What is out of the same series, nearest in days first: the address and its words."""
    figure, found = asked.figure, []
    for reading in sorted(readings_out(out), key=lambda one: abs((one.on - figure.on).days))[:5]:
        region = figure.cell.get("region")
        cell = {"region": region} if region and region.startswith(bare(reading.region)) else {}
        first = None if figure.series in STOCKS else reading.first
        href = of_count(figure.series, on=reading.on, first=first, cell=cell)
        words = f"{said(SERIES_TITLES[figure.series])}, {region_named(place_of(cell, reading.region))}, {reading.on}"
        found.append((href, words.replace(", ", "，") if reader() == "zh" else words))
    return list(dict(found).items())
