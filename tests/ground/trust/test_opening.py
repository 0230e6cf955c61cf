"""A pack is used whole, or not at all."""

import json
import subprocess
import sys
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest

from baigong.core.refusal import Refusal
from baigong.core.tlog.notes import NotSigned
from baigong.core.verifying.verifying import answered
from baigong.ground.log.reading import Altered
from baigong.ground.log.witnessed import Forked
from baigong.ground.trust.content import PackKey
from baigong.ground.trust.opening import bodies_of, opened_pack, opened_trust, refuse_unless_signed
from baigong.ground.trust.refusals import UnusablePack
from baigong.ground.trust.writing import write_trust, zip_trust
from ground.log.small import LOG, Signer, flip
from ground.trust.packing import AT, BODY, DID, LAN, LIST, OLD_KEY, PUBLISHER, SIGNER, another, printed


def told(folder, **cells):
    """trust.json with other cells."""
    path = folder / "trust.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | cells), encoding="utf-8")


def why(path):
    with pytest.raises(UnusablePack) as refused:
        opened_trust(path)
    return refused.value.facts["why"].sentence


def test_what_is_written_is_what_is_opened(world):
    world.grow(LAN)
    folder = world.pack()
    trust = opened_trust(folder)

    assert (trust.name, trust.version, trust.made_at, trust.is_synthetic) == ("trust.skills.example", 1, AT, True)
    assert {kid: (key.since, key.until) for kid, key in trust.keys.items()} == {
        SIGNER.kid: (date(2026, 1, 1), date.max),
        OLD_KEY.kid: (date(2025, 1, 1), date(2025, 12, 31)),
    }
    assert trust.issuers[DID].name.en == "Hangzhou Evaluation Ltd"
    assert trust.hosts == {"skills.example"}
    assert (trust.logs[2026].size, trust.logs[2026].is_whole) == (1, True)
    assert bodies_of(opened_pack(folder)) == [BODY]


def test_a_zip_of_it_says_the_same_also_with_the_folder_inside(world):
    world.grow(LAN)
    folder = world.pack()
    zip_trust(folder, world.home / "flat.zip")
    (world.home / "outer").mkdir()
    folder.rename(world.home / "outer/trust")
    zip_trust(world.home / "outer", world.home / "nested.zip")

    for name in ("flat.zip", "nested.zip"):
        assert answered(printed(LAN), opened_trust(world.home / name), AT, None).verdict == "valid"


def test_the_same_pack_gives_the_same_zip(world):
    world.grow(LAN)
    folder = world.pack()
    for name in ("one.zip", "two.zip"):
        zip_trust(folder, world.home / name)

    assert (world.home / "one.zip").read_bytes() == (world.home / "two.zip").read_bytes()


def test_a_new_pack_takes_the_place_of_the_old_whole(world):
    world.pack()
    world.lists = {}
    folder = world.pack()

    assert not (folder / "status").exists()
    assert [path.name for path in world.home.iterdir() if path.name.startswith(".trust")] == []


@pytest.mark.parametrize("path", ["policy.txt", "bodies.txt", "issuers/1.json", "status/1.json", "status/2.json"])
def test_a_file_that_is_changed_or_gone_refuses_the_pack(world, path):
    folder = world.pack()
    flip(folder / path, 3)
    changed = why(folder)
    (folder / path).unlink()

    assert changed == "its file %(path)s is not the one that trust.json names; it was changed, or is damaged"
    assert why(folder) == "its file %(path)s is missing"


def test_many_lists_stand_in_one_file_and_each_is_found(world):
    world.grow(LAN)
    others = {f"https://skills.example/status/2025/{number}": b"{}" for number in range(99)}
    world.lists = others | world.content.status
    folder = world.pack()
    [there] = (folder / "status").iterdir()

    assert there.name == "1.jsonl"
    assert answered(printed(LAN), opened_trust(folder), AT, None).verdict == "valid"
    told(folder, status=[{"list": LIST, "file": "status/1.jsonl", "line": 102}])
    assert why(folder) == "its file %(path)s has no line %(line)s, where a status list should stand"


def test_what_is_no_pack_is_refused(world):
    empty, text = world.home / "empty", world.home / "text.zip"
    empty.mkdir()
    text.write_text("no zip")

    assert why(empty) == "its file %(path)s is missing"
    assert why(text) == why(world.home / "nowhere") == "it is not there, or is neither a folder nor a .zip file"


@pytest.mark.parametrize(
    "cells",
    [
        {"version": "1"},
        {"version": True},
        {"made_at": "2026-03-05"},
        {"synthetic": "no"},
        {"status_days": -1},
        {"issuers": {}},
        {"issuers": [{"did": DID}]},
        {"logs": None},
        {"logs": [{"origin": "a", "year": 2026, "folder": "logs/2026", "final": {"size": "1", "root": ""}}]},
        {"status": [{"list": "http://skills.example/1", "file": "status/1.json"}]},
        {"status": [{"list": "https://skills.example/1", "file": "status/1.json", "line": 0}]},
        {"files": []},
    ],
)
def test_a_manifest_that_says_what_cannot_be_is_refused(world, cells):
    folder = world.pack()
    told(folder, **cells)

    assert why(folder) == "its trust.json cannot be read, or says something that cannot be"


