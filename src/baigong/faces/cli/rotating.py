"""The work of `baigong keys rotate`."""

import os

import click
from django.conf import settings

from baigong.apps.exchange.rotating import Rotated, Rotation, rotate
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.signing import signed
from baigong.faces.here import node_here

SEALED = msgid("%(numbers)s numbers and %(files)s files are sealed under key %(key)s now.")
INDEXED = msgid("%(identifiers)s identifiers stand under index key %(index)s now.")
DROPPED = msgid("Nothing bears key %(keys)s any more; it was dropped.")


def run(reader: Reader, also_index: bool, first: str | None, second: str | None) -> int:
    keepers, home = signed(reader, first, second), node_here().home
    rotation = Rotation(home, settings.NODE.profile, os.urandom, keepers.by, keepers.second, keepers.at)
    done = rotate(rotation, also_index=also_index)
    if reader.wants_json:
        print_json(answer(done))
        return 0
    click.echo(reader.say(SEALED, numbers=f"{done.numbers:,}", files=f"{done.files:,}", key=done.key))
    if done.identifiers:
        click.echo(reader.say(INDEXED, identifiers=f"{done.identifiers:,}", index=done.index))
    if done.dropped:
        click.echo(reader.say(DROPPED, keys=done.dropped))
    return 0


def answer(done: Rotated) -> dict[str, object]:
    return {
        "key": done.key,
        "numbers": done.numbers,
        "files": done.files,
        "index": done.index,
        "identifiers": done.identifiers,
        "dropped": list(done.dropped),
    }
