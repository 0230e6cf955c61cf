"""`baigong log status`, `run`, `reindex`; and what becomes of the log when its records or its keys change under it."""

import os
import shutil
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from django.conf import settings

from apps.transparency.making import asked as asked_for
from apps.transparency.making import audited, logs, places
from baigong.apps.authority.actor import operator
from baigong.apps.exchange.here import node_here
from baigong.apps.exchange.rotating import Rotation, rotate
from baigong.apps.transparency.models import Entry
from contract.program import asked

AT = datetime.now(UTC)


def entry(name: str) -> None:
    asked_for(name, AT)


@pytest.fixture
def logged(node):
    for name in ("first", "second"):
        entry(name)
    assert asked("log", "run").code == 0
    return node


def test_a_node_without_a_log_says_so(node):
    told = asked("log", "status")

    assert (told.code, told.json) == (0, {"well": True, "waiting": 0, "waiting_since": None, "logs": []})


def test_what_waits_is_told_and_then_taken(node):
    entry("first")
    before = asked("log", "status").json

    ran = asked("log", "run").json["logs"]

    after = asked("log", "status").json
    assert (before["waiting"], after["waiting"]) == (1, 0)
    assert [(one["size"], one["added"], one["public"], one["halted"]) for one in ran] == [(1, 1, True, None)]
    assert [(one["published"], one["signed"]) for one in after["logs"]] == [(1, 1)]


def test_a_lost_index_is_made_anew_by_a_command_which_leaves_a_sound_one_alone(logged):
    sound = asked("log", "reindex", AT.year)
    for path in logs().home.transparency.glob(f"{AT.year}.index*"):
        path.unlink()
    lost = asked("log", "run")

    told = asked("log", "reindex", AT.year)

    assert (sound.code, sound.json["refusal"]["code"]) == (2, "log.index_sound")
    assert (lost.code, lost.json["logs"][0]["halted"]["code"]) == (1, "log.older_than_signed")
    assert (told.code, told.json) == (0, {"year": AT.year, "size": 2, "taken_back": 0})
    assert asked("log", "run").code == 0


def test_a_day_is_sealed_on_demand(logged):
    [ran] = asked("log", "run", "--seal").json["logs"]

    assert (ran["size"], ran["filled"]) == (256, 254)


def test_a_log_that_does_not_go_on_is_told_with_its_reason(logged):
    shutil.rmtree(logs().folder(AT.year))
    entry("third")

    ran, told = asked("log", "run"), asked("log", "status")

    assert (ran.code, told.code, told.json["well"]) == (1, 1, False)
    assert told.json["logs"][0]["halted"]["code"] == "log.not_grown"


def test_after_older_records_are_restored_the_log_goes_on_without_a_fork(logged, tmp_path):
    backup = tmp_path / "node.baigong"
    assert asked("backup", backup).code == 0
    entry("lost")
    asked("log", "run")
    before = audited(AT.year, tmp_path)

    assert asked("restore", backup, "--replace").code == 0
    entry("new")
    assert asked("log", "run").code == 0

    after = audited(AT.year, tmp_path)
    assert (before.size, after.before, after.size, after.found) == (3, 3, 4, 0)
    assert {name: number for name, (_, number) in places().items()} == {"first": 0, "second": 1, "new": 3}


def test_a_backup_has_the_signing_keys_and_never_what_was_signed(logged, tmp_path):
    backup = tmp_path / "node.baigong"

    asked("backup", backup)

    with ZipFile(backup) as archive:
        names = set(archive.namelist())
    assert names == {"database", "manifest.json", "manifest.sealed", f"signing/log-{AT.year}"}


def test_a_signing_key_that_is_gone_comes_back_with_a_restore_and_one_that_is_there_stays(logged, tmp_path):
    backup, home = tmp_path / "node.baigong", settings.NODE.home
    asked("backup", backup)
    name = f"log-{AT.year}"
    kept = (home.signing / name).read_bytes()
    (home.signing / name).unlink()
    (home.signing / "package").write_bytes(b"newer")

    asked("restore", backup, "--replace")

    assert (home.signing / name).read_bytes() == kept
    assert (home.signing / "package").read_bytes() == b"newer"


def test_after_a_rotation_of_keys_the_log_is_signed_by_the_same_key(logged, tmp_path):
    key = logs().public_key(AT.year)
    rotation = Rotation(node_here().home, "international", os.urandom, operator("root"), None, AT)

    rotate(rotation, also_index=False)
    entry("third")
    asked("log", "run")

    assert sorted(node_here().keyring.sealing) == [2]
    assert set(logs().keys.sealed_under()) == {2}
    assert logs().signer(AT.year).key == key
    assert (audited(AT.year, tmp_path).size, Entry.objects.filter(number=None).count()) == (3, 0)