def test_a_pack_reaches_nowhere_else(world):
    folder = world.pack()
    (world.home / "secret").write_text("secret")
    for path in ("../secret", "/etc/hostname", "issuers/../../secret"):
        told(folder, files={path: "sha256:" + sha256(b"secret").hexdigest()})

        assert why(folder) == "“%(path)s” is no path inside a pack"


def test_a_file_that_no_hash_vouches_for_is_not_used(world):
    folder = world.pack()
    files = json.loads((folder / "trust.json").read_text())["files"]
    told(folder, files={path: digest for path, digest in files.items() if path != "issuers/1.json"})

    assert why(folder) == "trust.json does not vouch for its file %(path)s"


def test_a_key_that_the_document_does_not_have_is_refused(world):
    world.keys.append(PackKey(f"{DID}#2027", date(2027, 1, 1)))

    assert why(world.pack()) == "the document of the issuer %(did)s does not have the key %(kid)s, or has it twice"


def test_a_key_of_the_document_that_trust_json_does_not_date_is_not_believed(world):
    world.grow(LAN)
    world.keys = world.keys[1:]

    assert answered(printed(LAN), world.trust(), AT, None).verdict == "unknown_issuer"


def test_the_publisher_has_signed_this_manifest(world):
    folder = world.pack()
    refuse_unless_signed(opened_pack(folder), PUBLISHER.key)

    with pytest.raises(UnusablePack):
        refuse_unless_signed(opened_pack(folder), Signer("trust.skills.example", 8).key)
    told(folder, version=2)
    with pytest.raises(UnusablePack):
        refuse_unless_signed(opened_pack(folder), PUBLISHER.key)


def test_a_log_that_no_policy_names_is_refused(world):
    world.grow(LAN)
    world.policy = world.policy.replace(str(LOG.key), str(Signer("log.example/2025", 5).key))

    with pytest.raises(NotSigned):
        world.trust()


def test_a_changed_checkpoint_is_refused(world):
    world.grow(LAN)
    folder = world.pack()
    path = folder / "logs/2026/checkpoint"
    path.write_bytes(path.read_bytes().replace(b"\n1\n", b"\n2\n", 1))

    with pytest.raises(Refusal):
        opened_trust(folder)


def test_a_pinned_year_is_that_one(world):
    world.grow(LAN)
    tree, log = world.tree(), world.content.logs[0]

    def pinned(root):
        folder = world.home / "pinned"
        final = {"size": tree.size, "root": b64encode(root).decode()}
        write_trust(folder, world.content, PUBLISHER)
        told(folder, logs=[{"origin": log.origin, "year": 2026, "folder": "logs/2026", "final": final}])
        return folder

    assert opened_trust(pinned(tree.edge.root)).logs[2026].is_final
    assert why(pinned(bytes(32))) == "the checkpoint of the log %(origin)s is not the last one of that year"


@pytest.mark.parametrize("path", ["tile/0/000.p/2", "tile/entries/000.p/2"])
def test_a_changed_tile_or_entry_of_the_log_is_found_when_it_is_read(world, path):
    world.grow(LAN, another(18))
    folder = world.pack()
    flip(folder / "logs/2026" / path)

    with pytest.raises(Altered):
        answered(printed(LAN), opened_trust(folder), AT, None)


def test_a_published_checkpoint_of_another_tree_proves_a_fork(world):
    world.grow(LAN)
    world.grow(another(18))
    folder = world.pack()
    other = type(world)(world.home / "other")
    other.grow(another(99))
    (folder / "logs/2026/witnessed/1").write_bytes(str(other.log.published).encode())

    with pytest.raises(Forked):
        answered(printed(LAN), opened_trust(folder), AT, None)


def test_a_short_log_has_no_entries_and_no_lowest_tiles(world):
    world.grow(*[another(number) for number in range(100, 120)])
    world.seal()
    world.grow(LAN)
    world.is_short = True
    folder = world.pack() / "logs/2026"
    log = opened_trust(folder.parent.parent).logs[2026]

    assert (log.size, log.is_whole) == (256, False)
    assert sorted(one.name for one in (folder / "tile").iterdir()) == ["1"]
    assert (folder / "witnessed/sizes").read_text() == "256\n"
    # The checkpoint of 20 entries cannot be held against tiles that are not there; the sealed one can.
    assert log.seen(10) == AT


def test_bodies_and_days_are_as_they_were_given(world):
    content = replace(world.content, status_days=30, backdating_days=1)
    write_trust(world.home / "trust", content, PUBLISHER)
    trust = opened_trust(world.home / "trust")

    assert (trust.status_days, trust.backdating_days) == (30, 1)


def test_to_open_a_folder_loads_neither_network_nor_archives():
    """They would take longer than all else that a single certificate needs."""
    heavy = ["ssl", "http.client", "urllib.request", "zipfile", "email"]
    asked = f"import sys, baigong.ground.trust.opening; print(sorted(set({heavy}) & set(sys.modules)))"

    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True, text=True).stdout

    assert loaded.strip() == "[]"
