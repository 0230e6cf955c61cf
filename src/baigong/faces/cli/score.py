"""`baigong score`: count the four series."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import declared
from baigong.faces.cli.parameters import DECLARE, SENDER

command = declared(
    "score",
    click.Argument(["package"], required=False),
    click.Option(["--on"], metavar="D", help=msgid("The day of the stock; today if left out.")),
    click.Option(["--from", "first"], metavar="A", help=msgid("The first day of the period; the plan's if left out.")),
    click.Option(
        ["--to", "last"], metavar="B", help=msgid("The last day of the period; the day of the stock if left out.")
    ),
    click.Option(["--known"], metavar="T", help=msgid("As known at an instant; a bare day means its end.")),
    click.Option(["--by"], metavar="LIST", default="", help=msgid("Break down by a comma list, such as region,level.")),
    click.Option(["--region"], metavar="R", help=msgid("Only a region of today, by 2, 4 or 6 digits.")),
    click.Option(
        ["--provable"],
        is_flag=True,
        help=msgid("Say too how far the certificates behind each count can be proved, in four parts."),
    ),
    DECLARE,
    SENDER,
    help=msgid("Count the four series of a package, or of the node where none is named."),
    work="baigong.faces.cli.scoring",
)
