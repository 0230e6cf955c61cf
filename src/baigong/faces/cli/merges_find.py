"""The work of `baigong merges find`."""

from datetime import UTC, datetime

import click

from baigong.apps.authority.actor import operator
from baigong.apps.certificates.likenesses import find
from baigong.apps.registry.actions import record_candidates
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.node import user
from baigong.faces.here import node_here


def run(reader: Reader) -> int:
    found = find(node_here().keyring)
    new = record_candidates(found, by=operator(user()), at=datetime.now(UTC))
    if reader.wants_json:
        print_json({"found": len(found), "new": new})
    else:
        said = msgid("%(found)s pairs may be one person, %(new)s of them new; they wait to be looked at.")
        click.echo(reader.say(said, found=len(found), new=new))
    return 0
