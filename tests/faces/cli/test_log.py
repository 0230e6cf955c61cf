"""`baigong log`: two witnesses on loopback cosign, the audit accepts their quorum, a proof is taken away and holds."""

import json
import signal
import subprocess
import sys
from base64 import b64encode
from contextlib import contextmanager
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import pytest

from baigong.core.periods import day_at
from baigong.core.tlog.checkpoints import checkpoint_of
from baigong.core.tlog.policy import policy_of
from baigong.core.tlog.proofs import proof_of, proven
from baigong.ground.log.asking import cosigned, posts_of
from baigong.ground.log.store import publish
from contract.program import asked, baigong
from ground.log.serving import served
from ground.log.small import BODY, DAY, LOG, POLICY, Log, Signer, flip, instant, issued, key_told, revoked, session

PROGRAM = Path(sys.executable).with_name("baigong")
TODAY = day_at(datetime.now(UTC))


@contextmanager
def witnessing(home, name):
    """A witness in a process of its own: its public key and its address."""
    words = ["--key", home / f"{name}.key", "--name", f"{name}.example", "--state", home / name]
    words += ["--log", str(LOG.key), "--port", "0", "--json"]
    with subprocess.Popen(
        [PROGRAM, "log", "witness", *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        yield json.loads(process.stdout.readline())
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0


@pytest.fixture
def home(tmp_path):
    (tmp_path / "policy").write_text(POLICY)
    (tmp_path / "bodies").write_text(f"# who may issue\n{BODY}  # Hangzhou\n")
    return tmp_path


@pytest.fixture
def honest(home):
    log = Log(home)
    log.grow([key_told(), *session(), issued(1), issued(2)])
    return log


def audited(log, home, *words):
    given = ("--policy", home / "policy", "--state", home / "monitor", "--bodies", home / "bodies")
    return asked("log", "audit", log.folder, *given, *words)


def codes(answer):
    return [(one["index"], one["code"]) for one in answer.json["findings"]]


def test_two_witnesses_on_loopback_cosign_and_the_audit_over_http_accepts_their_quorum(home):
    log = Log(home)
    log.append([key_told(), *session(), issued(1, day=TODAY)])

    with witnessing(home, "first") as first, witnessing(home, "second") as second:
        written = (
            f"log {LOG.key}\nwitness first {first['key']} {first['address']}\n"
            f"witness second {second['key']} {second['address']}\ngroup both all first second\nquorum both\n"
        )
        (home / "policy").write_text(written)
        for entries in ([], [issued(2, day=TODAY)]):
            log.append(entries)
            told = policy_of(written.encode())
            *_, note = cosigned(log.sign(), log.folder, LOG.key, witnesses=told.witnesses, posts=posts_of(told))
            publish(log.folder, note)
    with served(log.folder) as address:
        answer = asked("log", "audit", address, "--policy", home / "policy")

    assert [answer.code, codes(answer), answer.json["size"]] == [0, [], 5]
    assert sorted(answer.json["witnessed"]) == ["first", "second"]


def test_a_witness_answers_nothing_but_checkpoints(home):
    with witnessing(home, "first") as first:
        address = first["address"].removeprefix("http://")

        told = []
        for path, body in (("/", b"x"), ("/add-checkpoint", b"x"), ("/add-checkpoint", bytes(70_000))):
            connection = HTTPConnection(address, timeout=20)
            connection.request("POST", path, body)
            told.append(connection.getresponse().status)
            connection.close()

    assert told == [404, 400, 400]


def test_an_honest_log_passes_and_the_first_audit_says_that_it_pins(honest, home):
    first, second = audited(honest, home), audited(honest, home)

    assert [first.code, first.json["before"], first.json["pinned"]] == [0, None, True]
    assert [second.code, second.json["before"], second.json["entries"]] == [0, 5, {}]


def test_a_person_reads_what_the_audit_found(honest, home):
    honest.grow([issued(3), issued(4)])

    said = baigong("log", "audit", honest.folder, "--policy", home / "policy", "--lang", "zh")

    assert said.code == 1
    assert said.out.splitlines() == [
        "log.example/2026：共7条，其中新增7条。",
        "first已于2026-03-02 04:00 UTC见证。",
        "second已于2026-03-02 04:00 UTC见证。",
        "本次审计未保存；请用--state指定文件夹，下次即可据此比对。",
        "第6条：这是该场次的第4份证书，而该场次只有3个席位。",
        "共1项疑点提示。",
    ]


def test_a_year_that_has_ended_is_held_against_the_trust_data(honest, home):
    end = checkpoint_of(honest.published.text)
    final = {"size": end.size, "root": b64encode(end.root).decode()}
    log = {"origin": LOG.key.name, "year": 2026, "folder": "logs/2026", "final": final}
    whole = {"name": "trust.example", "version": 1, "made_at": "2027-01-01T00:00:00Z", "synthetic": True}
    whole |= {"status_days": 7, "backdating_days": 3, "issuers": [], "status": [], "logs": [log], "files": {}}
    (home / "trust.json").write_text(json.dumps(whole))

    before = audited(honest, home, "--trust", home / "trust.json")
    honest.grow([issued(3)])
    after = audited(honest, home, "--trust", home / "trust.json")

    assert [before.code, codes(before)] == [0, []]
    assert [after.code, codes(after)] == [1, [(None, "log.other_end")]]


def test_an_ending_of_the_year_before_is_counted_and_beside_its_state_judged(honest, home):
    next_year = Signer("log.example/2027", 9)
    audited(honest, home)
    (home / "policy").write_text(POLICY.replace(str(LOG.key), str(next_year.key)))
    log = Log(home, "next", next_year)
    log.grow([revoked(1, DAY), revoked(77, DAY)])
    words = ("log", "audit", log.folder, "--policy", home / "policy")

    alone, beside = asked(*words), asked(*words, "--earlier", home / "monitor")
    said = baigong(*words, "--lang", "zh").out
    wrong = asked(*words, "--earlier", home / "nothing")

    assert [alone.code, codes(alone), alone.json["unjudged"]] == [0, [], 2]
    assert [beside.code, codes(beside), beside.json["unjudged"]] == [1, [(1, "log.never_told")], 0]
    assert "2条终止记录针对往年日志中的证书；请用--earlier指定往年日志的监督存档，以便判定。" in said.splitlines()
    assert [wrong.code, wrong.json["refusal"]["code"]] == [2, "log.no_state"]


def test_a_fork_and_a_flipped_bit_are_findings(honest, home):
    audited(honest, home)
    (home / "elsewhere").mkdir()
    fork = Log(home / "elsewhere")
    fork.grow([key_told(), *session(), issued(8), issued(9), issued(10)])
    flip(honest.folder / "tile/entries/000.p/5", 40)

    other = asked("log", "audit", honest.folder, "--policy", home / "policy")

    assert [(answer.code, codes(answer)) for answer in (audited(fork, home), other)] == [
        (1, [(None, "log.forked")]),
        (1, [(None, "log.altered")]),
    ]


def test_the_allowed_days_are_an_argument(honest, home):
    honest.grow([issued(3, day=DAY.replace(day=1))], at=instant(DAY.replace(day=9)))

    assert codes(audited(honest, home)) == [(5, "log.backdated")]
    assert codes(asked("log", "audit", honest.folder, "--policy", home / "policy", "--days", "8")) == []


def test_what_cannot_be_read_is_refused_with_a_sentence(honest, home):
    nothing = asked("log", "audit", home / "nothing", "--policy", home / "policy")
    unreachable = asked("log", "audit", "http://127.0.0.1:9", "--policy", home / "policy")
    no_policy = asked("log", "audit", honest.folder, "--policy", home / "none")

    assert [(one.code, one.json["refusal"]["code"]) for one in (nothing, unreachable, no_policy)] == [
        (2, "log.not_there"),
        (2, "log.unreachable"),
        (2, "command.cannot_read"),
    ]


def test_a_proof_is_taken_away_and_holds(honest, home):
    (home / "entry").write_bytes(issued(2).entry)

    by_number = asked("log", "prove", honest.folder, "4", "--policy", home / "policy")
    written = asked("log", "prove", honest.folder, "--entry", home / "entry", "-o", home / "proof")

    assert [by_number.code, written.code] == [0, 0]
    assert (home / "proof").read_text() == by_number.json["proof"]
    shown = proven(proof_of((home / "proof").read_bytes()), issued(2).entry, policy_of(POLICY.encode()))
    assert shown.checkpoint.size == 5


def test_which_entry_is_asked_for_must_be_said_and_must_be_there(honest, home):
    (home / "entry").write_bytes(issued(9).entry)

    told = [
        asked("log", "prove", honest.folder, *words).json["refusal"]["code"]
        for words in ((), ("1", "--entry", home / "entry"), ("5",), ("--entry", home / "entry"))
    ]

    assert told == ["log.one_entry", "log.one_entry", "log.not_in_log", "log.not_in_log"]


def test_a_witness_without_a_key_or_on_a_taken_port_is_refused(home):
    words = ("--state", home / "w", "--log", LOG.key)
    with served(home) as address:
        port = address.rpartition(":")[2]
        taken = asked("log", "witness", "--key", home / "k", "--name", "w.example", *words, "--port", port)
    without = asked("log", "witness", "--key", home / "none", *words)
    strange = asked("log", "witness", "--key", home / "none", "--name", "a b", *words)

    assert [one.json["refusal"]["code"] for one in (taken, without, strange)] == [
        "log.cannot_listen",
        "log.bad_private_key",
        "log.bad_name",
    ]
