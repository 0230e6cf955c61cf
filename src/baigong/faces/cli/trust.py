"""`baigong trust`: the pack by which certificates are verified, looked at, fetched and kept."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import ProgramHelp, declared


class TrustGroup(ProgramHelp, click.Group):
    """The group of what can be done with trust packs."""


LANGUAGE = click.Option(
    ["--lang"], type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en.")
)
command = TrustGroup("trust", params=[LANGUAGE], help=msgid("The trust pack of “verify”: show one, fetch and keep it."))
command.add_command(
    declared(
        "show",
        click.Argument(["pack"], metavar="DIR|ZIP", required=False),
        help=msgid("Show whom a trust pack trusts, and how old it is; without a name, the one that is kept."),
        work="baigong.faces.cli.trust_shown",
    )
)
command.add_command(
    declared(
        "fetch",
        click.Argument(["place"], metavar="URL|ZIP"),
        click.Option(
            ["--key"],
            metavar="NOTEKEY",
            required=True,
            help=msgid("The publisher's public key, name+hash+base64, from somebody other than the address above."),
        ),
        help=msgid("Fetch a trust pack, check that the key signed it, and keep it for “verify”."),
        work="baigong.faces.cli.trust_fetched",
    )
)
