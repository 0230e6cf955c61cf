"""The work of `baigong readings show`."""

import click

from baigong.apps.progress.queries import CellShown, computed_targets, reading, table
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.lines import aligned
from baigong.faces.cli.readings_list import told
from baigong.faces.cli.scoring import TITLES
from baigong.ground.lake.count.question import SERIES


def run(reader: Reader, number: int, by: str) -> int:
    one, cells = reading(WHOLE, number), table(WHOLE, number, by)
    if reader.wants_json:
        print_json(told(one) | {"by": by, "rows": [row(cell) for cell in cells], "targets": targets(number)})
        return 0
    lines = [reader.say(msgid("SYNTHETIC DATA"))] if one.synthetic else []
    heads = [*(cells[0].labels if cells else ()), *(reader.say(TITLES[series]) for series in SERIES)]
    body = [
        [*(label or "?" for label in cell.labels.values()), *(f"{getattr(cell, series):,}" for series in SERIES)]
        for cell in cells
    ]
    said = msgid("Reading %(number)s: stock on %(on)s; certificates and persons from %(first)s on.")
    click.echo("\n".join([*lines, reader.say(said, number=number, on=one.on, first=one.first)]))
    click.echo("\n".join(["", *aligned([heads, *body])]))
    return 0


def row(cell: CellShown) -> dict[str, object]:
    return {**cell.labels, **{series: getattr(cell, series) for series in SERIES}}


def targets(number: int) -> list[dict[str, object]]:
    return [
        {"target": one.target, "region": one.region, "value": one.value, "status": one.status, "parts": one.parts}
        for one in computed_targets(WHOLE, number)
    ]
