"""Witnesses: they cosign what grew from what they saw, one at a time, and remember it before they answer."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.cosignatures import witnessed_at
from baigong.core.tlog.notes import ED25519
from baigong.ground.log.asking import ask
from baigong.ground.log.keys import BadPrivateKey, made, private_key_in, written
from baigong.ground.log.signing import submission
from baigong.ground.log.witness import Witness
from ground.log.small import DAY, LOG, Log, instant, some

KEY = made("witness.example", bytes([7]) * 32)
AT = instant(DAY)


@pytest.fixture
def witness(tmp_path):
    return Witness(KEY, {LOG.key.name: LOG.key}, tmp_path / "witness")


def asked(witness, log, note, old=0):
    told = submission(log.folder, note, checkpoint_of(note.text), old)
    return witness.reply_to(str(told).encode(), AT)


def test_a_log_is_cosigned_as_it_grows(log, witness):
    log.append(some(5))
    first = asked(witness, log, log.sign())
    log.append(some(300, first=5))
    note = log.sign()

    post = lambda body: ((reply := witness.reply_to(body, AT)).status, reply.content)  # noqa: E731
    lines = ask(post, note, log.folder, LOG.key, KEY.key)

    assert first.status == 200
    assert witnessed_at(replace(note, signatures=tuple(lines)), KEY.key) == AT


def test_a_witness_says_what_it_has_seen_when_it_is_asked_from_elsewhere(log, witness):
    log.append(some(5))
    asked(witness, log, log.sign())
    log.append(some(5, first=5))
    note = log.sign()

    reply = asked(witness, log, note, old=3)

    assert (reply.status, reply.content, reply.kind) == (409, b"5\n", "text/x.tlog.size")


def test_a_fork_is_never_cosigned(log, witness, tmp_path):
    fork = Log(tmp_path, "fork")
    log.append(some(5))
    fork.append(some(9, first=50))
    asked(witness, log, log.sign())

    assert asked(witness, fork, fork.sign(), old=5).status == 422


def test_another_tree_of_the_same_size_is_never_cosigned(log, witness, tmp_path):
    fork = Log(tmp_path, "fork")
    log.append(some(5))
    fork.append(some(5, first=50))
    asked(witness, log, log.sign())

    assert asked(witness, fork, fork.sign(), old=5).status == 409


def test_an_unknown_log_a_wrong_signature_and_nonsense_are_told_apart(log, witness):
    log.append(some(5))
    note = log.sign()
    forged = replace(note, signatures=(replace(note.signatures[0], value=bytes(64)),))
    other = replace(note, text=note.text.replace("log.example", "other.example"))
    beyond = str(submission(log.folder, note, checkpoint_of(note.text), 0)).replace("old 0", "old 6")

    told = [witness.reply_to(f"old 0\n\n{one}".encode(), AT).status for one in (other, forged, "nonsense\n")]

    assert told == [404, 403, 400]
    assert witness.reply_to(beyond.encode(), AT).status == 400


def test_what_was_seen_outlives_the_witness(log, witness, tmp_path):
    log.append(some(5))
    note = log.sign()
    asked(witness, log, note)

    again = Witness(KEY, witness.logs, witness.folder)

    assert asked(again, log, note).content == b"5\n"


def test_of_many_who_ask_from_the_same_size_one_is_answered(log, witness):
    log.append(some(5))
    asked(witness, log, log.sign())
    log.append(some(5, first=5))
    note = log.sign()

    with ThreadPoolExecutor(4) as many:
        statuses = list(many.map(lambda _: asked(witness, log, note, old=5).status, range(8)))

    assert sorted(statuses) == [200] + [409] * 7


def test_a_private_key_is_kept_in_the_form_of_signed_notes(tmp_path):
    (tmp_path / "key").write_text(written(KEY))

    assert private_key_in(tmp_path / "key").key == KEY.key
    assert "private" not in repr(KEY)


@pytest.mark.parametrize("content", ["", "nonsense", written(KEY)[:-9], written(made("log", bytes(32), ED25519))])
def test_a_file_that_holds_no_witness_key_is_refused(tmp_path, content):
    (tmp_path / "key").write_text(content)

    with pytest.raises(BadPrivateKey):
        private_key_in(tmp_path / "key")
