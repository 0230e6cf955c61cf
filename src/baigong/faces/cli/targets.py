"""`baigong targets`: every target of the plan against the published figures, with its standing and why."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

import click
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from baigong.core.indicators.figure import Figure, Relation, rounded
from baigong.core.indicators.judging import Judgement, Status, judge
from baigong.core.indicators.target import Target
from baigong.core.plans import NATION, Plan, Region
from baigong.core.refusal import Refusal
from baigong.core.text import Text, msgid
from baigong.faces.cli.command import Reader, print_json, subcommand
from baigong.faces.cli.days import day_asked
from baigong.faces.cli.lines import folded
from baigong.faces.cli.plan import plan_here
from baigong.faces.cli.records import LAKE, on_node
from baigong.faces.judgements import STATUSES, goal, sentence

COLOURS = {"met": "green", "on_track": "green", "missed": "red", "behind": "yellow", "not_shown": "cyan"}
WIDTH_IN_PIPES = 100
COMPUTING = "baigong.faces.cli.computing"  # loads the lake, which targets need only beside a package
WIDTHS = (25, 17, 12)
UNDECIDED = msgid("%(names)s: not judged until it is decided whether they count as east or as centre and west.")


class NodeOrPackage(Refusal):
    code = "targets.node_or_package"
    sentence = msgid("Name a package or write --node, not both.")


class NoSuchRegion(Refusal):
    code = "targets.no_such_region"
    sentence = msgid(
        "Targets are not judged for “%(given)s”; write 00 for the nation or a province's code, such as 33."
    )


@subcommand("targets", help=msgid("Judge every target of the plan by the published figures."))
@click.argument("package", required=False)
@click.option(
    "--node", "of_node", is_flag=True, help=msgid("Count the node's own records beside the published figures.")
)
@click.option("--on", metavar="DAY", help=msgid("The day to judge on; today if left out."))
@click.option(
    "--region", metavar="CODE", help=msgid("Only this region: 00 for the nation, or a province's two digits.")
)
def command(reader: Reader, package: str | None, of_node: bool, on: str | None, region: str | None) -> int:
    plan, day = plan_here(), day_asked(on)
    if region is not None and region not in plan.regions:
        raise NoSuchRegion(given=region)
    if package and of_node:
        raise NodeOrPackage
    records, figures = recorded(reader, plan, package, of_node, day)
    judgements = list(judged(plan, on=day, region=region, figures=figures))
    passed_over = [one for one in plan.undecided_regions if region in (None, one.region)]
    if reader.wants_json:
        print_json(answer(judgements, passed_over, plan=plan, on=day) | beside(judgements, records, plan))
    else:
        show(judgements, passed_over, plan=plan, reader=reader)
        if records:
            show_records(records, judgements, plan=plan, reader=reader)
    return 0


def recorded(
    reader: Reader, plan: Plan, package: str | None, of_node: bool, day: date
) -> tuple[Any, tuple[Figure, ...]]:
    """What the records of a package, or of the node, say; and the node's own published figures. Often neither."""
    if package:
        return reader.load(COMPUTING).of_package(plan, package, on=day), ()
    if not of_node:
        return None, ()
    with on_node(reader):
        here = reader.load(LAKE)
        return here.of_node(plan, on=day), here.figures_here(plan)


def beside(judgements: Iterable[Judgement], records: Any, plan: Plan) -> dict[str, object]:
    """The rows again, with what the records of a package say beside the published figures, never mixed with them."""
    if records is None:
        return {}
    rows = [row(one, plan) | counted(one, records, plan) for one in judgements]
    return {"synthetic": records.synthetic, "quarantined": records.quarantined, "targets": rows}


def counted(judgement: Judgement, records: Any, plan: Plan) -> dict[str, object]:
    own = records.judgements.get(judgement.target.target) if judgement.region == records.region else None
    if own is None or own.published is None:
        return {}
    figure = own.published
    told = {
        "value": number(figure.value, figure.relation),
        "relation": figure.relation,
        "date": str(figure.last),
        "from": figure.first and str(figure.first),
        "definition": figure.definition,
        "source": figure.source,
    }
    return {"computed": told, "computed_status": own.status, "computed_words": said(own, plan)}


def said(judgement: Judgement, plan: Plan) -> dict[str, str]:
    return {"zh": sentence(judgement, plan, "zh"), "en": sentence(judgement, plan, "en")}


def show_records(records: Any, judgements: Iterable[Judgement], *, plan: Plan, reader: Reader) -> None:
    """What the package says, under a heading of its own."""
    console = Console(highlight=False)
    console.width = console.width if console.is_terminal else WIDTH_IN_PIPES
    of_package = msgid("By the records of the package (a register of certificates, not the published estimate)")
    of_node = msgid("By the records of the node (a register of certificates, not the published estimate)")
    console.print(Styled("\n" + reader.say(of_node if records.of_node else of_package), style="bold"))
    if records.synthetic:
        console.print(Styled(reader.say(msgid("SYNTHETIC DATA")), style="bold red"))
    own = [records.judgements.get(one.target.target) for one in judgements if one.region == records.region]
    told = [one for one in own if one is not None]
    if not told:
        console.print(reader.say(msgid("Its records count none of these targets for its region.")))
        return
    console.print(table(told, plan, reader, width=console.width))


def judged(plan: Plan, *, on: date, region: str | None, figures: tuple[Figure, ...] = ()) -> Iterator[Judgement]:
    """By what the plan declares as published, and by other published figures."""
    for target in plan.targets:
        for place in plan.judged_regions(target):
            if region in (None, place):
                yield judge(target, (*plan.figures, *figures), region=place, on=on)


