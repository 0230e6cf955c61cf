"""The work of `baigong keys export`."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click

from baigong.apps.authority.actor import operator
from baigong.apps.authority.keeping import export_keys
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.fresh import fresh_file
from baigong.faces.cli.node import user
from baigong.faces.cli.signing import PASSPHRASE, secret
from baigong.faces.here import node_here
from baigong.ground.vault.passphrase import sealed_keyring

WRITTEN = msgid(
    "“%(file)s” holds the keys, sealed under your passphrase. Keep it apart from the backups: whoever has both reads "
    "everything, and without it nobody does."
)


def run(reader: Reader, file: str) -> int:
    keyring = node_here().keyring
    text = sealed_keyring(keyring, secret(reader.say(PASSPHRASE)), random=os.urandom)
    with fresh_file(Path(file)) as target:
        target.write(text.encode())
    told = {"sealing": sorted(keyring.sealing), "index": keyring.index_id}
    export_keys(told, by=operator(user()), at=datetime.now(UTC))
    if reader.wants_json:
        print_json({"file": file, **told})
    else:
        click.echo(reader.say(WRITTEN, file=file))
    return 0
