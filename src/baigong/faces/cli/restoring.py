"""The work of `baigong restore`: everything is checked, then everything is replaced, then everything is proved."""

from pathlib import Path
from tempfile import TemporaryDirectory

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.db.migrations.loader import MigrationLoader

from baigong.apps.authority.actor import operator
from baigong.apps.authority.keeping import restore
from baigong.apps.exchange.rotating import loads_waiting
from baigong.apps.journal.sealing import Verified, seal_lines, verify_journal
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.faces.cli.backing import kept_before
from baigong.faces.cli.command import Reader, print_json
from baigong.faces.cli.node import has_records, pending, prepare, user
from baigong.faces.cli.serving import served_alone
from baigong.faces.cli.signing import Signed, signed
from baigong.faces.here import node_here
from baigong.ground.backup.manifest import Manifest
from baigong.ground.backup.programs import programs_for
from baigong.ground.backup.reading import Backup, OtherKeys, opened_backup
from baigong.ground.backup.restoring import restore_database, swap_files
from baigong.ground.vault.keyring import write_keyring

RESTORED = msgid(
    "The node is as it was at %(created)s: %(rows)s rows, the same as then; %(lines)s lines of its journal hold, up to "
    "seal %(head)s."
)
BROKEN = msgid("The journal that was restored does not hold: seals %(broken)s are broken.")
BEFORE = msgid("What the node held before is kept in “%(file)s”.")


class NotEmpty(Refusal):
    code = "restore.not_empty"
    sentence = msgid(
        "This node holds records. Restore into an empty one (another BAIGONG_HOME), or say --replace; then what it "
        "holds is backed up first."
    )


class NewerBackup(Refusal):
    code = "restore.newer"
    sentence = msgid("The backup was taken by baigong %(version)s, which is newer than this one; install that version.")


def run(reader: Reader, file: str, replace: bool, first: str | None, second: str | None) -> int:
    node = node_here()
    with served_alone(settings.NODE):
        is_half = node.home.unfinished.exists()
        if not is_half:
            prepare()
        if (is_half or has_records()) and not replace:
            raise NotEmpty
        keepers = signed(reader, first, second)
        with opened_backup(Path(file), node.keyring) as backup:
            _refuse_unfit(backup)
            before = kept_before("restore", keepers.at) if has_records() and not is_half else None
            with loads_waiting():
                _replace(backup)
            verified = _proved(backup.manifest, keepers)
            return _show(reader, backup.manifest, verified, before)


def _refuse_unfit(backup: Backup) -> None:
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if not known.issuperset(backup.manifest.migrations):
        raise NewerBackup(version=backup.manifest.version)
    if backup.keyring.index_named(backup.manifest.index) is None:
        raise OtherKeys(name=str(backup.path), key=backup.manifest.key)


def _replace(backup: Backup) -> None:
    """A mark stands for as long as database and files may be of two nodes."""
    home, programs = node_here().home, programs_for(settings.NODE.url)
    home.scratch.mkdir(exist_ok=True, mode=0o700)
    with TemporaryDirectory(dir=home.scratch) as folder:
        backup.pour_files(Path(folder))
        home.unfinished.touch()
        restore_database(backup, programs, Path(folder))
        swap_files(home, Path(folder))
    index = backup.keyring.index_named(backup.manifest.index)
    assert index is not None
    write_keyring(backup.keyring.indexed_by(index), home.keyring)
    home.unfinished.unlink()


def _proved(manifest: Manifest, keepers: Signed) -> Verified:
    """The database has proved its rows; here the journal is reckoned anew, from its first line."""
    connections.close_all()
    if pending():
        call_command("migrate", verbosity=0, interactive=False)
    verified = verify_journal()
    told = {
        "backup": manifest.id,
        "created": manifest.created,
        "signed": [one.name for one in (keepers.by, keepers.second) if one],
        "broken": list(verified.broken),
    }
    restore(told, by=operator(user()), at=keepers.at)
    seal_lines(at=keepers.at)
    return verified


def _show(reader: Reader, manifest: Manifest, verified: Verified, before: Path | None) -> int:
    rows = sum(manifest.rows.values())
    if reader.wants_json:
        print_json(
            {
                "backup": manifest.id,
                "created": manifest.created,
                "rows": dict(manifest.rows),
                "lines": verified.lines,
                "head": verified.head,
                "broken": list(verified.broken),
                "before": str(before) if before else None,
            }
        )
    else:
        told = {"created": manifest.created, "rows": f"{rows:,}", "lines": f"{verified.lines:,}"}
        click.echo(reader.say(RESTORED, **told, head=verified.head))
        if verified.broken:
            click.echo(reader.say(BROKEN, broken=verified.broken))
        if before:
            click.echo(reader.say(BEFORE, file=str(before)))
    return 1 if verified.broken or verified.head != manifest.head else 0
