"""`baigong restore`: a backup becomes the node."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import declared
from baigong.faces.cli.parameters import SIGNERS

command = declared(
    "restore",
    click.Argument(["file"]),
    click.Option(["--replace"], is_flag=True, help=msgid("Replace what this node holds; it is backed up first.")),
    *SIGNERS,
    help=msgid("Make a backup the node, and prove it; two keepers sign where the node has accounts."),
    work="baigong.faces.cli.restoring",
    on_node="as it is",
)
