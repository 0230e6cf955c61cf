"""`baigong accounts`: the way in on a fresh node, and when nobody else can help; done by the operator, journaled."""

import click

from baigong.core.text import msgid
from baigong.faces.cli.command import Command, ProgramHelp, declared


class Accounts(ProgramHelp, click.Group):
    """The group of what can be done with accounts."""


LANGUAGE = click.Option(
    ["--lang"], type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en.")
)
NAME = ["username"]
REASON = click.Option(["--reason"], required=True, help=msgid("Why; it stands in the journal."))
command = Accounts("accounts", params=[LANGUAGE], help=msgid("Accounts: invite, list, suspend; for emergencies."))


def _add(name: str, *params: click.Parameter, help: str) -> None:
    work = f"baigong.faces.cli.accounts_{name.replace('-', '_')}"
    made: Command = declared(name, *params, help=help, work=work, on_node=True)
    command.add_command(made)


_add(
    "invite",
    click.Argument(NAME),
    click.Option(["--role"], required=True, help=msgid("What she will be, such as security_administrator.")),
    click.Option(["--region"], default="00", help=msgid("Whose office she will be in; 00 is the ministry's.")),
    click.Option(["--organisation"], default="", help=msgid("The credit code she will act for, instead of an office.")),
    click.Option(["--name"], help=msgid("Her full name.")),
    help=msgid("Invite somebody; the code is shown once. An office that is missing is opened."),
)
_add("list", help=msgid("List the accounts."))
_add("suspend", click.Argument(NAME), REASON, help=msgid("Suspend an account: it is signed out at once."))
_add("reinstate", click.Argument(NAME), REASON, help=msgid("Let a suspended account sign in again."))
_add("renew", click.Argument(NAME), help=msgid("Give somebody who lost her password a code to set another."))
_add("reset-factor", click.Argument(NAME), REASON, help=msgid("Forget the second factor that somebody lost."))
