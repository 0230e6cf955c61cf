"""`baigong verify`: whether a certificate may be relied on; offline, without an account."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import declared

command = declared(
    "verify",
    click.Argument(["files"], metavar="FILE…", nargs=-1, required=True),
    click.Option(
        ["--trust"],
        metavar="DIR|ZIP",
        help=msgid("The trust pack to judge by; with it nothing is fetched. Without it, the one that was kept."),
    ),
    click.Option(["--at"], metavar="INSTANT", help=msgid("Judge as of then, such as 2026-03-05T12:00:00+08:00.")),
    click.Option(["--offline"], is_flag=True, help=msgid("Fetch nothing, though the kept lists may be old.")),
    click.Option(
        ["-o", "--output"],
        metavar="OUT.csv|OUT.xlsx",
        help=msgid("Write the list with its answers to a new file."),
    ),
    help=msgid(
        "Verify certificates: files, texts of codes, pictures and PDFs with codes, or a list in a spreadsheet; "
        "- reads standard input."
    ),
    work="baigong.faces.cli.verifying",
)
