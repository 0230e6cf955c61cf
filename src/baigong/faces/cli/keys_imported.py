"""The work of `baigong keys import`."""

from datetime import UTC, datetime
from pathlib import Path

import click

from baigong.apps.authority.actor import operator
from baigong.apps.authority.keeping import import_keys
from baigong.apps.exchange.rotating import bears_anything
from baigong.core.scope import WHOLE
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.fresh import read_file
from baigong.faces.cli.node import user
from baigong.faces.cli.signing import PASSPHRASE, secret
from baigong.faces.here import node_here
from baigong.ground.vault.keyring import merged, write_keyring
from baigong.ground.vault.passphrase import opened_keyring

BROUGHT = msgid("The keyring has sealing keys %(sealing)s now, and index key %(index)s.")


def run(reader: Reader, file: str) -> int:
    text = read_file(Path(file)).decode("utf-8", errors="replace")
    given = opened_keyring(text, secret(reader.say(PASSPHRASE)), name=file)
    node = node_here()
    keyring = merged(node.keyring, given) if bears_anything(WHOLE, node.home) else given
    write_keyring(keyring, node.home.keyring)
    told = {"sealing": sorted(keyring.sealing), "index": keyring.index_id}
    import_keys(told, by=operator(user()), at=datetime.now(UTC))
    if reader.wants_json:
        print_json(told)
    else:
        click.echo(reader.say(BROUGHT, **told))
    return 0
