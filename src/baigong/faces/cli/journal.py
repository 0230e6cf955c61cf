"""`baigong journal`: whether the journal still says what was written, and what that is."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import ProgramHelp, declared


class Journal(ProgramHelp, click.Group):
    """The group of what can be done with the journal."""


LANGUAGE = click.Option(
    ["--lang"], type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en.")
)
command = Journal("journal", params=[LANGUAGE], help=msgid("The journal of all acts: verify it, read it."))
command.add_command(
    declared(
        "verify",
        click.Option(
            ["--head"], metavar="N:DIGEST", help=msgid("Also hold it against a head that was written down earlier.")
        ),
        help=msgid("Reckon the seals anew over every line; exit 1 if one does not hold."),
        work="baigong.faces.cli.journal_verified",
        on_node=True,
    )
)
command.add_command(
    declared(
        "show",
        click.Option(["--region"], help=msgid("Lines of this region only.")),
        click.Option(["--act"], default="", help=msgid("Lines of this act only, such as authority.invite_account.")),
        click.Option(["--subject"], default="", help=msgid("Lines on this only, such as registry.person/17.")),
        click.Option(["--actor"], default="", help=msgid("Lines by this one only, such as account/5.")),
        click.Option(["--after"], type=int, help=msgid("Go on below this line.")),
        click.Option(
            ["--limit"], metavar="N", type=click.IntRange(1, 200), default=50, help=msgid("How many lines at most.")
        ),
        help=msgid("Show lines, newest first; that somebody read them becomes a line itself."),
        work="baigong.faces.cli.journal_shown",
        on_node=True,
    )
)
