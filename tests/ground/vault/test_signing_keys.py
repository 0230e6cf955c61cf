"""Signing keys: made once, sealed in a file each, opened by this node's keyring under their own name only."""

import os
from itertools import count

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from baigong.core.tlog.notes import COSIGNATURE, ED25519
from baigong.ground.vault.keyring import fresh_keyring
from baigong.ground.vault.sealing import Altered, UnknownKey
from baigong.ground.vault.signing_keys import NoSigningKey, SigningKeys

RING = fresh_keyring(lambda size: b"k" * size)


def random():
    numbers = count(1)
    return lambda size: bytes([next(numbers) % 256]) * size


@pytest.fixture
def keys(tmp_path):
    return SigningKeys(tmp_path / "signing", RING)


def test_a_key_is_made_on_first_asking_and_stays(keys):
    first = keys.note_key("log-2026", "log.example/2026", random())
    again = keys.note_key("log-2026", "log.example/2026", os.urandom)

    assert (again.key, keys.names()) == (first.key, ["log-2026"])
    assert (first.key.name, first.key.kind, first.key.public) == (
        "log.example/2026",
        ED25519,
        keys.public("log-2026"),
    )


def test_what_it_signs_holds(keys):
    key = keys.note_key("trust", "trust.example", random())

    Ed25519PublicKey.from_public_bytes(keys.public("trust")).verify(key(b"said"), b"said")


def test_a_witness_has_a_key_of_another_kind(keys):
    assert keys.note_key("witness", "w.example", random(), kind=COSIGNATURE).key.kind == COSIGNATURE


def test_neither_the_file_nor_what_is_shown_has_the_seed(keys):
    numbers = count(1)
    given = []

    def noted(size):
        given.append(bytes([next(numbers)]) * size)
        return given[-1]

    key = keys.note_key("trust", "trust.example", noted)
    seed = next(one for one in given if len(one) == 32)

    assert seed not in (keys.folder / "trust").read_bytes()
    assert seed.hex() not in (keys.folder / "trust").read_bytes().decode("latin-1")
    assert seed.hex() not in repr(key)
    assert (keys.folder / "trust").stat().st_mode & 0o777 == 0o600


def test_nothing_is_left_beside_the_keys(keys):
    keys.note_key("trust", "trust.example", random())
    keys.note_key("package", "package.example", os.urandom)

    assert sorted(path.name for path in keys.folder.iterdir()) == ["package", "trust"]


def test_a_key_under_anothers_name_does_not_open(keys):
    keys.note_key("trust", "trust.example", random())
    (keys.folder / "trust").rename(keys.folder / "log-2026")

    with pytest.raises(Altered):
        keys.public("log-2026")


def test_another_nodes_keyring_opens_nothing(keys):
    keys.note_key("trust", "trust.example", random())
    other = SigningKeys(keys.folder, fresh_keyring(os.urandom))

    with pytest.raises(Altered):
        other.public("trust")


def test_a_key_that_is_not_there_has_no_public_half(keys):
    with pytest.raises(NoSigningKey):
        keys.public("trust")


@pytest.mark.parametrize("name", ["", "../keyring", ".trust", "a/b", "Log", "a" * 64])
def test_a_name_is_no_path(keys, name):
    with pytest.raises(NoSigningKey):
        keys.note_key(name, "trust.example", random())


def test_sealed_anew_they_are_the_same_keys_under_the_newest(keys):
    before = keys.note_key("trust", "trust.example", random()).key
    newer = RING.with_sealing_key(os.urandom, profile="international")
    rotated = SigningKeys(keys.folder, newer)

    assert rotated.reseal(os.urandom) == 1

    assert (rotated.note_key("trust", "trust.example", os.urandom).key, rotated.sealed_under()) == (before, [2])
    assert rotated.reseal(os.urandom) == 0
    assert SigningKeys(keys.folder, newer.without(sealing=frozenset({1}))).public("trust") == before.public
    with pytest.raises(UnknownKey):
        keys.public("trust")
