"""`baigong kit`: write what is needed to test a verifier against ours."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import declared

command = declared(
    "kit",
    click.Argument(["folder"], metavar="DIR"),
    click.Option(
        ["--seed"],
        type=click.IntRange(min=0),
        default=1,
        metavar="S",
        help=msgid("Where the random numbers begin; equal seeds and days give equal bytes. 1 if left out."),
    ),
    click.Option(
        ["--on"], metavar="DAY", help=msgid("The day for which the answers hold; today in China if left out.")
    ),
    help=msgid("Write test keys, a trust pack and 300 credentials with known answers."),
    work="baigong.faces.cli.kit_written",
)
