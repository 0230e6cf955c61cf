"""`baigong batches`: how far batches are on their way to certificates; one whose signing stands still goes on.

They are opened, audited and issued by people on the pages and by the API: no one alone decides it, at no machine.
"""

import click

from baigong.apps.certificates.states import BATCH
from baigong.core.text import msgid
from baigong.faces.cli.command import Command, ProgramHelp, declared
from baigong.faces.cli.parameters import OUTPUT


class Batches(ProgramHelp, click.Group):
    """The group of what can be done with batches at the machine."""


def part(name: str, *params: click.Parameter, help: str) -> Command:
    return declared(name, *params, help=help, work=f"baigong.faces.cli.batches_{name}", on_node="that is there")


LANGUAGE = click.Option(
    ["--lang"], type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en.")
)
KEY = click.Argument(["key"], metavar="BATCH")
STATES = click.Choice([state for state, _ in BATCH.states])
command = Batches("batches", params=[LANGUAGE], help=msgid("Batches on their way to certificates: list, show, resume."))
for one in (
    part(
        "list",
        click.Option(["--state"], type=STATES, help=msgid("Batches in this state only.")),
        click.Option(["--words"], default="", help=msgid("Batches with these words in number, session or body.")),
        OUTPUT,
        help=msgid("List the batches, the last first."),
    ),
    part("show", KEY, help=msgid("Show a batch: its steps, and how many of its certificates are signed.")),
    part("resume", KEY, help=msgid("Sign what a batch still lacks, when its job stands still; each certificate once.")),
):
    command.add_command(one)
