"""Asking witnesses: all at once, none for longer than its time, and each line as soon as it is there."""

import socket
from threading import Event, Thread

import pytest

from baigong.core.tlog.cosignatures import cosigned as cosigned_at
from baigong.ground.log.asking import cosigned, web_post
from ground.log.small import DAY, FIRST, LOG, SECOND, instant, some

KEYS = {"first": FIRST.key, "second": SECOND.key}


def answering(note, witness):
    return lambda body: (200, str(cosigned_at(note, witness.key, instant(DAY), witness)).encode())


def test_a_witness_that_does_not_answer_keeps_nobody_from_the_line_of_another(log):
    log.append(some(3))
    note, never = log.sign(), Event()

    def silent(body):
        never.wait(20)
        return 0, b""

    posts = {"first": silent, "second": answering(note, SECOND)}
    told = cosigned(note, log.folder, LOG.key, witnesses=KEYS, posts=posts, seconds=0.2)
    counts = [len(one.signatures) for one in told]
    never.set()

    assert counts == [1, 2]


def test_witnesses_are_asked_side_by_side(log):
    log.append(some(3))
    note, other = log.sign(), Event()

    def first(body):
        return answering(note, FIRST)(body) if other.wait(20) else (0, b"")

    def second(body):
        other.set()
        return answering(note, SECOND)(body)

    *_, last = cosigned(note, log.folder, LOG.key, witnesses=KEYS, posts={"first": first, "second": second})

    assert {line.name for line in last.signatures} == {LOG.key.name, FIRST.key.name, SECOND.key.name}


@pytest.fixture
def dripping():
    """A server that says one byte after another, and never its last."""
    server = socket.create_server(("127.0.0.1", 0))
    done = Event()

    def drip():
        peer, _ = server.accept()
        with peer:
            peer.sendall(b"HTTP/1.1 200 OK\r\n")
            while not done.wait(0.02):
                try:
                    peer.sendall(b"x")
                except OSError:
                    return

    Thread(target=drip, daemon=True).start()
    yield f"http://127.0.0.1:{server.getsockname()[1]}"
    done.set()
    server.close()


def test_an_answer_that_only_drips_is_cut_off(dripping):
    _, content = web_post(dripping, seconds=0.2)(b"old 0\n")

    assert content == b""


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/none", "http://[::1", "http://x:port/", "https://127.0.0.1:9"])
def test_an_address_that_cannot_be_read_or_at_which_nobody_is_answers_nothing(address):
    assert web_post(address, seconds=0.2)(b"") == (0, b"")
