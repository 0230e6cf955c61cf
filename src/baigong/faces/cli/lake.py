"""`baigong lake build`: packages into the counting layout."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import ProgramHelp, declared
from baigong.faces.cli.parameters import DECLARE, KEY


class Lake(ProgramHelp, click.Group):
    """The group of what can be done with lakes; its language is read from the words themselves, as the program's is."""


LANGUAGE = click.Option(
    ["--lang"], type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en.")
)
command = Lake("lake", params=[LANGUAGE], help=msgid("Bring packages into the counting layout."))
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
