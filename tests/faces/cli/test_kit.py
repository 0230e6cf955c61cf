"""`baigong kit`, then `baigong verify` on all of it: exactly the answers that the index tells, with no network."""

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from contract.program import asked, assert_refused, baigong

PROGRAM = Path(sys.executable).with_name("baigong")
AT = "2026-03-02T12:00:00+08:00"
NEITHER = """
import socket
import sys


class NoSocket(socket.socket):
    def __init__(self, *words, **more):
        raise OSError("no network")


socket.socket = NoSocket
sys.modules["django"] = None
"""


class NoNetwork(Exception):
    """Somebody asked for a socket."""


def index_of(kit):
    return {one["file"]: one for one in json.loads((kit / "index.json").read_bytes())["credentials"]}


def answers(told, kit):
    return {Path(one["file"]).relative_to(kit).as_posix(): one["answer"] for one in told["credentials"]}


@pytest.fixture
def cut_off(monkeypatch):
    def refused(*words, **more):
        raise NoNetwork

    monkeypatch.setattr(socket, "socket", refused)
    monkeypatch.setattr(socket, "create_connection", refused)
    monkeypatch.setattr(socket, "getaddrinfo", refused)


def test_all_three_hundred_have_the_answers_of_the_index_with_the_network_cut(kit, cut_off):
    files = sorted((kit / "credentials").iterdir())

    answer = asked("verify", *files, "--trust", kit / "trust", "--at", AT)

    assert answers(answer.json, kit) == {name: one["answer"] for name, one in index_of(kit).items()}
    assert answer.code == 1
    assert all(one["synthetic"] for one in answer.json["credentials"])


def test_a_process_without_sockets_and_without_django_gives_the_same_answers(tmp_path):
    """As a newcomer does it, today."""
    (tmp_path / "sitecustomize.py").write_text(NEITHER)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    made = [PROGRAM, "kit", "kit", "--lang", "en"]
    said = subprocess.run(made, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    sample = sorted(path.relative_to(tmp_path) for path in (tmp_path / "kit/credentials").glob("*[05]-*"))

    verified = subprocess.run(
        [PROGRAM, "verify", *sample, "--trust", "kit/trust", "--json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
    )

    index = index_of(tmp_path / "kit")
    named = {path.relative_to("kit").as_posix() for path in sample if path.suffix != ".tlog-proof"}
    assert said.stdout.splitlines()[-1] == "Try: baigong verify kit/credentials/* --trust kit/trust"
    assert answers(json.loads(verified.stdout), "kit") == {name: index[name]["answer"] for name in named}
    assert len(named) == 60
    assert verified.returncode == 1


def test_on_the_first_day_of_a_year_everything_holds_too(tmp_path, cut_off):
    asked("kit", tmp_path / "kit", "--seed", "8", "--on", "2027-01-01")
    files = sorted((tmp_path / "kit/credentials").iterdir())

    answer = asked("verify", *files, "--trust", tmp_path / "kit/trust", "--at", "2027-01-01T00:00:00+08:00")

    assert answers(answer.json, tmp_path / "kit") == {
        name: one["answer"] for name, one in index_of(tmp_path / "kit").items()
    }


@pytest.mark.parametrize(("answer", "code"), [("valid", 0), ("revoked", 1), ("backdated", 1)])
def test_one_file_gives_one_answer_and_its_exit_code(kit, answer, code):
    name = next(name for name, one in index_of(kit).items() if one["answer"] == answer)

    told = asked("verify", kit / name, "--trust", kit / "trust", "--at", AT)

    assert [told.code, told.json["answer"]] == [code, answer]


def test_what_was_valid_is_unknown_once_the_lists_are_old(kit):
    name = next(name for name, one in index_of(kit).items() if one["answer"] == "valid")

    told = asked("verify", kit / name, "--trust", kit / "trust", "--at", "2026-03-20T12:00:00+08:00")

    assert [told.code, told.json["answer"]] == [1, "unknown"]


def test_the_answer_counts_what_was_written(tmp_path):
    answer = asked("kit", tmp_path / "kit", "--seed", "3", "--on", "2026-03-02")

    index = index_of(tmp_path / "kit").values()
    assert answer.code == 0
    assert {name: answer.json[name] for name in ("seed", "on", "credentials", "synthetic")} == {
        "seed": 3,
        "on": "2026-03-02",
        "credentials": 300,
        "synthetic": True,
    }
    for name, told in (("answers", "answer"), ("forms", "form")):
        assert answer.json[name] == {one: sum(row[told] == one for row in index) for one in answer.json[name]}
        assert sum(answer.json[name].values()) == 300


def test_a_newcomer_is_told_in_chinese_where_the_answers_are(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    said = baigong("kit", "kit", "--lang", "zh")

    assert said.out.splitlines()[0] == (
        "“kit”中现有300份测试凭证，核验结论见kit/index.json；均为虚构，不指任何真实的人。"
    )
    assert said.out.splitlines()[-1] == "可以试试：baigong verify kit/credentials/* --trust kit/trust"


def test_a_folder_that_is_not_empty_and_a_day_that_is_none_are_refused(kit, tmp_path):
    assert_refused(asked("kit", kit))
    assert_refused(asked("kit", tmp_path / "kit", "--on", "someday"))
    assert list(tmp_path.iterdir()) == []
