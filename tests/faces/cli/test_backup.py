"""Backups, by really restoring them: everything comes back and proves it, or nothing is touched."""

import io
import json
import os
import zipfile
from pathlib import Path

import psycopg
import pytest
from django.core.management import call_command

from baigong.apps.authority.models import Account
from baigong.apps.exchange.here import node_here
from baigong.apps.journal.models import Line
from baigong.apps.journal.sealing import verify_journal
from baigong.apps.registry.models import Identifier, Person
from baigong.apps.registry.numbers import number_of
from baigong.faces.cli import restoring
from baigong.ground.backup import restoring as database
from baigong.ground.node.home import home_at
from baigong.ground.node.server import running
from baigong.ground.vault.keyring import fresh_keyring, write_keyring
from cast import PASSWORD
from contract.program import asked, assert_refused
from faults.served import told

WORDS = ("--on", "2025-12-31", "--by", "region,level")


@pytest.fixture
def loaded(node, province):
    assert asked("load", province).code in {0, 1}
    return node


@pytest.fixture
def backup(loaded, tmp_path) -> Path:
    file = tmp_path / "node.baigong"
    assert asked("backup", file).code == 0
    return file


def emptied() -> None:
    """The node as it is before anything was ever done on it."""
    call_command("flush", verbosity=0, interactive=False)
    for folder in ("kept", "uploads"):
        for path in (node_here().home.folder / folder).rglob("*.*"):
            path.unlink()


def figures():
    return asked("score", *WORDS).json["rows"]


