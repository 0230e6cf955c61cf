"""The work of `baigong log run`: what the worker does by the minute, now."""

from datetime import UTC, datetime

import click

from baigong.apps.transparency.sequencing import Sequenced, sequence
from baigong.apps.transparency.shards import logs_here
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.words import both

DONE = msgid("The log of %(year)s has %(size)s entries, %(added)s of them new and %(filled)s filling; they are public.")
SIGNED = msgid("The log of %(year)s has %(size)s signed entries; they become public once enough witnesses saw them.")
HALTED = msgid("The log of %(year)s does not go on: %(why)s")
NOTHING = msgid("Nothing was asked to be logged.")


def run(reader: Reader, is_sealing: bool) -> int:
    told = sequence(logs_here(), at=datetime.now(UTC), is_sealing=is_sealing)
    if reader.wants_json:
        print_json({"logs": [answer(one) for one in told]})
    else:
        click.echo("\n".join(report(one, reader) for one in told) or reader.say(NOTHING))
    return 1 if any(one.fault for one in told) else 0


def answer(one: Sequenced) -> dict[str, object]:
    return {
        "year": one.year,
        "size": one.size,
        "added": one.added,
        "filled": one.filled,
        "public": one.is_public,
        "halted": {"code": one.fault.code, **both(one.fault)} if one.fault else None,
    }


def report(one: Sequenced, reader: Reader) -> str:
    if one.fault:
        return reader.say(HALTED, year=one.year, why=reader.say(one.fault.sentence, **one.fault.facts))
    counts = {"year": one.year, "size": f"{one.size:,}", "added": f"{one.added:,}", "filled": f"{one.filled:,}"}
    return reader.say(DONE if one.is_public else SIGNED, **counts)
