"""The work of `baigong score`."""

from collections.abc import Mapping
from datetime import UTC, datetime

import click

from baigong.core.periods import Span
from baigong.core.plans import Plan
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.days import day_asked
from baigong.faces.cli.lines import aligned
from baigong.faces.cli.parameters import declarations
from baigong.faces.cli.plan import plan_here
from baigong.faces.cli.proving import parts_told, with_parts
from baigong.faces.cli.records import records_at
from baigong.faces.cli.signed import keys_named
from baigong.faces.instants import instant_written
from baigong.ground.lake.count.beside import Beside, beside
from baigong.ground.lake.count.counting import Score, count
from baigong.ground.lake.count.question import SERIES, Question, breakdowns
from baigong.ground.lake.explain.proof import provable as provable_in
from baigong.ground.lake.source import Source, opened_lake


def run(
    reader: Reader,
    package: str | None,
    declared: tuple[str, ...],
    sender_keys: tuple[str, ...],
    provable: bool,
    **asked: str | None,
) -> int:
    plan, keys = plan_here(), keys_named(sender_keys)
    question = question_of(plan, asked)
    told = declarations(declared)
    with (
        records_at(reader, package) as path,
        opened_lake(path, plan=plan, now=datetime.now(UTC), declared=told, with_evidence=provable, keys=keys) as source,
    ):
        score, more = count(source.lake, question), beside(source.lake, question, plan)
        proved = provable_in(source.lake, question) if provable else None
    cells = [labels for labels, _ in rows(score)]
    if reader.wants_json:
        found = answer(score, source, asked["known"]) | also(more)
        print_json(with_parts(found, cells, proved) if proved else found)
    else:
        parts = ["", *parts_told(score, cells, TITLES, proved, reader)] if proved else []
        click.echo("\n".join([*report(score, source, reader), "", *lines_beside(more, reader), *parts]))
    return 0


def question_of(plan: Plan, asked: Mapping[str, str | None]) -> Question:
    """What the options ask; the period runs from the plan's first day to the day of the stock if nothing is said."""
    day = day_asked(asked["on"])
    first, last = asked["first"], asked["last"]
    return Question(
        span=Span(day_asked(first) if first else plan.first_day, day_asked(last) if last else day),
        on=day,
        by=breakdowns(asked["by"] or ""),
        region=asked["region"],
        known=instant_asked(asked["known"]),
        apprentice_worker_is_skilled=plan.settings.apprentice_worker_is_skilled,
    )


def instant_asked(known: str | None) -> datetime | None:
    return None if known is None else instant_written(known)


def answer(score: Score, source: Source, known: str | None) -> dict[str, object]:
    question = score.question
    return {
        "on": question.on.isoformat(),
        "from": question.span.first.isoformat(),
        "to": question.span.last.isoformat(),
        "known": known,
        "by": list(question.by),
        "region": question.region,
        "synthetic": source.synthetic,
        "rows": [dict(zip((*question.by, *SERIES), (*key, *row), strict=True)) for key, row in rows(score)],
        "total": dict(zip(SERIES, score.total, strict=True)),
        "quarantined": dict(source.quarantined),
    }


def also(more: Beside) -> dict[str, object]:
    since = more.electronic_records_since
    return {
        "of_which": [{"series": s, "line": line, "value": value} for (s, line), value in more.of_which.items()],
        "electronic_records_since": since and since.isoformat(),
        "first_naming_a_prior_certificate": more.first_naming_a_prior_certificate,
        "first_high_promoted": more.first_high_promoted,
    }


LINES = {
    "ability_certificates": msgid("special-ability certificates, among the certificates"),
    "special_and_chief_technicians": msgid("special-grade and chief technicians, among the stock"),
    "students": msgid("students, among the stock"),
    "beyond_retirement_age": msgid("beyond the statutory retirement age of workers, among the stock"),
    "public_sector": msgid("public-sector gradings, among the stock"),
    "military": msgid("military evaluations, among the stock"),
}


def lines_beside(more: Beside, reader: Reader) -> list[str]:
    """Of which, and what a reader of `first` has to know."""
    lines = [reader.say(msgid("Of which:"))]
    lines += [f"{value:>12,}  {reader.say(LINES[line])}" for (_, line), value in more.of_which.items()]
    promoted = msgid("first high, promoted from a lower level")
    prior = msgid("first-time, naming a prior certificate")
    lines += [f"{more.first_high_promoted:>12,}  {reader.say(promoted)}"]
    lines += [f"{more.first_naming_a_prior_certificate:>12,}  {reader.say(prior)}"]
    since = more.electronic_records_since
    told = msgid("Electronic records since %(day)s.")
    return [*lines, *([reader.say(told, day=since)] if since else [])]


def rows(score: Score) -> list[tuple[tuple[str | None, ...], tuple[int, ...]]]:
    """The cells in order of their keys, unknown last; without a breakdown the total is the one cell."""
    if not score.question.by:
        return [((), score.total)]
    return sorted(score.rows.items(), key=lambda row: tuple((part is None, part or "") for part in row[0]))


TITLES = {
    "events": msgid("certificates"),
    "holders": msgid("holders"),
    "first": msgid("first-time"),
    "first_high": msgid("first high"),
    "stock": msgid("stock"),
    "stock_high": msgid("stock high"),
}


def report(score: Score, source: Source, reader: Reader) -> list[str]:
    question = score.question
    lines = [reader.say(msgid("SYNTHETIC DATA"))] if source.synthetic else []
    lines += [
        reader.say(
            msgid("Stock on %(on)s; certificates and persons from %(first)s to %(last)s."),
            on=question.on,
            first=question.span.first,
            last=question.span.last,
        )
    ]
    heads = [*question.by, *(reader.say(TITLES[series]) for series in SERIES)]
    body = [[*(part or "?" for part in key), *(f"{value:,}" for value in row)] for key, row in rows(score)]
    if question.by:
        body.append(
            [reader.say(msgid("total")), *[""] * (len(question.by) - 1), *(f"{value:,}" for value in score.total)]
        )
    return [*lines, "", *aligned([heads, *body]), "", *_notes(question, source, reader)]


def _notes(question: Question, source: Source, reader: Reader) -> list[str]:
    """What an honest reader has to know."""
    notes = [
        reader.say(msgid("Counted from a register of certificates; not the statistical estimate of skilled workers."))
    ]
    notes.append(
        reader.say(msgid("First-time persons are an upper bound where older certificates were never digitised."))
    )
    if question.by:
        notes.append(
            reader.say(msgid("Holders of several cells count in each, so the cells add up to more than the total."))
        )
    lost = sum(source.quarantined.values())
    notes.append(reader.say(msgid("Rows quarantined and not counted: %(rows)s."), rows=f"{lost:,}"))
    as_of = question.known.isoformat() if question.known else source.created
    notes.append(reader.say(msgid("Data as of %(instant)s."), instant=as_of))
    return notes
