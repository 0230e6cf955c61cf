"""What the pages of measures show to everybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from baigong.apps.catalogue.queries import TITLES, MeasureShown, measures
from baigong.core.plans import Agreement, Measure, Plan, Source
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.web.data.files import Column
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.figures.page import SourceLine
from baigong.faces.web.known.asked import Asked
from baigong.faces.web.known.standing import Told, standings
from baigong.faces.web.regions.overview import telling_of
from baigong.faces.web.score.rows import Row
from baigong.faces.web.score.rows import rows_of as target_rows
from baigong.faces.web.words import reader, said, told

NO_NAME = msgid("The twentieth measure: its name is not verified")


@dataclass(frozen=True, slots=True)
class Shown:
    """`states`: how many tasks of all offices stand in each state."""

    number: int
    name: str
    is_named: bool
    rule: str
    sources: Sequence[SourceLine]
    is_our_wording: bool
    targets: Sequence[Row]
    states: Sequence[tuple[str, int]]
    tasks: int
    overdue: int

    @property
    def is_mixed(self) -> bool:
        """Whether its English keeps terms of the document as they are."""
        return reader() == "en" and any("\u4e00" <= sign <= "\u9fff" for sign in self.name + self.rule)


@dataclass(frozen=True, slots=True)
class Heading:
    """`is_action` is false for the policy heading, which stands beside the actions."""

    letter: str
    name: str
    is_action: bool
    measures: Sequence[Shown]


@dataclass(frozen=True, slots=True)
class Signed:
    agreement: Agreement
    source: Source | None

    @property
    def place(self) -> str:
        return region_named(self.agreement.region)


def short_name(measure: Measure) -> str:
    """Without what stands in brackets, for lists to choose from."""
    return told(measure.name).partition(" (")[0] if measure.name else "—"


def headings(plan: Plan, asked: Asked, out: Told) -> list[Heading]:
    shown = all_shown(plan, asked, out)
    letters = {measure.number: measure.action for measure in plan.measures}
    found = [
        Heading(
            action.action,
            told(action.name),
            action.is_action,
            [one for one in shown if letters[one.number] == action.action],
        )
        for action in plan.actions
    ]
    return [heading for heading in found if heading.measures]


def all_shown(plan: Plan, asked: Asked, out: Told) -> list[Shown]:
    counted = {one.number: one for one in measures(WHOLE, plan, on=asked.today)}
    return [_shown(measure, counted[measure.number], plan, asked, out) for measure in plan.measures]


def _shown(measure: Measure, counted: MeasureShown, plan: Plan, asked: Asked, out: Told) -> Shown:
    states = [(told(TITLES[state]), count) for state, count in counted.tasks.items() if count]
    return Shown(
        number=measure.number,
        name=told(measure.name) if measure.name else said(NO_NAME),
        is_named=measure.name is not None,
        rule=told(measure.rule) if measure.rule else "",
        sources=[_source(code, plan) for code in measure.source.split(";") if code],
        is_our_wording=measure.is_our_wording,
        targets=_targets(measure, asked, out),
        states=states,
        tasks=sum(counted.tasks.values()),
        overdue=counted.overdue,
    )


def _targets(measure: Measure, asked: Asked, out: Told) -> list[Row]:
    judged = standings(asked.on, asked.known, out)
    served = [one for one in judged if one.target.target in measure.targets and one.target.is_verified]
    return target_rows(served, telling_of(asked, out))


def _source(code: str, plan: Plan) -> SourceLine:
    source = plan.sources[code]
    return SourceLine(code, source.title, source.publisher, source.dated, "en" if source.title.isascii() else "zh-Hans")


def signed(plan: Plan) -> list[Signed]:
    """Those that the plan names first, then the others, by region."""
    ordered = sorted(plan.agreements, key=lambda one: (not one.is_named_by_plan, one.region))
    return [Signed(one, plan.sources.get(one.source)) for one in ordered]


def table_of(shown: Sequence[Shown]) -> tuple[Sequence[Column], list[tuple[object, ...]]]:
    columns = (
        Column("measure", said(msgid("Measure")), "number"),
        Column("name", said(msgid("Name"))),
        Column("rule", said(msgid("Rule"))),
        Column("sources", said(msgid("Source"))),
        Column("targets", said(msgid("Targets"))),
        Column("tasks", said(msgid("Tasks")), "number"),
        Column("overdue", said(msgid("Overdue")), "number"),
    )
    rows = [
        (
            one.number,
            one.name,
            one.rule,
            "; ".join(source.code for source in one.sources),
            "; ".join(target.name for target in one.targets),
            one.tasks,
            one.overdue,
        )
        for one in shown
    ]
    return columns, list(rows)


def agreements_table(rows: Sequence[Signed]) -> tuple[Sequence[Column], list[tuple[object, ...]]]:
    columns = (
        Column("region", said(msgid("Code")), "code"),
        Column("party", said(msgid("Party"))),
        Column("name", said(msgid("Agreement"))),
        Column("signed", said(msgid("Signed"))),
        Column("commitments", said(msgid("Commitments"))),
        Column("source", said(msgid("Source")), "code"),
    )
    cells = []
    for row in rows:
        one = row.agreement
        commitments = told(one.commitments) if one.commitments else ""
        cells.append((one.region, told(one.party), told(one.name), told(one.signed), commitments, one.source))
    return columns, cells
