"""`baigong template`: an empty spreadsheet to fill in."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import declared

command = declared(
    "template",
    click.Argument(["table"], metavar="TABLE"),
    click.Argument(["file"], metavar="FILE.xlsx"),
    help=msgid(
        "Write an empty spreadsheet of a table, with headings, notes and drop-downs; TABLE is its name or its title."
    ),
    work="baigong.faces.cli.templating",
)