def answer(
    judgements: Iterable[Judgement], passed_over: Iterable[Region], *, plan: Plan, on: date
) -> dict[str, object]:
    return {
        "on": str(on),
        "plan": both(plan.name),
        "targets": [row(judgement, plan) for judgement in judgements],
        "not_judged": [{"region": region.region, **both(region.name)} for region in passed_over],
    }


def row(judgement: Judgement, plan: Plan) -> dict[str, object]:
    target, published = judgement.target, judgement.published
    return {
        "target": target.target,
        "region": judgement.region,
        "op": target.op,
        "goal": number(target.goal, "="),
        "goal_to": None if target.goal_to is None else number(target.goal_to, "="),
        "unit": target.unit,
        "period": target.period,
        "published": published and publication(published, plan),
        "related": [publication(figure, plan) for figure in judgement.related],
        "status": judgement.status,
        "reason": judgement.reason,
        "line": None if judgement.line is None else number(judgement.line, "="),
        "computed": None,
        "computed_status": None,
        "verified": target.is_verified,
        "zh": sentence(judgement, plan, "zh"),
        "en": sentence(judgement, plan, "en"),
        **declared(target, plan),
    }


def declared(target: Target, plan: Plan) -> dict[str, object]:
    """What the plan says of the target itself: its name, its document and how it is counted."""
    return {
        "metric": both(target.name),
        "document": both(plan.documents[target.document]),
        "clause": both(target.clause),
        "source": target.source,
        "definition": {"id": target.definition, **both(plan.definitions[target.definition].text)},
    }


def publication(figure: Figure, plan: Plan) -> dict[str, object]:
    return {
        "value": number(figure.value, figure.relation),
        "relation": figure.relation,
        "date": str(figure.last),
        "from": figure.first and str(figure.first),
        "definition": figure.definition,
        **both(plan.definitions[figure.definition].text),
        "source": figure.source,
        "sources": [described(name, plan) for name in figure.source.split(";")],
        "published_on": figure.published_on and str(figure.published_on),
        "parts": [publication(part, plan) for part in figure.parts],
    }


def described(name: str, plan: Plan) -> dict[str, str]:
    """A source that the plan does not list says what it is itself."""
    source = plan.sources.get(name)
    if source is None:
        return {"source": name, "title": name, "publisher": "", "date": ""}
    return {"source": name, "title": source.title, "publisher": source.publisher, "date": source.dated}


def number(value: Fraction, relation: Relation) -> int | float:
    """Whole numbers as they are; ratios to six places, floors down and ceilings up."""
    return int(value) if value.denominator == 1 else float(rounded(value, relation, places=6))


def both(text: Text) -> dict[str, str]:
    return {"zh": text.zh, "en": text.en}


def show(judgements: list[Judgement], passed_over: list[Region], *, plan: Plan, reader: Reader) -> None:
    console = Console(highlight=False)
    console.width = console.width if console.is_terminal else WIDTH_IN_PIPES
    documents = dict.fromkeys(judgement.target.document for judgement in judgements)
    for document in documents:
        console.print(Styled(plan.documents[document][reader.language], style="bold"))
        under = [judgement for judgement in judgements if judgement.target.document == document]
        console.print(Padding(table(under, plan, reader, width=console.width), (0, 0, 1, 0)))
    if passed_over:
        console.print(Styled(reader.say(UNDECIDED, names=[region.name for region in passed_over])))
    console.print(Styled(summary(judgements, reader), style="bold"))


def table(judgements: list[Judgement], plan: Plan, reader: Reader, *, width: int) -> Table:
    """Name and region, goal, standing, reason."""
    widths = (*WIDTHS, max(width - sum(WIDTHS) - 2 * len(WIDTHS), 20))
    grid = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    for columns in widths:
        grid.add_column(width=columns, overflow="fold")
    for target, of_target in groupby(judgements, key=lambda judgement: judgement.target):
        for words, status in lines(target, list(of_target), plan, reader=reader):
            grid.add_row(*cells(words, widths, reader=reader, style=COLOURS.get(status or "", "dim")))
    return grid


def lines(
    target: Target, judgements: list[Judgement], plan: Plan, *, reader: Reader
) -> Iterator[tuple[tuple[str, ...], Status | None]]:
    """One line for all the regions of which the same is said; the target's name and goal stand in the first."""
    alike: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        alike.setdefault(sentence(judgement, plan, reader.language), []).append(judgement)
    name, aim = target.name[reader.language], goal(target, plan, reader.language)
    for why, same in alike.items():
        status = same[0].status
        yield (f"{name}{places(same, plan, reader)}".lstrip("\n"), aim, reader.say(STATUSES[status]), why), status
        name = aim = ""


def cells(words: Iterable[str], widths: Iterable[int], *, reader: Reader, style: str) -> list[Styled]:
    """The words in their columns; the standing, third of them, in its colour."""
    fitted = [
        folded(said, width) if reader.language == "zh" else said for said, width in zip(words, widths, strict=True)
    ]
    return [Styled(said, style=style if place == 2 else "") for place, said in enumerate(fitted)]


def places(judgements: list[Judgement], plan: Plan, reader: Reader) -> str:
    named = [plan.regions[one.region].name[reader.language] for one in judgements if one.region != NATION]
    return "\n" + ("、" if reader.language == "zh" else ", ").join(named) if named else ""


def summary(judgements: list[Judgement], reader: Reader) -> str:
    """How many stand how, in the order of the standings."""
    counts = Counter(judgement.status for judgement in judgements)
    return "  ".join(f"{reader.say(words)} {counts[status]}" for status, words in STATUSES.items() if counts[status])
