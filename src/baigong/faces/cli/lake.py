"""`baigong lake build`: packages into the counting layout."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import ProgramHelp, declared
from baigong.faces.cli.parameters import DECLARE, KEY


class Lake(ProgramHelp, click.Group):
    pass


command = Lake("lake", help=msgid("Bring packages into the counting layout."))
command.add_command(
    declared(
        "build",
        click.Argument(["packages"], nargs=-1, required=True, metavar="PACKAGE... DIR"),
        KEY,
        DECLARE,
        help=msgid("Read packages in order and build a lake in DIR."),
        work="baigong.faces.cli.laking",
    )
)
