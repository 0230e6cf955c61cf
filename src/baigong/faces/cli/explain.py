"""`baigong explain`: a figure's birth certificate."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import declared
from baigong.faces.cli.parameters import DECLARE

command = declared(
    "explain",
    click.Argument(["words"], nargs=-1, required=True, metavar="[PACKAGE] FIGURE"),
    DECLARE,
    click.Option(
        ["--node", "of_node"], is_flag=True, help=msgid("For a target: count the node's own records beside it.")
    ),
    help=msgid("Show a figure's definition, its clause and its records."),
    work="baigong.faces.cli.explaining",
)
