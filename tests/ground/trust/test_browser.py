"""The trust data of a browser: all of the pack that a printed code is judged by, and nothing that was not proven."""

import json
from base64 import b64decode

import pytest

from baigong.ground.trust import browser
from baigong.ground.trust.browser import browser_trust
from baigong.ground.trust.opening import Pack, opened_pack, trust_of


@pytest.fixture(scope="module")
def pack(kit):
    return opened_pack(kit / "trust")


def test_it_says_what_the_pack_says(pack):
    told, trust = browser_trust(pack), trust_of(pack)

    assert (told["name"], told["version"], told["synthetic"]) == (trust.name, trust.version, True)
    assert {kid: b64decode(key["public"]) for kid, key in told["keys"].items()} == {
        kid: key.public for kid, key in trust.keys.items()
    }
    assert told["issuers"].keys() == trust.issuers.keys()
    assert set(told["hosts"]) == trust.hosts


def test_a_log_gives_its_nodes_over_full_tiles(pack):
    told, logs = browser_trust(pack)["logs"], trust_of(pack).logs

    for year, log in logs.items():
        nodes = b64decode(told[str(year)]["nodes"])
        assert nodes == b"".join(log.node(8, index) for index in range(log.size // 256))


def test_each_size_has_the_time_at_which_witnesses_had_seen_it(pack):
    told, logs = browser_trust(pack)["logs"], trust_of(pack).logs

    for year, log in logs.items():
        for index in range(0, log.size, 97):
            first = next((at for size, at in told[str(year)]["seen"] if size > index), None)
            seen = log.seen(index)
            assert first == (seen.strftime("%Y-%m-%dT%H:%M:%SZ") if seen else None)


def test_a_list_that_its_issuer_did_not_sign_is_left_out(pack):
    place, path = next((place, told.file) for place, told in pack.manifest.status.items())
    said = json.loads(pack.files[path])
    said["validFrom"] = "2027-01-01T00:00:00+08:00"
    forged = Pack(pack.name, pack.read, pack.manifest, pack.digest, {**pack.files, path: json.dumps(said).encode()})

    assert place in browser_trust(pack)["lists"]
    assert place not in browser_trust(forged)["lists"]


def test_of_a_log_with_too_many_entries_none_come_along(pack, monkeypatch):
    whole = {year for year, log in browser_trust(pack)["logs"].items() if log["whole"]}
    monkeypatch.setattr(browser, "MOST_ENTRIES", 5)

    told = browser_trust(pack)["logs"]

    assert whole
    assert {(told[year]["whole"], len(told[year]["entries"])) for year in whole} == {(False, 0)}
