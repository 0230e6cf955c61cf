"""A log on disk: each entry once, every hash read back before it is signed, nothing signed that is no extension."""

import os
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from baigong.core.tlog.checkpoints import checkpoint_of, opened
from baigong.core.tlog.hashing import leaf_hash
from baigong.core.tlog.merkle import root_of, root_of_peaks
from baigong.core.tlog.notes import ED25519, Key, NotSigned
from baigong.core.tlog.proofs import NotWitnessed, proof_of, proven
from baigong.core.tlog.tiles import EntryTooLong
from baigong.ground.log.appending import Item, NotGrown, OlderThanSigned, appending
from baigong.ground.log.files import Rewritten
from baigong.ground.log.proving import NotInLog, index_of, prove
from baigong.ground.log.reading import Altered, Tree
from baigong.ground.log.sealing import seal
from baigong.ground.log.signed import SignedMeanwhile
from baigong.ground.log.signing import sign
from baigong.ground.log.source import source_of
from ground.log.small import DAY, LOG, Log, flip, instant, policy, some

CUT_SHORT = Path(__file__).with_name("cut_short.py")


def cut_short(home, after):
    """How the program ended that was to be killed after so many changes of the disk."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.run([sys.executable, CUT_SHORT, home, str(after)], env=environment).returncode


def entries_of(log):
    tree = Tree(source_of(str(log.folder)), opened(log.published, LOG.key))
    return [entry for _, entries in tree.bundles() for entry in entries]


def plain_root(hashes):
    if len(hashes) == 1:
        return hashes[0]
    middle = 1 << (len(hashes) - 1).bit_length() - 1
    return root_of_peaks([plain_root(hashes[:middle]), plain_root(hashes[middle:])])


@pytest.mark.parametrize("size", [1, 255, 256, 257, 1000])
def test_what_was_appended_is_read_back_and_has_the_root_of_the_book(log, size):
    log.append(some(size))
    log.publish()

    wanted = [item.entry for item in some(size)]
    assert entries_of(log) == wanted
    assert checkpoint_of(log.published.text).root == plain_root([leaf_hash(entry) for entry in wanted])


def test_a_log_grows_by_any_steps_to_the_same_tree(log, tmp_path):
    other = Log(tmp_path, "other")
    for first, count in ((0, 3), (3, 252), (255, 300), (555, 1)):
        log.append(some(count, first))
        log.sign()

    other.append(some(556))

    assert log.sign().text == other.sign().text


def test_an_entry_appended_again_stands_where_it_stood(log):
    assert log.append(some(3)) == [0, 1, 2]

    assert log.append([*some(2, first=1), *some(1, first=9), *some(1, first=9)]) == [1, 2, 3, 3]


def test_entries_without_a_key_may_stand_any_number_of_times(log):
    assert log.append([Item(b"", b"same")] * 3) == [0, 1, 2]


def test_an_entry_too_long_is_refused_and_the_log_goes_on(log):
    with pytest.raises(EntryTooLong):
        log.append([Item(b"long", bytes(70_000))])

    assert log.append([Item(b"long", b"short")]) == [0]


def test_two_appenders_at_once_lose_nothing_and_take_no_place_twice(log):
    with ThreadPoolExecutor(2) as both:
        places = list(both.map(log.append, [some(300), some(300, first=200)]))
    log.publish()

    assert sorted({*places[0], *places[1]}) == list(range(500))
    assert sorted(entries_of(log)) == sorted(item.entry for item in some(500))


@pytest.mark.parametrize("after", range(40))
def test_killed_at_any_instant_nothing_is_lost_and_nothing_signed_twice(log, tmp_path, after):
    log.append(some(100))
    before = log.publish()

    ended = cut_short(tmp_path, after)
    signed = log.place.signed.read()
    log.append(some(900))
    log.publish()

    assert ended == -signal.SIGKILL
    assert sorted(entries_of(log)) == sorted(item.entry for item in some(900))
    assert signed == before or checkpoint_of(signed.text).size == 700
    tree, then = Tree(source_of(str(log.folder)), checkpoint_of(log.published.text)), checkpoint_of(signed.text)
    assert root_of(then.size, tree.node) == then.root


def test_without_the_kill_the_same_program_ends_well(log, tmp_path):
    log.append(some(100))

    ended = cut_short(tmp_path, 9999)

    assert ended == 0
    assert checkpoint_of(log.published.text).size == 700


def test_a_checkpoint_already_signed_is_given_again_not_signed_anew(log):
    log.append(some(5))
    first = log.sign()

    with appending(log.place) as appender:
        assert sign(appender, lambda message: bytes(64)) == first


def test_an_older_folder_and_index_under_a_newer_signature_are_refused(log, tmp_path):
    log.grow(some(300))
    older = tmp_path / "older"
    shutil.copytree(log.folder, older / "folder")
    shutil.copy(log.place.index, older / "index")
    log.grow(some(300, first=300))
    newest = log.place.signed.read()

    shutil.rmtree(log.folder)
    shutil.copytree(older / "folder", log.folder)
    shutil.copy(older / "index", log.place.index)

    with pytest.raises(OlderThanSigned) as refused:
        log.append(some(1, first=900))
    assert str(refused.value).startswith("A checkpoint of 600 entries was signed, but this copy of the log has 300")
    assert log.place.signed.read() == newest


def test_an_older_folder_alone_is_refused(log, tmp_path):
    log.grow(some(300))
    shutil.copytree(log.folder, tmp_path / "older")
    log.grow(some(300, first=300))

    shutil.rmtree(log.folder)
    shutil.copytree(tmp_path / "older", log.folder)

    with pytest.raises(NotGrown):
        log.append(some(1, first=900))


def test_a_fork_is_not_signed_though_it_is_larger(log, tmp_path):
    log.grow(some(300))
    fork = Log(tmp_path, "fork")
    fork.append(some(700, first=5000))

    shutil.copy(log.place.signed.path, fork.place.signed.path)

    with pytest.raises(NotGrown):
        fork.sign()


def test_an_older_index_beside_a_newer_folder_rewrites_nothing(log, tmp_path):
    log.append(some(100))
    shutil.copy(log.place.index, tmp_path / "older")
    log.append(some(300, first=100))

    shutil.copy(tmp_path / "older", log.place.index)

    with pytest.raises(Rewritten):
        log.append(some(300, first=5000))


@pytest.mark.parametrize("path", ["tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1", "tile/entries/000"])
def test_a_bit_that_flipped_on_the_disk_is_found_before_it_is_signed(log, path):
    log.append(some(300))
    log.sign()
    log.place.signed.path.unlink()

    flip(log.folder / path)

    with pytest.raises((Altered, Rewritten)):
        log.sign()
    assert log.place.signed.read() is None


def test_the_last_signature_is_replaced_by_who_read_it_only(log):
    log.append(some(1))
    note = log.sign()

    with pytest.raises(SignedMeanwhile):
        log.place.signed.replace(None, note)


def test_a_sealed_log_ends_with_a_full_tile_and_is_not_sealed_twice(log):
    log.append(some(300))

    with appending(log.place) as appender:
        assert [seal(appender), seal(appender), appender.edge.size] == [212, 0, 512]
    log.publish()

    assert (log.folder / "tile/entries/001").is_file()
    assert not list((log.folder / "tile/entries").glob("*.p"))


@pytest.mark.parametrize("index", [0, 255, 256, 699])
def test_an_entry_is_proven_offline(log, index):
    log.append(some(700))
    note = log.publish(at=instant(DAY))
    read, checkpoint = source_of(str(log.folder)), checkpoint_of(note.text)

    entry = some(700)[index].entry
    proof = proof_of(str(prove(read, note, checkpoint, index_of(read, checkpoint, entry))).encode())

    assert proof.index == index
    assert proven(proof, entry, policy()).witnessed == {"first": instant(DAY), "second": instant(DAY)}


def test_what_was_never_logged_has_no_proof(log):
    note = log.grow(some(3))
    read, checkpoint = source_of(str(log.folder)), checkpoint_of(note.text)

    with pytest.raises(NotInLog):
        index_of(read, checkpoint, b"invented")
    with pytest.raises(NotInLog):
        prove(read, note, checkpoint, 3)


def test_a_proof_that_too_few_witnessed_is_not_enough(log):
    log.append(some(2))
    note = log.publish()

    proof = prove(source_of(str(log.folder)), note, checkpoint_of(note.text), 0)

    with pytest.raises(NotWitnessed):
        proven(proof, some(1)[0].entry, policy())


def test_a_checkpoint_of_another_key_is_not_of_this_log(log):
    log.append(some(2))
    note = log.publish()

    with pytest.raises(NotSigned):
        opened(note, Key(LOG.key.name, ED25519, bytes(32)))
