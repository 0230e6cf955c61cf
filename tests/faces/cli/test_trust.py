"""`baigong trust`: a pack is looked at, fetched, checked by the publisher's key, and kept."""

import threading
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from baigong.ground.trust.writing import write_trust, zip_trust
from ground.log.small import FIRST, Signer
from ground.trust.packing import DID, LAN, LIST, PUBLISHER, World, printed

KEY = str(PUBLISHER.key)


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words):
        """Nothing to say."""


@contextmanager
def served(folder):
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


@pytest.fixture
def world(tmp_path, monkeypatch):
    monkeypatch.setenv("BAIGONG_HOME", str(tmp_path / "home"))
    world = World(tmp_path)
    world.grow(LAN)
    published(world, 1)
    return world


def published(world, version):
    (world.home / "served").mkdir(exist_ok=True)
    write_trust(world.home / "trust", replace(world.content, version=version), PUBLISHER)
    zip_trust(world.home / "trust", world.home / "served/trust.zip")


def test_a_pack_is_fetched_kept_and_used_by_verify(ask, world):
    path = world.home / "lan.txt"
    path.write_bytes(printed(LAN))

    with served(world.home / "served") as address:
        fetched = ask("trust", "fetch", f"{address}/trust.zip", "--key", KEY)
    judged = ask("verify", path, "--at", "2026-03-05", "--offline")

    assert fetched[0] == 0
    assert fetched[1]["done"]["en"].startswith("Version 1 of the trust pack trust.skills.example is kept")
    assert (judged[0], judged[1]["answer"]) == (0, "valid")


def test_a_pack_on_a_stick_is_kept_the_same_way(ask, world):
    code, _ = ask("trust", "fetch", world.home / "served/trust.zip", "--key", KEY)

    assert code == 0
    assert ask("trust", "show")[1]["version"] == 1


def test_another_key_an_older_version_and_an_open_line_are_refused(ask, world):
    pack = world.home / "served/trust.zip"
    other, witness = Signer("trust.skills.example", 8).key, FIRST.key
    refused = [ask("trust", "fetch", pack, "--key", key) for key in (other, witness, "nonsense")]
    refused.append(ask("trust", "fetch", "http://skills.example/trust.zip", "--key", KEY))
    published(world, 2)
    ask("trust", "fetch", pack, "--key", KEY)
    published(world, 1)
    refused.append(ask("trust", "fetch", pack, "--key", KEY))

    assert [(code, told["refusal"]["code"]) for code, told in refused] == [
        (2, "trust.unusable"),
        (2, "trust.other_kind_of_key"),
        (2, "tlog.bad_key"),
        (2, "trust.not_https"),
        (2, "trust.older"),
    ]
    assert ask("trust", "show")[1]["version"] == 2


def test_a_pack_is_shown_to_programs_and_to_people(ask, read, world):
    told = ask("trust", "show", world.home / "trust")[1]
    chinese = read("trust", "show", world.home / "served/trust.zip", "--lang", "zh")

    assert (told["name"], told["version"], told["synthetic"], told["bodies"]) == ("trust.skills.example", 1, True, 1)
    assert [(one["did"], len(one["keys"])) for one in told["issuers"]] == [(DID, 2)]
    assert [one["list"] for one in told["status"]] == [LIST, f"{LIST}/void"]
    assert told["logs"] == [{"origin": "log.example/2026", "year": 2026, "size": 1, "whole": True, "final": False}]
    assert chinese.splitlines()[1] == "模拟数据"


def test_where_none_is_kept_it_says_so(ask, world):
    code, told = ask("trust", "show")

    assert (code, told["refusal"]["code"]) == (2, "trust.none_kept")
