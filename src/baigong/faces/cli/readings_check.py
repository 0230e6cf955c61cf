"""The work of `baigong readings check`."""

from datetime import UTC, datetime

import click

from baigong.apps.progress.queries import reading
from baigong.apps.progress.taking import counted_again
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.here import counted_here


def run(reader: Reader, number: int) -> int:
    one = reading(WHOLE, number)
    differing = counted_again(counted_here(), number, at=datetime.now(UTC))
    cells = [
        {"by": grain, "labels": labels, "kept": kept, "counted": anew}
        for (grain, labels), (kept, anew) in differing.items()
    ]
    if reader.wants_json:
        print_json({"reading": number, "seal": one.seal, "holds": not cells, "cells": cells})
    else:
        holds = msgid("Counted again from seal %(seal)s, reading %(number)s is the same in every cell.")
        fails = msgid("Counted again from seal %(seal)s, reading %(number)s differs in %(cells)s cells.")
        click.echo(reader.say(fails if cells else holds, seal=one.seal, number=number, cells=len(cells)))
    return 1 if cells else 0
