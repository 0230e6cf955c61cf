"""`baigong check`: read a package or a spreadsheet and report."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import declared
from baigong.faces.cli.parameters import DECLARE, FAULTY, SENDER

command = declared(
    "check",
    click.Argument(["package"]),
    DECLARE,
    click.Option(["--findings"], metavar="FILE.csv", help=msgid("Write all findings to a CSV file.")),
    FAULTY,
    SENDER,
    help=msgid("Read a package or a spreadsheet and report every faulty row."),
    work="baigong.faces.cli.checking",
)
