"""The work of `baigong readings take`."""

from datetime import UTC, datetime

import click

from baigong.apps.authority.actor import operator
from baigong.apps.progress.taking import take
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.days import day_asked
from baigong.faces.cli.node import user
from baigong.faces.cli.readings_list import told
from baigong.faces.cli.scoring import instant_asked
from baigong.faces.here import counted_here


def run(reader: Reader, on: str | None, known: str | None) -> int:
    reading = take(
        counted_here(), on=day_asked(on), known=instant_asked(known), by=operator(user()), at=datetime.now(UTC)
    )
    if reader.wants_json:
        print_json(told(reading))
    else:
        click.echo(reader.say(msgid("Reading %(number)s of %(on)s is kept."), number=reading.number, on=reading.on))
    return 0
