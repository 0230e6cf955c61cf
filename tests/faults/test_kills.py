"""kill -9 of the database, the web server and the worker at random instants of a load: before or after, never between.

`make test` kills each of the three once in a load of 5,000 rows; `make test-faults` kills twenty times in loads of
100,000 (BAIGONG_FAULTS_KILLS, BAIGONG_FAULTS_PERSONS).
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import psycopg
import pytest

from baigong.ground.node.home import home_at
from baigong.ground.node.server import url_of
from faults.served import Served, environment, is_alive, postmaster, served, told, until

KILLS = int(os.environ.get("BAIGONG_FAULTS_KILLS", "3"))
PERSONS = int(os.environ.get("BAIGONG_FAULTS_PERSONS", "1000"))  # about five rows each
VICTIMS = ("database", "worker", "web")
SENDING = Path(__file__).with_name("sending.py")
SEEN = ("certificates_certificate", "registry_identifier", "registry_employment")


def count(home: Path) -> tuple[int, ...] | None:
    """What everybody sees; None while the database is away."""
    tables = ", ".join(f"(SELECT count(*) FROM {table})" for table in SEEN)
    try:
        with psycopg.connect(url_of(home_at(home)), connect_timeout=2) as connection:
            row = connection.execute(f"SELECT {tables}").fetchone()
    except psycopg.OperationalError:
        return None
    return tuple(int(cell) for cell in row or ())


def state(home: Path, upload: int) -> str | None:
    try:
        with psycopg.connect(url_of(home_at(home)), connect_timeout=2) as connection:
            row = connection.execute("SELECT state FROM exchange_upload WHERE id = %s", [upload]).fetchone()
    except psycopg.OperationalError:
        return None
    return str(row[0]) if row else None


class Watcher:
    """Counts again and again while a load runs: what was ever seen."""

    def __init__(self, home: Path) -> None:
        self.home, self.seen, self.ending = home, set[tuple[int, ...]](), Event()
        self.thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Watcher":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.set()
        self.thread.join()

    def _watch(self) -> None:
        while not self.ending.wait(0.1):
            if counted := count(self.home):
                self.seen.add(counted)


def send(home: Path, package: Path) -> int:
    done = subprocess.run(
        [sys.executable, str(SENDING), str(package)],
        env=environment(home),
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return int(done.stdout)


def kill(node: Served, victim: str) -> None:
    pid = postmaster(node.home) if victim == "database" else node.children().get(f"{victim}server", 0)
    pid = node.children().get("worker", 0) if victim == "worker" else pid
    if pid:
        os.kill(pid, signal.SIGKILL)


def loaded(home: Path, upload: int) -> bool:
    return until(lambda: state(home, upload) == "loaded", 240)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """One for each kill, and one more to see how long a load takes; different persons in each."""
    folder = tmp_path_factory.mktemp("packages")
    made = [folder / f"seed-{seed}" for seed in range(KILLS + 1)]
    for seed, package in enumerate(made):
        words = ("--persons", str(PERSONS), "--seed", str(seed), "--region", "33")
        assert told(folder / "home", "demo", str(package), *words).returncode == 0
    return made


def test_a_load_is_whole_or_absent_whatever_is_killed_and_whenever(tmp_path, packages):
    home, instants = tmp_path / "home", random.Random(20260101)
    with served(home) as node:
        begun = time.monotonic()
        assert loaded(home, send(home, packages[0]))
        duration = time.monotonic() - begun
        kept = count(home)

        for number, package in enumerate(packages[1:]):
            victim, before = VICTIMS[number % len(VICTIMS)], kept
            with Watcher(home) as watcher:
                upload = send(home, package)
                time.sleep(instants.uniform(0, duration))
                kill(node, victim)
                assert loaded(home, upload), f"kill {number} of the {victim}: {state(home, upload)}"
            kept = count(home)
            assert watcher.seen <= {before, kept}, f"kill {number} of the {victim}"
            assert kept > before

        assert until(lambda: len(node.children()) == len(VICTIMS) - 1)
        assert loads_are_whole(home, packages[:: max(1, KILLS // 5)])
    assert postmaster(home) is None


def loads_are_whole(home: Path, packages: list[Path]) -> bool:
    """Read again, everything in them is there already, and nobody twice."""
    for package in packages:
        again = json.loads(told(home, "load", str(package), "--json").stdout)
        if any(table["accepted"] + table["amended"] for table in again["tables"].values()):
            return False
    with psycopg.connect(url_of(home_at(home))) as connection:
        row = connection.execute(
            "SELECT (SELECT count(*) FROM registry_person) = (SELECT count(*) FROM registry_identifier)"
        ).fetchone()
    return bool(row and row[0])


def test_the_operators_own_load_that_was_killed_left_nothing_and_is_done_again(tmp_path, packages):
    home = tmp_path / "home"
    with served(home, "--no-worker") as node:
        process = subprocess.Popen(
            [sys.executable, "-c", "from baigong.faces.cli.main import run; run()", "load", str(packages[0])],
            env=environment(home),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(2)
        process.kill()
        process.wait()
        assert not is_alive(process.pid)
        partial = count(home)

        assert told(home, "load", str(packages[0])).returncode in {0, 1}

        whole = count(node.home)
        assert partial in {(0, 0, 0), whole}
        assert whole > (0, 0, 0)
