"""`baigong recalls`: recalls of certificates, what they do to every figure; one that stands still is carried out.

They are opened, answered and decided by people on the pages and by the API: no one alone decides it, at no machine.
"""

import click

from baigong.apps.certificates.recall_states import RECALL
from baigong.core.text import msgid
from baigong.faces.cli.command import Command, ProgramHelp, declared
from baigong.faces.cli.parameters import OUTPUT


class Recalls(ProgramHelp, click.Group):
    """The group of what can be done with recalls at the machine."""


def part(name: str, *params: click.Parameter, help: str) -> Command:
    return declared(name, *params, help=help, work=f"baigong.faces.cli.recalls_{name}", on_node="that is there")


LANGUAGE = click.Option(
    ["--lang"], type=click.Choice(["zh", "en"]), help=msgid("The language of the answer: zh or en.")
)
NUMBER = click.Argument(["number"], type=int)
STATES = click.Choice([state for state, _ in RECALL.states])
command = Recalls("recalls", params=[LANGUAGE], help=msgid("Recalls of certificates: list, show, resume."))
for one in (
    part(
        "list",
        click.Option(["--state"], type=STATES, help=msgid("Recalls in this state only.")),
        OUTPUT,
        help=msgid("List the recalls, the last first."),
    ),
    part("show", NUMBER, OUTPUT, help=msgid("Show a recall: what it does to every figure, and its certificates.")),
    part("resume", NUMBER, help=msgid("Carry out a recall that was decided, when its job stands still.")),
):
    command.add_command(one)
