"""`baigong serve`: the node, until it is told to stop."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import declared

command = declared(
    "serve",
    click.Option(["--demo", "is_demo"], is_flag=True, help=msgid("Open a synthetic province, labelled as such.")),
    click.Option(
        ["--port"],
        type=click.IntRange(0, 65535),
        metavar="N",
        help=msgid("The port to listen on, 0 for any free one; BAIGONG_PORT, or 8000, if left out."),
    ),
    click.Option(["--no-worker"], is_flag=True, help=msgid("Leave the jobs to another machine's worker.")),
    help=msgid("Start the node: database, web and worker; Ctrl-C or SIGTERM stops them in order."),
    work="baigong.faces.cli.serving",
)
