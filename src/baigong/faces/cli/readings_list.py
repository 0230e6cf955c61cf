"""The work of `baigong readings list`."""

import click

from baigong.apps.progress.queries import ReadingShown, readings
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.lines import aligned

MOST = 200
HEADS = (msgid("reading"), msgid("day"), msgid("as known at"), msgid("seal"), msgid("taken at"))


def run(reader: Reader) -> int:
    found = readings(WHOLE, limit=MOST)
    if reader.wants_json:
        print_json({"readings": [told(one) for one in found]})
        return 0
    body = [
        [str(one.number), str(one.on), str(one.known or "-"), str(one.seal), f"{one.taken_at:%Y-%m-%d %H:%M}"]
        for one in found
    ]
    click.echo("\n".join(aligned([[reader.say(head) for head in HEADS], *body])))
    return 0


def told(one: ReadingShown) -> dict[str, object]:
    return {
        "number": one.number,
        "region": one.region,
        "on": one.on.isoformat(),
        "from": one.first.isoformat(),
        "known": one.known and one.known.isoformat(),
        "taken_at": one.taken_at.isoformat(),
        "seal": one.seal,
        "load": one.load,
        "synthetic": one.synthetic,
        "quarantined": {name: rows for name, rows in one.quarantined.items() if rows},
    }
