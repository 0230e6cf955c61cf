"""The work of `baigong keys show`."""

import click

from baigong.apps.exchange.rotating import Shown, shown_keys
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.here import node_here

SEALING = msgid("Sealing key %(id)s (%(profile)s, %(current)s): %(numbers)s numbers, %(files)s files")
INDEX = msgid("Index key %(id)s (%(profile)s, %(current)s): %(fingerprint)s")
CURRENT, OLD = msgid("in use"), msgid("old")


def run(reader: Reader) -> int:
    shown = shown_keys(WHOLE, node_here().home)
    if reader.wants_json:
        print_json(answer(shown))
        return 0
    words = {True: reader.say(CURRENT), False: reader.say(OLD)}
    for key in shown.sealing:
        click.echo(
            reader.say(
                SEALING,
                id=key.id,
                profile=key.profile,
                numbers=f"{key.numbers:,}",
                files=f"{key.files:,}",
                current=words[key.is_current],
            )
        )
    for index in shown.indexing:
        click.echo(
            reader.say(
                INDEX,
                id=index.id,
                profile=index.profile,
                fingerprint=index.fingerprint,
                current=words[index.is_current],
            )
        )
    return 0


def answer(shown: Shown) -> dict[str, object]:
    return {
        "sealing": [
            {
                "id": key.id,
                "profile": key.profile,
                "numbers": key.numbers,
                "files": key.files,
                "current": key.is_current,
            }
            for key in shown.sealing
        ],
        "indexing": [
            {"id": key.id, "profile": key.profile, "fingerprint": key.fingerprint, "current": key.is_current}
            for key in shown.indexing
        ],
    }
