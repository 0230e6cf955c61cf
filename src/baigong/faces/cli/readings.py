"""`baigong readings`: the node's figures, kept by vintage."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import Command, ProgramHelp, declared


class Readings(ProgramHelp, click.Group):
    """The group of what can be done with readings."""


def reading(name: str, *params: click.Parameter, help: str) -> Command:
    return declared(name, *params, help=help, work=f"baigong.faces.cli.readings_{name}", on_node=True)


LANGUAGE = click.Option(
    ["--lang"], type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en.")
)
NUMBER = click.Argument(["number"], type=int)
command = Readings(
    "readings", params=[LANGUAGE], help=msgid("The node's figures by vintage: take, list, show, compare.")
)
for part in (
    reading(
        "take",
        click.Option(["--on"], metavar="D", help=msgid("The day of the stock; today if left out.")),
        click.Option(["--known"], metavar="T", help=msgid("As known at an instant; a bare day means its end.")),
        help=msgid("Count the node's figures and keep them as a new reading."),
    ),
    reading("list", help=msgid("List the readings, the last first.")),
    reading(
        "show",
        NUMBER,
        click.Option(["--by"], metavar="LIST", default="total", help=msgid("One breakdown that readings keep.")),
        help=msgid("Show a reading's table."),
    ),
    reading(
        "changes",
        NUMBER,
        click.Argument(["previous"], type=int, required=False),
        help=msgid("Show what changed since an earlier reading, and why."),
    ),
    reading("check", NUMBER, help=msgid("Count a reading again as it was sealed; exit 1 if a cell differs.")),
):
    command.add_command(part)
