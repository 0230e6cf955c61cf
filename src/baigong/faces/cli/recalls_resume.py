"""The work of `baigong recalls resume`: what the worker does with a recall that was decided, now and here."""

from datetime import UTC, datetime

import click

from baigong.apps.authority.actor import operator
from baigong.apps.certificates.actions import void_recalled
from baigong.apps.certificates.queries.recalls import recall_to_act_on
from baigong.core.refusal import Refusal
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.node import user
from baigong.faces.cli.recalls_list import told
from baigong.faces.cli.recalls_show import recall_asked

DONE = msgid("Recall %(recall)s is carried out: %(count)s certificates are void.")


class NotDecided(Refusal):
    code = "command.recall_not_decided"
    sentence = msgid(
        "Recall %(recall)s waits for nothing here, its state is: %(state)s. Only what three decided is carried out."
    )


def run(reader: Reader, number: int) -> int:
    one, row = recall_asked(number), recall_to_act_on(WHOLE, number)
    if row is None or one.state != "decided":
        raise NotDecided(recall=number, state=one.state_title)
    voided = void_recalled(row, by=operator(user()), at=datetime.now(UTC))
    if reader.wants_json:
        print_json(told(recall_asked(number)) | {"voided_now": voided})
    else:
        click.echo(reader.say(DONE, recall=number, count=f"{voided:,}"))
    return 0
