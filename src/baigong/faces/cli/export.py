"""`baigong export`: the node's records as a package."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import declared

command = declared(
    "export",
    click.Argument(["folder"], metavar="DIR"),
    click.Option(["--region"], metavar="R", help=msgid("Only a region of today; the node's own if left out.")),
    click.Option(
        ["--since"],
        type=click.IntRange(1),
        metavar="SEQ",
        help=msgid("Only what changed since the export of that sequence number."),
    ),
    click.Option(["--keyed/--raw", "is_keyed"], default=True, help=msgid("Name persons by keys, or by their numbers.")),
    click.Option(
        ["--reason"], default="", metavar="TEXT", help=msgid("What raw records are for and who receives them.")
    ),
    help=msgid("Write the node's records as a package, in full or what changed; a DIR that ends in .zip is one file."),
    work="baigong.faces.cli.exporting",
    on_node=True,
)
