"""The work of `baigong batches resume`: what the worker does with a batch that was decided, now and here."""

import os
from datetime import UTC, datetime

import click

from baigong.apps.authority.actor import operator
from baigong.apps.certificates.jobs import issue_rest
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.cli.batches_list import told
from baigong.faces.cli.batches_show import batch_asked
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.node import user

DONE = msgid("Batch %(batch)s is issued: %(now)s certificates were signed now, %(all)s in all.")


class NotBeingIssued(Refusal):
    code = "command.batch_not_being_issued"
    sentence = msgid(
        "Batch “%(batch)s” waits for no signature, its state is: %(state)s. Only what three decided is signed."
    )


def run(reader: Reader, key: str) -> int:
    before = batch_asked(key)
    if before.state != "issuing":
        raise NotBeingIssued(batch=before.key, state=before.state_title)
    issue_rest(before.id, random=os.urandom, by=operator(user()), at=datetime.now(UTC))
    after = batch_asked(key)
    if reader.wants_json:
        print_json(told(after) | {"signed_now": after.issued - before.issued})
    else:
        counts = {"now": f"{after.issued - before.issued:,}", "all": f"{after.issued:,}"}
        click.echo(reader.say(DONE, batch=after.key, **counts))
    return 0
