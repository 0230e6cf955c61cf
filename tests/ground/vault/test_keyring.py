"""The keyring's file: made once whoever comes first, replaced in one step, carried under a passphrase."""

import multiprocessing
import os
from pathlib import Path

import pytest

from baigong.ground.vault.keyring import BadKeyring, as_text, fresh_keyring, from_text, kept_keyring, write_keyring
from baigong.ground.vault.passphrase import ShortPassphrase, WrongPassphrase, opened_keyring, sealed_keyring

PASSPHRASE = "a passphrase kept elsewhere"


def test_a_keyring_is_made_once_and_read_by_nobody_else(tmp_path):
    file = tmp_path / "keys" / "keyring.json"

    first = kept_keyring(file, os.urandom)

    assert kept_keyring(file, os.urandom) == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    assert [path.name for path in file.parent.iterdir()] == ["keyring.json"]


def _make(file: Path, ready: "multiprocessing.Barrier", told: "multiprocessing.Queue") -> None:
    ready.wait()
    told.put(kept_keyring(file, os.urandom).index_id)


def test_two_who_make_it_at_once_end_with_one(tmp_path):
    context = multiprocessing.get_context("fork")
    ready, told = context.Barrier(4), context.Queue()
    makers = [context.Process(target=_make, args=(tmp_path / "keys" / "keyring.json", ready, told)) for _ in range(4)]

    for maker in makers:
        maker.start()
    ids = {told.get(timeout=30) for _ in makers}
    for maker in makers:
        maker.join()

    assert ids == {kept_keyring(tmp_path / "keys" / "keyring.json", os.urandom).index_id}


@pytest.mark.parametrize("profile", ["international", "gm"])
def test_a_keyring_is_read_as_it_was_written(profile):
    keyring = fresh_keyring(os.urandom, profile=profile).with_sealing_key(os.urandom, profile="gm")
    keyring = keyring.with_index_key(os.urandom, profile=profile)

    assert from_text(as_text(keyring)) == keyring


def test_a_new_sealing_key_seals_at_once_and_a_new_index_key_waits():
    keyring = fresh_keyring(os.urandom)

    rotated = keyring.with_sealing_key(os.urandom, profile="gm").with_index_key(os.urandom, profile="gm")

    assert (rotated.current, rotated.profile) == (2, "gm")
    assert rotated.index_id == keyring.index_id
    assert rotated.indexed_by(2).index_id == rotated.indexing[2].fingerprint


def test_keys_in_use_are_never_dropped():
    keyring = fresh_keyring(os.urandom).with_sealing_key(os.urandom, profile="gm")

    dropped = keyring.without(sealing=frozenset({1, 2}), indexing=frozenset({1}))

    assert (set(dropped.sealing), set(dropped.indexing)) == ({2}, {1})


def test_replacing_the_file_leaves_nothing_beside_it(tmp_path):
    file = tmp_path / "keyring.json"
    keyring = kept_keyring(file, os.urandom).with_sealing_key(os.urandom, profile="gm")

    write_keyring(keyring, file)

    assert kept_keyring(file, os.urandom) == keyring
    assert [path.name for path in tmp_path.iterdir()] == ["keyring.json"]


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"sealing": [], "indexing": [], "index": 1}', '{"sealing": 1, "indexing": 2, "index": 3}']
)
def test_what_is_no_keyring_is_refused(tmp_path, text):
    file = tmp_path / "keyring.json"
    file.write_text(text)

    with pytest.raises(BadKeyring):
        kept_keyring(file, os.urandom)


@pytest.mark.parametrize("profile", ["international", "gm"])
def test_a_keyring_travels_under_its_passphrase(profile):
    keyring = fresh_keyring(os.urandom, profile=profile)

    text = sealed_keyring(keyring, PASSPHRASE, random=os.urandom)

    assert opened_keyring(text, PASSPHRASE, name="keys") == keyring
    assert keyring.index_key.secret.hex() not in text


def test_another_passphrase_does_not_open_it():
    text = sealed_keyring(fresh_keyring(os.urandom), PASSPHRASE, random=os.urandom)

    with pytest.raises(WrongPassphrase):
        opened_keyring(text, PASSPHRASE + ".", name="keys")


def test_a_short_passphrase_is_refused():
    with pytest.raises(ShortPassphrase):
        sealed_keyring(fresh_keyring(os.urandom), "too short", random=os.urandom)


@pytest.mark.parametrize("text", ["", "{}", "null", '{"scrypt": {"n": 2}}'])
def test_a_file_that_holds_no_sealed_keyring_is_refused(text):
    with pytest.raises(BadKeyring):
        opened_keyring(text, PASSPHRASE, name="keys")
