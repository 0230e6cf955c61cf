"""`baigong load`: a package into the node."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import declared
from baigong.faces.cli.parameters import DECLARE, FAULTY, SENDER

command = declared(
    "load",
    click.Argument(["package"]),
    DECLARE,
    click.Option(["--findings"], metavar="FILE.csv", help=msgid("Write all findings to a CSV file.")),
    FAULTY,
    SENDER,
    help=msgid("Load a package or a spreadsheet into the node; faulty rows are named and kept out."),
    work="baigong.faces.cli.loading",
    on_node=True,
)
