"""`baigong certificates`: what every door answers about one certificate, by its number; never its holder's name."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import ProgramHelp, declared


class Certificates(ProgramHelp, click.Group):
    """The group of what can be asked about certificates at the machine."""


LANGUAGE = click.Option(
    ["--lang"], type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en.")
)
command = Certificates("certificates", params=[LANGUAGE], help=msgid("What every door says of a certificate."))
command.add_command(
    declared(
        "show",
        click.Argument(["number"]),
        help=msgid("Show whether a certificate stands, at every door; exit 1 if it is not valid at one of them."),
        work="baigong.faces.cli.certificates_show",
        on_node="that is there",
    )
)
