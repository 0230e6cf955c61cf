"""Options that several commands share, and how their values are read."""

from collections.abc import Sequence

import click

from baigong.core.refusal import Refusal
from baigong.core.text import msgid

DECLARE = click.Option(
    ["--set", "declared"],
    multiple=True,
    metavar="COLUMN=VALUE",
    help=msgid("Declare a value for the whole file; it fills empty cells. May be repeated."),
)

FAULTY = click.Option(
    ["--faulty"],
    metavar="FILE.xlsx",
    help=msgid("Write the rows that were set aside, each with why, to be corrected and read again; .xlsx or .csv."),
)

SENDER = click.Option(
    ["--sender-key", "sender_keys"],
    multiple=True,
    metavar="FILE|KEY",
    help=msgid("The key that must have signed the package, or a file of keys, one a line. May be repeated."),
)

KEY = click.Option(
    ["--key", "key_file"],
    metavar="FILE",
    help=msgid("The key that names persons in the lake; without it one is made and kept beside the lake."),
)

OUTPUT = click.Option(
    ["-o", "--output"], metavar="OUT.csv|OUT.xlsx", help=msgid("Write the whole list to a new file as well.")
)

SIGNERS = (
    click.Option(["--first"], metavar="ACCOUNT", help=msgid("The account of the first of the two who sign.")),
    click.Option(["--second"], metavar="ACCOUNT", help=msgid("The account of the second of the two who sign.")),
)


class NoDeclaration(Refusal):
    code = "declared.form"
    sentence = msgid("“%(value)s” declares nothing; write it as COLUMN=VALUE, such as channel=identification.")


def declarations(declared: Sequence[str]) -> dict[str, str]:
    """`--set` as a mapping from column to value."""
    told = {}
    for word in declared:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise NoDeclaration(value=word)
        told[name.strip()] = value
    return told
