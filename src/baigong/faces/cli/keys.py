"""`baigong keys`: the node's keys, shown by their numbers, rotated, taken out, brought in."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import ProgramHelp, declared
from baigong.faces.cli.parameters import SIGNERS


class Keys(ProgramHelp, click.Group):
    """The group of what can be done with keys."""


LANGUAGE = click.Option(
    ["--lang"], type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en.")
)
command = Keys("keys", params=[LANGUAGE], help=msgid("The node's keys: show, rotate, export, import."))
command.add_command(
    declared(
        "show",
        help=msgid("Show which keys there are and what bears them; never a key."),
        work="baigong.faces.cli.keys_shown",
        on_node=True,
    )
)
command.add_command(
    declared(
        "rotate",
        click.Option(["--index", "also_index"], is_flag=True, help=msgid("Change the key of the blind index as well.")),
        *SIGNERS,
        help=msgid("Give the node a new key and seal everything anew under it; two keepers sign."),
        work="baigong.faces.cli.rotating",
        on_node=True,
    )
)
command.add_command(
    declared(
        "export",
        click.Argument(["file"]),
        help=msgid("Write the keys to a file, sealed under a passphrase."),
        work="baigong.faces.cli.keys_exported",
        on_node=True,
    )
)
command.add_command(
    declared(
        "import",
        click.Argument(["file"]),
        help=msgid("Bring exported keys into this node's keyring."),
        work="baigong.faces.cli.keys_imported",
        on_node=True,
    )
)
