"""The work of `baigong upgrade`: a backup, the migrations, the proof."""

from datetime import UTC, datetime
from pathlib import Path

import click
from django.conf import settings
from django.core.management import call_command

from baigong.apps.authority.actor import operator
from baigong.apps.authority.keeping import upgrade
from baigong.apps.exchange.rotating import loads_waiting
from baigong.apps.journal.sealing import Verified, seal_lines, verify_journal
from baigong.core.text import msgid
from baigong.faces.cli.backing import kept_before
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.node import HalfRestored, has_records, pending, prepare, user
from baigong.faces.cli.serving import served_alone
from baigong.faces.here import node_here
from baigong.faces.version import VERSION

NOTHING = msgid("The node is of this version (%(version)s) already; nothing was done.")
UPGRADED = msgid(
    "%(count)s migrations were made; the journal's %(lines)s lines hold. As it was, the node is kept in “%(file)s”."
)
BROKEN = msgid("The journal does not hold: seals %(broken)s are broken. As it was, the node is kept in “%(file)s”.")


def run(reader: Reader) -> int:
    if node_here().home.unfinished.exists():
        raise HalfRestored
    with served_alone(settings.NODE):
        if not has_records():
            prepare()
        names = [f"{migration.app_label}.{migration.name}" for migration, _ in pending()]
        return _upgrade(reader, names) if names else _show_nothing(reader)


def _upgrade(reader: Reader, names: list[str]) -> int:
    at = datetime.now(UTC)
    with loads_waiting():
        before = kept_before("upgrade", at)
        call_command("migrate", verbosity=0, interactive=False)
        verified = verify_journal()
        upgrade({"to": VERSION, "migrations": names, "broken": list(verified.broken)}, by=operator(user()), at=at)
        seal_lines(at=at)
    return _show(reader, names, verified, before)


def _show_nothing(reader: Reader) -> int:
    if reader.wants_json:
        print_json({"version": VERSION, "migrations": []})
    else:
        click.echo(reader.say(NOTHING, version=VERSION))
    return 0


def _show(reader: Reader, names: list[str], verified: Verified, before: Path) -> int:
    broken = list(verified.broken)
    if reader.wants_json:
        told = {"migrations": names, "lines": verified.lines, "broken": broken, "before": str(before)}
        print_json({"version": VERSION, **told})
    elif broken:
        click.echo(reader.say(BROKEN, broken=broken, file=str(before)))
    else:
        click.echo(reader.say(UPGRADED, count=len(names), lines=f"{verified.lines:,}", file=str(before)))
    return 1 if broken else 0
