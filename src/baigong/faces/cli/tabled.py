"""A list as a person reads it on a terminal, and as a file for a spreadsheet."""

from collections.abc import Sequence
from pathlib import Path

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import Reader
from baigong.faces.cli.fresh import fresh_file
from baigong.faces.cli.lines import aligned
from baigong.faces.cli.verifying_written import WRITERS, refuse_unless_new

NOTHING = msgid("Nothing was found.")
MORE = msgid("%(count)s more are not shown; -o FILE.xlsx writes all of them.")
WRITTEN = msgid("The list stands in %(file)s.")

Rows = Sequence[Sequence[str]]


def refuse_taken(output: str | None) -> None:
    """Before any work is done."""
    if output:
        refuse_unless_new(Path(output))


def written(reader: Reader, output: str | None, heads: Sequence[str], rows: Rows) -> None:
    if output:
        with fresh_file(Path(output)) as file:
            WRITERS[Path(output).suffix.lower()](file, [reader.say(head) for head in heads], iter(rows))


def listed(reader: Reader, heads: Sequence[str], rows: Rows, *, most: int, output: str | None) -> None:
    """The first of them, how many more there are, and where all of them stand."""
    if rows:
        click.echo("\n".join(aligned([[reader.say(head) for head in heads], *rows[:most]])))
    else:
        click.echo(reader.say(NOTHING))
    if len(rows) > most and not output:
        click.echo(reader.say(MORE, count=f"{len(rows) - most:,}"))
    if output:
        click.echo(reader.say(WRITTEN, file=output))
