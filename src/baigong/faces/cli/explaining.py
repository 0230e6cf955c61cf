"""The work of `baigong explain`."""

import shlex
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from baigong.core.indicators.figure import Figure as Published
from baigong.core.indicators.judging import judge
from baigong.core.plans import Plan
from baigong.core.refusal import Refusal
from baigong.core.text import Text, msgid
from baigong.faces.cli import targets
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.parameters import declarations
from baigong.faces.cli.plan import plan_here
from baigong.faces.cli.records import records_at
from baigong.ground.lake.explain.definitions import DEFINITIONS, clause_of
from baigong.ground.lake.explain.figure import Figure, TargetFigure, parse_figure
from baigong.ground.lake.explain.records import Records, records_of
from baigong.ground.lake.source import opened_lake

Answer = dict[str, object]
NO_RECORDS: Answer = {
    "records": 0,
    "sample": [],
    "provable": {"number": 0, "filed": 0, "result": 0, "logged": 0},
}


class TooManyWords(Refusal):
    code = "explain.words"
    sentence = msgid("Write one package and one figure: baigong explain PACKAGE FIGURE.")


class NoSuchTarget(Refusal):
    code = "explain.no_such_target"
    sentence = msgid(
        "The plan judges no target “%(target)s” for the region %(region)s; “baigong targets” lists them all."
    )


def run(reader: Reader, words: tuple[str, ...], declared: tuple[str, ...], of_node: bool) -> int:
    if len(words) > 2:
        raise TooManyWords
    plan, figure = plan_here(), parse_figure(words[-1])
    package = words[0] if len(words) == 2 else None
    if isinstance(figure, TargetFigure):
        told = of_target(figure, plan, package, targets.recorded(reader, plan, package, of_node, figure.on))
    else:
        with records_at(reader, package) as path:
            told = of_records(figure, plan, path, package, declared=declared)
    if reader.wants_json:
        print_json(told)
    else:
        click.echo("\n".join(report(told, reader)))
    return 0


def of_records(figure: Figure, plan: Plan, path: Path, package: str | None, *, declared: tuple[str, ...]) -> Answer:
    told = declarations(declared)
    with opened_lake(path, plan=plan, now=datetime.now(UTC), declared=told, with_evidence=True) as source:
        records = records_of(source.lake, figure, plan)
        synthetic, quarantined = source.synthetic, dict(source.quarantined)
    return {
        **named(figure.written, records.value, DEFINITIONS[figure.series], clause_of(plan, figure.series)),
        "known": figure.known_written,
        **behind(records),
        "reproduce": reproduced(figure, plan, package, declared=declared),
        "synthetic": synthetic,
        "quarantined": quarantined,
    }


def named(figure: str, value: object, definition: Text, clause: Text) -> Answer:
    return {
        "figure": figure,
        "value": value,
        "definition": {"zh": definition.zh, "en": definition.en},
        "clause": clause.zh,
        "clause_en": clause.en,
    }


def behind(records: Records) -> Answer:
    return {
        "records": records.records,
        "sample": [{"certificate": number} for number in records.sample],
        "provable": records.provable,
    }


def reproduced(figure: Figure, plan: Plan, package: str | None, *, declared: tuple[str, ...]) -> str:
    """The command that counts the same again."""
    span = figure.question(plan).span
    words = ["baigong", "score", *([package] if package else []), "--on", str(figure.on)]
    words += ["--from", str(span.first), "--to", str(span.last)]
    words += ["--known", figure.known_written] if figure.known_written else []
    words += ["--by", ",".join(figure.cell)] if figure.cell else []
    words += [word for one in declared for word in ("--set", one)]
    return shlex.join([*words, "--json"])


def of_target(
    figure: TargetFigure, plan: Plan, package: str | None, recorded: tuple[Any, tuple[Published, ...]]
) -> Answer:
    """A target is judged by published figures, which are no records of ours; a package's own figure stands beside."""
    target = next((one for one in plan.targets if one.target == figure.target), None)
    if target is None or figure.region not in plan.judged_regions(target):
        raise NoSuchTarget(target=figure.target, region=figure.region)
    records, figures = recorded
    judgement = judge(target, (*plan.figures, *figures), region=figure.region, on=figure.on, known=figure.known)
    document = plan.documents[target.document]
    clause = Text(zh=f"{document.zh}，{target.clause.zh}", en=f"{document.en}, {target.clause.en}")
    published = judgement.published
    value = targets.number(published.value, published.relation) if published else None
    named_by = [package] if package else ["--node"] if records else []
    words = ["baigong", "targets", *named_by, "--on", str(figure.on), "--region", figure.region]
    row = targets.row(judgement, plan)
    return {
        **named(figure.written, value, plan.definitions[target.definition].text, clause),
        "known": figure.known and str(figure.known),
        **NO_RECORDS,
        "reproduce": shlex.join([*words, "--json"]),
        "target": row | (computed(figure, records) if records else {}),
    }


def computed(figure: TargetFigure, found: Any) -> Answer:
    judgement = found.judgements.get(figure.target) if found.region == figure.region else None
    if judgement is None or judgement.published is None:
        return {}
    return {
        "computed": targets.number(judgement.published.value, judgement.published.relation),
        "computed_status": judgement.status,
    }


PROVED = {
    "logged": msgid("in the public log"),
    "result": msgid("a pass in the results of its session"),
    "filed": msgid("a filing of its body for occupation, level and day"),
    "number": msgid("its number alone"),
}
NO_VALUE = msgid("no figure")


def report(told: Answer, reader: Reader) -> list[str]:
    """The same for people."""
    definition, value = told["definition"], told["value"]
    assert isinstance(definition, dict)
    shown = reader.say(NO_VALUE) if value is None else f"{value:,}" if isinstance(value, int) else str(value)
    lines = [reader.say(msgid("SYNTHETIC DATA"))] if told.get("synthetic") else []
    lines += [f"{told['figure']} = {shown}", definition[reader.language]]
    clause = told["clause"] if reader.language == "zh" else told["clause_en"]
    lines.append(reader.say(msgid("Clause: %(clause)s."), clause=clause))
    target = told.get("target")
    lines += [str(target[reader.language])] if isinstance(target, dict) else evidence(told, reader)
    return [*lines, reader.say(msgid("To count it again: %(command)s"), command=told["reproduce"])]


def evidence(told: Answer, reader: Reader) -> list[str]:
    provable, sample = told["provable"], told["sample"]
    assert isinstance(provable, dict)
    assert isinstance(sample, list)
    lines = [reader.say(msgid("Certificates behind it: %(records)s."), records=f"{told['records']:,}")]
    lines += [f"  {provable[name]:>12,}  {reader.say(words)}" for name, words in PROVED.items()]
    return lines + [f"  {one['certificate']}" for one in sample]
