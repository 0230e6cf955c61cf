"""`baigong serve` as an administrator meets it."""

import json
import os
import signal
import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from faults.served import Served, is_alive, postmaster, served, told, until


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def answers(node: Served, path: str = "health") -> bool:
    try:
        urllib.request.urlopen(node.answer["address"] + path, timeout=5).close()
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory):
    with served(tmp_path_factory.mktemp("served") / "home") as node:
        yield node


def test_it_says_where_it_is_and_for_which_region(node):
    assert node.answer == {
        "address": f"http://127.0.0.1:{node.port}/",
        "region": "00",
        "demo": False,
        "home": str(node.home),
    }
    assert until(lambda: answers(node))


def test_a_second_one_on_the_same_folder_is_refused(node):
    answer = told(node.home, "serve", "--json")

    assert answer.returncode == 2
    assert json.loads(answer.stdout)["refusal"]["code"] == "node.already_served"


def test_commands_find_its_database_running_and_leave_it_running(node):
    running = postmaster(node.home)

    assert told(node.home, "score", "--on", "2025-12-31", "--json").returncode in {0, 1}
    assert running is not None
    assert postmaster(node.home) == running


@pytest.mark.parametrize("child", ["webserver", "worker"])
def test_a_child_that_is_killed_is_started_again(node, child):
    killed = node.children()[child]

    os.kill(killed, signal.SIGKILL)

    assert until(lambda: node.children().get(child, killed) != killed)
    assert until(lambda: answers(node))
    assert any(line["event"].endswith("ended unasked; it is started again in 1 seconds.") for line in node.lines())


def test_a_database_that_is_killed_is_started_again(node):
    killed = postmaster(node.home)

    os.kill(killed, signal.SIGKILL)

    assert until(lambda: postmaster(node.home) not in {None, killed})
    assert until(lambda: answers(node))


def test_what_is_asked_for_and_numbers_in_paths_stay_out_of_the_log(node):
    assert until(lambda: answers(node, "persons/33010219900307451X?name=Zhang%20San"))

    assert until(lambda: any(line.get("path") == "/persons/…" for line in node.lines()))
    assert "33010219900307451X" not in (node.home / "log/node.log").read_text()
    assert "Zhang" not in (node.home / "log/node.log").read_text()


def test_a_port_in_use_is_refused_with_its_number(home):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]

        answer = told(home, "serve", "--port", str(port), "--json")

    assert answer.returncode == 2
    assert json.loads(answer.stdout)["refusal"]["code"] == "node.port_taken"
    assert str(port) in json.loads(answer.stdout)["refusal"]["zh"]
    assert postmaster(home) is None


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("BAIGONG_HOST", "192.0.2.1", "node.no_such_address"),
        ("BAIGONG_PLAN", "nosuchplan", "plan.not_found"),
        ("DATABASE_URL", "postgresql://x:hunter2@127.0.0.1:1/x", "node.cannot_reach"),
    ],
)
def test_a_setting_that_cannot_hold_is_refused_at_the_start(home, name, value, code):
    answer = told(home, "serve", "--port", "0", "--json", **{name: value})

    assert answer.returncode == 2
    assert answer.stderr == ""
    assert json.loads(answer.stdout)["refusal"]["code"] == code
    assert "hunter2" not in answer.stdout


def test_a_database_that_cannot_be_reached_is_told_with_its_reason(home):
    answer = told(home, "journal", "verify", "--lang", "en", DATABASE_URL="postgresql://x@127.0.0.1:1/x")

    assert answer.stderr.count("\n") == 1
    assert "Connection refused. Check its address" in answer.stderr


def test_a_node_that_is_known_by_a_name_of_its_own_only_starts_as_well(home):
    with served(home, "--no-worker", BAIGONG_HOSTS="skills.example.gov.cn") as node:
        assert node.process.poll() is None


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_web_then_worker_then_database(home, number):
    with served(home) as node:
        children = node.children()

        code = node.stop(number)

        assert code == 0
        assert sorted(children) == ["webserver", "worker"]
        assert [pid for pid in children.values() if is_alive(pid)] == []
        assert postmaster(home) is None
        stops = [line["part"] for line in node.lines() if line["event"].endswith("is being stopped.")]
        assert stops == ["web", "worker", "database"]


def test_children_end_with_a_parent_that_was_killed_and_the_next_one_finds_everything(home):
    with served(home) as node:
        children = node.children()
        node.stop(signal.SIGKILL)

        assert until(lambda: not any(is_alive(pid) for pid in children.values()))
        assert postmaster(home) is not None

    with served(home) as again:
        assert until(lambda: answers(again))
        assert again.stop() == 0
    assert postmaster(home) is None


def test_without_a_worker_there_is_none(home):
    with served(home, "--no-worker") as node:
        assert sorted(node.children()) == ["webserver"]


def test_a_demonstration_opens_a_labelled_province_once(home):
    with served(home, "--demo") as node:
        assert (node.answer["demo"], node.answer["region"]) == (True, "33")
        with urllib.request.urlopen(f"{node.answer['address']}data/vintages.json") as told_of:
            assert [one["period"] for one in json.load(told_of)["rows"]] == ["2025Q4", "2025Q3"]
        first = json.loads(told(home, "score", "--on", "2025-12-31", "--json").stdout)
    with served(home, "--demo"):
        second = json.loads(told(home, "score", "--on", "2025-12-31", "--json").stdout)

    assert first["synthetic"] is True
    assert first["rows"] == second["rows"]
