"""The work of `baigong readings take`."""

from datetime import UTC, datetime

import click

from baigong.apps.authority.actor import operator
from baigong.apps.exchange.origins import whose_figures
from baigong.apps.progress.taking import Place, take
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.days import day_asked
from baigong.faces.cli.node import user
from baigong.faces.cli.readings_list import told
from baigong.faces.cli.scoring import instant_asked
from baigong.faces.here import node_here


def place_here() -> Place:
    node = node_here()
    return Place(node.home, node.plan, whose_figures(node))


def run(reader: Reader, on: str | None, known: str | None) -> int:
    reading = take(
        place_here(), on=day_asked(on), known=instant_asked(known), by=operator(user()), at=datetime.now(UTC)
    )
    if reader.wants_json:
        print_json(told(reading))
    else:
        click.echo(reader.say(msgid("Reading %(number)s of %(on)s is kept."), number=reading.number, on=reading.on))
    return 0
