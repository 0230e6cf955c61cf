"""The answer of a command that has done one thing."""

import click

from baigong.core.refusal import Fault
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.words import both


def done(reader: Reader, sentence: str, **facts: object) -> int:
    if reader.wants_json:
        print_json({"done": both(Fault("done", sentence, facts))})
    else:
        click.echo(reader.say(sentence, **facts))
    return 0
