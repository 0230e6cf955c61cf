"""Frauds planted in a log that a kit's tools wrote, signed and witnessed as an insider would: a monitor finds each."""

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import pytest

from baigong.core.tlog.entries import Issued, KeyTold, Opened, Sealed, written
from baigong.ground.kit.drawing import Draw
from baigong.ground.kit.logs import YearLog, log_key, policy, witnesses
from baigong.ground.log.appending import Item
from contract.program import asked

DRAW, DAY = Draw(1), date(2026, 3, 2)
BODY, KID, SESSION = "91000000DEMA000018", b"did:web:skills.example#2026", sha256(b"session").digest()
SEATS = 3


def item(entry):
    content = written(entry)
    return Item(sha256(content).digest(), content)


def certificate(number, day=DAY):
    return Issued(SESSION, BODY, day, KID, (sha256(f"certificate {number}".encode()).digest(),))


def begun(home):
    """A log with an open session, and one certificate."""
    log = YearLog(home, DAY.year, log_key(DRAW, DAY.year), witnesses(DRAW))
    told = KeyTold(KID, "Ed25519", bytes(32), date(2026, 1, 1), None)
    opened, sealed = Opened(SESSION, BODY, DAY, SEATS), Sealed(SESSION, sha256(b"marks").digest(), DAY)
    log.night([item(one) for one in (told, opened, sealed, certificate(1))], DAY)
    return log


@pytest.fixture
def log(tmp_path):
    return begun(tmp_path / "logs")


@pytest.fixture
def audited(tmp_path):
    """Asks the program, whose monitor remembers what it saw before."""
    (tmp_path / "policy").write_bytes(policy([log_key(DRAW, DAY.year)], witnesses(DRAW)))
    (tmp_path / "bodies").write_text(f"{BODY}\n")

    def asks(folder):
        words = ("--policy", tmp_path / "policy", "--bodies", tmp_path / "bodies", "--state", tmp_path / "monitor")
        answer = asked("log", "audit", folder, *words)
        return answer.code, [(one["index"], one["code"]) for one in answer.json["findings"]]

    return asks


def test_a_log_in_which_nothing_was_planted_holds(log, audited):
    first = audited(log.folder)
    log.night([item(certificate(2))], DAY + timedelta(days=1))

    assert [first, audited(log.folder)] == [(0, []), (0, [])]


def test_a_backdated_certificate_is_found(log, audited):
    places = log.night([item(certificate(2, day=DAY))], DAY + timedelta(days=30))

    assert audited(log.folder) == (1, [(places[0], "log.backdated")])


def test_a_fork_is_found_though_log_and_witnesses_signed_both(log, audited, tmp_path):
    fork = begun(tmp_path / "fork")
    log.night([item(certificate(2))], DAY)
    fork.night([item(certificate(3))], DAY)

    first = audited(log.folder)

    assert [first, audited(fork.folder)] == [(0, []), (1, [(None, "log.forked")])]


@pytest.mark.parametrize("path", ["tile/0/000", "tile/1/000.p/1", "tile/entries/000"])
def test_a_flipped_bit_is_found(log, audited, path):
    content = bytearray((log.folder / path).read_bytes())
    content[25] ^= 1
    (log.folder / path).write_bytes(content)

    assert audited(log.folder) == (1, [(None, "log.altered")])


def test_more_certificates_than_seats_are_found(log, audited):
    places = log.night([item(certificate(number)) for number in range(2, 6)], DAY)

    assert audited(log.folder) == (1, [(places[2], "log.too_many"), (places[3], "log.too_many")])


def test_a_checkpoint_that_one_witness_did_not_sign_is_found(log, audited):
    log.witnesses = {"first": witnesses(DRAW)["first"]}
    log.night([item(certificate(2))], DAY)

    assert audited(log.folder) == (1, [(None, "tlog.not_witnessed")])


def test_an_invented_certificate_needs_an_invented_session(log, audited):
    invented = replace(certificate(2), session=sha256(b"never held").digest())
    places = log.night([item(invented)], DAY)

    assert audited(log.folder) == (1, [(places[0], "log.no_session")])
