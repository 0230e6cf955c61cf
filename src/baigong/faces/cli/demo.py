"""`baigong demo`: write a synthetic package."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import declared

command = declared(
    "demo",
    click.Argument(["folder"], metavar="DIR"),
    click.Option(
        ["--persons"],
        type=click.IntRange(1, 200_000_000),
        default=10_000,
        metavar="N",
        help=msgid("How many persons; 10,000 if left out."),
    ),
    click.Option(
        ["--seed"],
        type=click.IntRange(min=0),
        default=1,
        metavar="S",
        help=msgid("Where the random numbers begin; equal seeds give equal bytes. 1 if left out."),
    ),
    click.Option(
        ["--region"],
        default="00",
        metavar="CODE",
        help=msgid("00 for the nation (if left out), or a code of 2, 4 or 6 digits, such as 33."),
    ),
    click.Option(
        ["--format", "form"],
        type=click.Choice(["parquet", "csv", "xlsx"]),
        default="parquet",
        help=msgid("The files of the package: parquet (if left out), csv or xlsx."),
    ),
    help=msgid("Write a synthetic package of any size."),
    work="baigong.faces.cli.demonstrating",
)
