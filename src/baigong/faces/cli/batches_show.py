"""The work of `baigong batches show`."""

from collections.abc import Iterator

import click

from baigong.apps.certificates.queries import BatchLine, Step, batch_keyed, steps_of_batch
from baigong.core.periods import CHINA
from baigong.core.refusal import Refusal
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.cli.batches_list import told
from baigong.faces.cli.command import Reader, print_json

HEAD = msgid("Batch %(batch)s: %(state)s. %(body)s, %(occupation)s, level %(level)s; session of %(day)s.")
COUNTS = msgid(
    "%(results)s results, %(struck)s struck, %(failed)s not passed; %(objections)s objections, %(open)s of them open."
)
NOTICE = msgid("Public notice from %(first)s to %(last)s.")
SIGNED = msgid("%(issued)s of %(all)s certificates are signed.")
GO_ON = msgid("If this number stands still, the job is lost or its key is missing: “baigong batches resume %(batch)s”.")


class NoSuchBatch(Refusal):
    code = "command.no_such_batch"
    sentence = msgid("There is no batch “%(batch)s” on this node; “baigong batches list” names all.")


def run(reader: Reader, key: str) -> int:
    one = batch_asked(key)
    steps = steps_of_batch(WHOLE, one.id)
    if reader.wants_json:
        print_json(told(one) | {"steps": [_step(step) for step in steps]})
    else:
        click.echo("\n".join([*_lines(one, reader), "", *(_said(step, reader) for step in steps)]))
    return 0


def batch_asked(key: str) -> BatchLine:
    """Raises NoSuchBatch."""
    one = batch_keyed(WHOLE, key)
    if one is None:
        raise NoSuchBatch(batch=key[:64])
    return one


def progress_of(one: BatchLine, reader: Reader) -> str:
    return reader.say(SIGNED, issued=f"{one.issued:,}", all=f"{one.issued + one.to_issue:,}")


def _lines(one: BatchLine, reader: Reader) -> Iterator[str]:
    yield reader.say(
        HEAD,
        batch=one.key,
        state=one.state_title[reader.language],
        body=one.issuer_name,
        occupation=one.occupation_name,
        level=one.level,
        day=one.held_on,
    )
    counts = {"results": f"{one.results:,}", "struck": f"{one.struck:,}", "failed": f"{one.not_passed:,}"}
    yield reader.say(COUNTS, **counts, objections=one.objections, open=one.open_objections)
    if one.notice_from:
        yield reader.say(NOTICE, first=one.notice_from, last=one.notice_to)
    if one.issued_on:
        yield progress_of(one, reader)
    if one.state == "issuing":
        yield reader.say(GO_ON, batch=one.key)


def _step(step: Step) -> dict[str, object]:
    return {
        "act": step.act,
        "zh": step.title.zh,
        "en": step.title.en,
        "at": step.at.isoformat(),
        "actor": step.actor,
        "office": step.office,
        "count": step.count,
    }


def _said(step: Step, reader: Reader) -> str:
    at = step.at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M:%S")
    count = f"{step.count:,}" if step.count else ""
    return "  ".join(part for part in (at, step.title[reader.language], count, step.actor, step.office) if part)
