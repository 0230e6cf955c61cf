"""What may go wrong with the log, one by one: nothing forks, nothing is lost, nothing is signed that does not hold."""

import fcntl
import os
import shutil
import signal
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import connections

from apps.transparency.making import AT, asked, audited, logs, many_asked, places, witnessed_by
from baigong.apps.transparency.condition import log_condition
from baigong.apps.transparency.models import Entry, Halt
from baigong.apps.transparency.sequencing import sequence
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.faces.cli.log_witnessed import listening_server
from baigong.ground.log.keys import made
from baigong.ground.log.witness import Witness

pytestmark = pytest.mark.django_db(transaction=True)
LATER = AT + timedelta(minutes=1)


def halted():
    return list(Halt.objects.values_list("year", "code"))


def killed_after(calls, *, at=LATER):
    """A run in a process of its own that is killed before its n-th change on the disk; whether it came so far."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        left = [calls]
        rename, fsync = os.rename, os.fsync

        def counted(call):
            def called(*given):
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                left[0] -= 1
                return call(*given)

            return called

        os.rename, os.fsync = counted(rename), counted(fsync)
        try:
            sequence(logs(), at=at)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def test_killed_between_commit_and_append_it_resumes(node, tmp_path):
    many_asked(3)

    assert killed_after(0)
    sequence(logs(), at=LATER)

    assert [number for _, number in places().values()] == [0, 1, 2]
    assert audited(2026, tmp_path).found == 0


def test_killed_at_any_instant_every_entry_stands_there_once(node, tmp_path):
    asked("first")
    sequence(logs(), at=AT)
    calls = 0
    while True:
        names = [asked(f"{calls}-{number}").key for number in range(3)]
        was_killed = killed_after(calls)
        [done] = sequence(logs(), at=LATER)
        assert (done.fault, Entry.objects.filter(key__in=names, number=None).count()) == (None, 0)
        if not was_killed:
            break
        calls += 1

    told = audited(2026, tmp_path)
    assert calls > 10
    assert (told.found, told.size) == (0, Entry.objects.count())
    assert sorted(number for _, number in places().values()) == list(range(told.size))


def test_two_sequencers_at_once_are_as_one(node, tmp_path):
    many_asked(300)
    logs().begin(2026)

    def run():
        sequence(logs(), at=AT)
        connections.close_all()

    runs = [threading.Thread(target=run) for _ in range(2)]
    for one in runs:
        one.start()
    for one in runs:
        one.join()

    told = audited(2026, tmp_path)
    assert (told.size, told.found) == (300, 0)
    assert sorted(number for _, number in places().values()) == list(range(300))


def test_a_flipped_bit_in_an_entry_is_never_signed_and_the_node_says_so(node):
    many_asked(3)
    sequence(logs(), at=AT)
    before = logs().signed(2026).read()
    path = logs().folder(2026) / "tile/entries/000.p/3"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(bytes(content))
    asked("later")

    [done] = sequence(logs(), at=LATER)

    assert done.fault is not None
    assert halted() == [(2026, "log.not_grown")]
    assert logs().signed(2026).read() == before
    assert not log_condition(logs()).is_well(at=LATER)


def test_a_flipped_bit_in_the_index_halts_the_log(node):
    many_asked(3)
    sequence(logs(), at=AT)
    path = logs().home.transparency / "2026.index"
    for beside in path.parent.glob("2026.index-*"):
        beside.unlink()
    path.write_bytes(b"\0" * 100 + path.read_bytes()[100:])
    asked("later")

    sequence(logs(), at=LATER)

    assert halted() == [(2026, "transparency.index_damaged")]


def test_records_older_than_the_log_are_found_in_their_places(node, tmp_path):
    """The database is of before the log took the entries; what was written since is lost from it, not from the log."""
    many_asked(3)
    sequence(logs(), at=AT)
    asked("lost")
    sequence(logs(), at=AT)
    Entry.objects.filter(key="key/lost/").delete()
    Entry.objects.update(shard=None, number=None)
    asked("new", LATER)

    sequence(logs(), at=LATER)

    assert places() == {"key-0": (2026, 0), "key-1": (2026, 1), "key-2": (2026, 2), "new": (2026, 4)}
    assert audited(2026, tmp_path).found == 0


def test_another_entry_that_comes_under_a_key_of_lost_records_gets_a_place_of_its_own(node):
    asked("key")
    sequence(logs(), at=AT)
    Entry.objects.update(shard=None, number=None, entry=b"\x81\x07")

    sequence(logs(), at=LATER)

    assert places() == {"key": (2026, 1)}


def test_a_log_older_than_what_was_signed_is_refused(node, tmp_path):
    many_asked(3)
    sequence(logs(), at=AT)
    shutil.copytree(logs().home.transparency, tmp_path / "old")
    asked("later")
    sequence(logs(), at=AT)
    shutil.rmtree(logs().home.transparency)
    shutil.copytree(tmp_path / "old", logs().home.transparency)
    Entry.objects.filter(key="key/later/").delete()
    before = logs().signed(2026).read()

    sequence(logs(), at=LATER)

    assert halted() == [(2026, "log.older_than_signed")]
    assert logs().signed(2026).read() == before


def test_a_log_that_is_gone_is_not_begun_anew(node):
    many_asked(3)
    sequence(logs(), at=AT)
    shutil.rmtree(logs().home.transparency)
    shutil.rmtree(logs().home.log_signed)
    asked("later")

    sequence(logs(), at=LATER)

    assert halted() == [(2026, "transparency.store_missing")]


def test_a_lost_signing_key_is_not_replaced(node):
    asked("key")
    sequence(logs(), at=AT)
    (logs().home.signing / "log-2026").unlink()

    sequence(logs(), at=LATER)

    assert halted() == [(2026, "vault.no_signing_key")]
    assert logs().keys.names() == []


def test_a_log_that_goes_on_again_is_no_longer_halted(node):
    asked("key")
    sequence(logs(), at=AT)
    key = (logs().home.signing / "log-2026").read_bytes()
    (logs().home.signing / "log-2026").unlink()
    sequence(logs(), at=LATER)
    (logs().home.signing / "log-2026").write_bytes(key)

    sequence(logs(), at=LATER)

    assert halted() == []
    assert log_condition(logs()).is_well(at=LATER)


@pytest.fixture
def witness(node, tmp_path):
    """One that listens, and the log's only one."""
    asked("key-a")
    logs().begin(2026)
    key = made("centre.example", b"w" * 32)
    told = Witness(key, {logs().public_key(2026).name: logs().public_key(2026)}, tmp_path / "witness")
    server = listening_server(told, "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    witnessed_by(f"http://127.0.0.1:{server.server_address[1]}")
    yield server
    server.shutdown()
    server.server_close()


def test_what_the_witness_saw_is_public(witness, tmp_path):
    [done] = sequence(logs(), at=AT)

    assert done.is_public
    assert list(audited(2026, tmp_path).witnessed) == ["centre"]


def test_a_witness_that_is_behind_is_brought_up(witness, tmp_path):
    sequence(logs(), at=AT)
    witness_state = tmp_path / "witness"
    shutil.copytree(witness_state, tmp_path / "kept")
    asked("b")
    sequence(logs(), at=AT)
    shutil.rmtree(witness_state)
    shutil.copytree(tmp_path / "kept", witness_state)
    asked("c")

    [done] = sequence(logs(), at=LATER)

    assert (done.size, done.is_public) == (3, True)


def test_a_witness_that_saw_more_cosigns_nothing_and_the_last_public_checkpoint_stays(witness, tmp_path):
    sequence(logs(), at=AT)
    public = logs().published(2026)
    [state] = (tmp_path / "witness").glob("*.json")
    state.write_text(state.read_text().replace('"size": 1', '"size": 900'))
    asked("b")

    [done] = sequence(logs(), at=LATER)

    assert (done.is_public, logs().published(2026)) == (False, public)


def test_a_witness_that_was_away_is_asked_again(witness, tmp_path):
    sequence(logs(), at=AT)
    [state] = (tmp_path / "witness").glob("*.json")
    kept = state.read_text()
    state.write_text(kept.replace('"size": 1', '"size": 900'))
    asked("b")
    sequence(logs(), at=LATER)
    state.write_text(kept)

    [done] = sequence(logs(), at=LATER)

    assert (done.added, done.size, done.is_public) == (0, 2, True)
    assert checkpoint_of(logs().published(2026).text).size == 2


def test_others_may_append_while_a_witness_is_asked(witness, monkeypatch):
    """However slow it is, it keeps no entry out of the log."""
    told, reply = [], Witness.reply_to

    def looking(self, *given):
        with (logs().home.transparency / "2026.index.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)  # raises while a run holds it
        told.append("free")
        return reply(self, *given)

    monkeypatch.setattr(Witness, "reply_to", looking)

    [done] = sequence(logs(), at=AT)

    assert (done.is_public, told) == (True, ["free"])


class Liar(BaseHTTPRequestHandler):
    """Answers with a line that is a signature of nothing."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.end_headers()
        self.wfile.write("— centre.example QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFB\n".encode())

    def log_message(self, *words):
        pass


def test_a_witness_that_lies_makes_nothing_public(node):
    server = HTTPServer(("127.0.0.1", 0), Liar)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    witnessed_by(f"http://127.0.0.1:{server.server_address[1]}")
    asked("key")

    [done] = sequence(logs(), at=AT)
    server.shutdown()
    server.server_close()

    assert (done.is_public, logs().published(2026)) == (False, None)
    assert len(logs().signed(2026).read().signatures) == 1