def signing(monkeypatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_a_backup_says_what_it_holds_and_the_journal_who_took_it(loaded, tmp_path):
    answer = asked("backup", tmp_path / "node.baigong").json

    assert answer["rows"]["registry_identifier"] == Identifier.objects.count()
    assert answer["head"] == verify_journal().head
    line = Line.objects.get(act="authority.back_up")
    assert (line.actor[:9], line.facts["backup"]) == ("operator/", answer["backup"])


def test_a_backup_holds_neither_keys_nor_anything_in_clear(backup):
    content, keyring = backup.read_bytes(), node_here().keyring
    person = Person.objects.exclude(name=None).first()
    number = number_of(Identifier.objects.exclude(number=None).first(), keyring)

    assert number.encode() not in content
    assert person.name.encode() not in content
    for key in (*keyring.sealing.values(), *keyring.indexing.values()):
        assert key.secret not in content
        assert key.secret.hex().encode() not in content
    assert backup.stat().st_mode & 0o777 == 0o600


def test_a_backup_never_replaces_a_file(backup):
    before = backup.read_bytes()

    assert_refused(asked("backup", backup))
    assert backup.read_bytes() == before


def test_a_restored_node_is_the_node_that_was(backup, province):
    before, lines = figures(), list(Line.objects.order_by("id").values_list("act", flat=True))
    emptied()

    answer = asked("restore", backup)

    assert answer.code == 0
    assert answer.json["broken"] == []
    assert figures() == before
    assert list(Line.objects.order_by("id").values_list("act", flat=True)) == [*lines, "authority.restore"]
    assert verify_journal().broken == ()
    again = asked("load", province).json
    assert sum(one["accepted"] + one["amended"] for one in again["tables"].values()) == 0


def test_the_journal_of_a_restored_node_says_what_it_was_restored_from(backup):
    taken = Line.objects.get(act="authority.back_up").facts["backup"]
    emptied()

    asked("restore", backup)

    assert Line.objects.get(act="authority.restore").facts["backup"] == taken


def test_a_node_with_records_is_not_replaced_unasked(backup):
    answer = asked("restore", backup)

    assert_refused(answer)
    assert answer.json["refusal"]["code"] == "restore.not_empty"


def test_what_is_replaced_is_kept_and_can_be_restored_as_well(backup):
    before, persons = figures(), Person.objects.count()
    Person.objects.update(name="somebody else")

    answer = asked("restore", backup, "--replace")

    assert answer.code == 0
    assert figures() == before
    assert not Person.objects.filter(name="somebody else").exists()
    assert asked("restore", answer.json["before"], "--replace").code == 0
    assert Person.objects.filter(name="somebody else").count() == persons


def test_with_accounts_two_keepers_restore(loaded, tmp_path, cast, monkeypatch):
    asked("backup", tmp_path / "node.baigong")
    alone = asked("restore", tmp_path / "node.baigong", "--replace")
    signing(monkeypatch, PASSWORD, PASSWORD)

    answer = asked(
        "restore", tmp_path / "node.baigong", "--replace", "--first", "security", "--second", "system"
    )  # fmt: skip

    assert alone.json["refusal"]["code"] == "authority.not_two_keepers"
    assert answer.code == 0
    assert Line.objects.get(act="authority.restore").facts["signed"] == [cast.security.name, cast.system.name]
    assert Account.objects.filter(username="lan").exists()


@pytest.mark.parametrize("at", [0.02, 0.3, 0.6, 0.9])
def test_a_damaged_backup_is_refused_and_nothing_is_touched(backup, at):
    content = bytearray(backup.read_bytes())
    content[int(len(content) * at)] ^= 0xFF
    backup.write_bytes(content)
    lines = Line.objects.count()

    assert_refused(asked("restore", backup, "--replace"))

    assert Line.objects.count() == lines
    assert not node_here().home.unfinished.exists()


def rewritten(backup: Path, **cells: object) -> None:
    """The open manifest says something else than the sealed one."""
    with zipfile.ZipFile(backup) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    manifest = {**json.loads(entries["manifest.json"]), **cells}
    entries["manifest.json"] = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    with zipfile.ZipFile(backup, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name, content)


def test_an_altered_manifest_is_refused(backup):
    rewritten(backup, created="2020-01-01T00:00:00+00:00")

    assert asked("restore", backup, "--replace").json["refusal"]["code"] == "backup.damaged"


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no backup"])
def test_what_is_no_backup_is_refused(loaded, tmp_path, content):
    (tmp_path / "other").write_bytes(content)

    assert asked("restore", tmp_path / "other", "--replace").json["refusal"]["code"] == "backup.no_backup"


def test_a_backup_under_keys_that_the_node_does_not_have_is_refused(backup):
    emptied()
    write_keyring(fresh_keyring(os.urandom), node_here().home.keyring)

    answer = asked("restore", backup)

    assert_refused(answer)
    assert answer.json["refusal"]["code"] == "backup.other_keys"
    assert not Identifier.objects.exists()


def test_a_backup_of_a_newer_version_is_refused(backup, monkeypatch):
    monkeypatch.setattr(restoring, "MigrationLoader", lambda connection: type("Loader", (), {"disk_migrations": {}}))
    with zipfile.ZipFile(backup) as archive:
        has_migrations = bool(json.loads(archive.read("manifest.json"))["migrations"])

    answer = asked("restore", backup, "--replace")

    assert answer.json.get("refusal", {}).get("code") == ("restore.newer" if has_migrations else None)


def test_rows_that_are_not_as_many_as_they_were_leave_everything_as_it_was(backup, monkeypatch):
    proofs = database._proofs
    monkeypatch.setattr(database, "_proofs", lambda rows: proofs({**rows, "registry_person": 1}))
    Person.objects.update(name="still here")

    answer = asked("restore", backup, "--replace")

    assert answer.json["refusal"]["code"] == "backup.dump_failed"
    assert not Person.objects.exclude(name="still here").exists()


class Killed(BaseException):
    """A kill -9, as far as one process can act it."""


def test_a_restore_that_was_killed_half_way_is_done_again_before_anything_else(backup, monkeypatch):
    before = figures()

    def kill(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(restoring, "swap_files", kill)
        with pytest.raises(Killed):
            asked("restore", backup, "--replace")
    refused = asked("score", *WORDS)
    again = asked("restore", backup, "--replace")

    assert refused.json["refusal"]["code"] == "node.half_restored"
    assert again.code == 0
    assert figures() == before


def test_a_node_of_another_version_is_upgraded_with_a_backup_first(tmp_path):
    home = tmp_path / "home"
    assert told(home, "keys", "rotate", "--json").returncode == 0
    unmigrated(home)

    refused = told(home, "keys", "show", "--json")
    upgraded = told(home, "upgrade", "--json")

    assert json.loads(refused.stdout)["refusal"]["code"] == "node.needs_upgrade"
    assert upgraded.returncode == 0, upgraded.stderr
    answer = json.loads(upgraded.stdout)
    assert answer["migrations"] == ["sessions.0001_initial"]
    assert Path(answer["before"]).is_file()
    assert told(home, "keys", "show", "--json").returncode == 0
    assert json.loads(told(home, "upgrade", "--json").stdout)["migrations"] == []


def unmigrated(home: Path) -> None:
    """The node as a version without sessions would have left it."""
    with running(home_at(home)) as server, psycopg.connect(server.url) as database:
        database.execute("DROP TABLE django_session")
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
