"""`baigong merges find`: rows of the node that may be one person."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import ProgramHelp, declared


class Merges(ProgramHelp, click.Group):
    """The group of what can be done about doubled persons; its language is read from the words themselves."""


LANGUAGE = click.Option(
    ["--lang"], type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en.")
)
command = Merges("merges", params=[LANGUAGE], help=msgid("Persons who stand in the register twice."))
command.add_command(
    declared(
        "find",
        help=msgid("Compare all persons and keep those pairs that may be one, for people to decide."),
        work="baigong.faces.cli.merges_find",
        on_node=True,
    )
)
