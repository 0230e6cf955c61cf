"""The work of `baigong backup`, and the backups that other commands take before they change much."""

import os
from datetime import UTC, datetime
from pathlib import Path

import click
from django.conf import settings

from baigong.apps.authority.actor import operator
from baigong.apps.authority.keeping import back_up, sealed_head
from baigong.apps.exchange.rotating import loads_waiting
from baigong.apps.journal.sealing import seal_lines
from baigong.core.text import msgid
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.fresh import fresh_file
from baigong.faces.cli.node import user
from baigong.faces.here import node_here
from baigong.faces.version import VERSION
from baigong.ground.backup.manifest import Manifest
from baigong.ground.backup.programs import programs_for
from baigong.ground.backup.writing import Source, write_backup

WRITTEN = msgid(
    "“%(file)s” holds the node as of %(created)s: %(rows)s rows in %(tables)s tables, and %(files)s files. The "
    "journal's last seal is %(head)s; keep it apart. The keys are not in it: export them with “baigong keys export”."
)


def run(reader: Reader, file: str) -> int:
    at, backup = datetime.now(UTC), os.urandom(8).hex()
    with loads_waiting():
        back_up({"backup": backup}, by=operator(user()), at=at)
        seal_lines(at=at)
        manifest = written(Path(file), backup, at)
    if reader.wants_json:
        print_json(answer(file, manifest))
    else:
        click.echo(
            reader.say(
                WRITTEN,
                file=file,
                created=manifest.created,
                rows=f"{sum(manifest.rows.values()):,}",
                tables=len(manifest.rows),
                files=len(manifest.parts) - 1,
                head=manifest.head,
            )
        )
    return 0


def written(path: Path, backup: str, at: datetime) -> Manifest:
    """A backup of the node as it is, in a fresh file."""
    node, (seals, head) = node_here(), sealed_head()
    manifest = Manifest(
        id=backup,
        version=VERSION,
        created=at.isoformat(timespec="seconds"),
        region=node.region,
        key=node.keyring.current,
        index=node.keyring.index_id,
        seals=seals,
        head=head,
        migrations=(),
        rows={},
    )
    source = Source(programs_for(settings.NODE.url), node.home, node.keyring, node.random)
    with fresh_file(path) as target:
        return write_backup(source, target, manifest)


def kept_before(what: str, at: datetime) -> Path:
    """A backup in the node's own folder, before `what` is done to it."""
    folder = node_here().home.backups
    folder.mkdir(exist_ok=True, mode=0o700)
    path = folder / f"before-{what}-{at:%Y%m%dT%H%M%S}-{os.urandom(2).hex()}.baigong"
    written(path, os.urandom(8).hex(), at)
    return path


def answer(file: str, manifest: Manifest) -> dict[str, object]:
    return {
        "file": file,
        "backup": manifest.id,
        "created": manifest.created,
        "version": manifest.version,
        "rows": dict(manifest.rows),
        "files": len(manifest.parts) - 1,
        "seals": manifest.seals,
        "head": manifest.head,
    }
