"""`baigong backup`: the node in one file."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import declared

command = declared(
    "backup",
    click.Argument(["file"]),
    help=msgid("Write the whole node to a file, sealed under its keys; the keys are not in it."),
    work="baigong.faces.cli.backing",
    on_node=True,
)
