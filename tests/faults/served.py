"""A node as its administrator runs it: `baigong serve` in a process of its own."""

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROGRAM = [sys.executable, "-c", "from baigong.faces.cli.main import run; run()"]
TIMEOUT = 90


def environment(home: Path, **more: str) -> dict[str, str]:
    """Ours without what the tests' own settings need, and with a node of its own."""
    ours = ("BAIGONG_", "DJANGO_", "PYTEST_", "DATABASE_URL")
    kept = {name: word for name, word in os.environ.items() if not name.startswith(ours)}
    return {**kept, "BAIGONG_HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path), **more}


def told(home: Path, *words: str, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """One command line of the program, to its end."""
    return subprocess.run(
        [*PROGRAM, *words],
        env=environment(home, **more),
        input=given,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
        check=False,
    )


@dataclass
class Served:
    home: Path
    process: subprocess.Popen[str]
    answer: dict[str, Any]

    @property
    def port(self) -> int:
        return int(self.answer["address"].rstrip("/").rsplit(":", 1)[1])

    def children(self) -> dict[str, int]:
        """The process of each child by its module."""
        return {words[-1].rsplit(".", 1)[-1]: pid for pid, words in _children_of(self.process.pid)}

    def lines(self) -> list[dict[str, Any]]:
        text = (self.home / "log" / "node.log").read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines()]

    def stop(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(TIMEOUT)


@contextmanager
def served(home: Path, *words: str, **more: str) -> Iterator[Served]:
    """Running, from the moment that it answers; killed at the end, whatever became of it."""
    process = subprocess.Popen(
        [*PROGRAM, "serve", "--port", "0", "--json", *words],
        env=environment(home, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield Served(home, process, _first_answer(process))
    finally:
        if process.poll() is None:
            process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(TIMEOUT)
        if process.poll() is None:
            process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()


def _first_answer(process: subprocess.Popen[str]) -> dict[str, Any]:
    assert process.stdout is not None
    ready, _, _ = select.select([process.stdout], [], [], TIMEOUT)
    line = process.stdout.readline() if ready else ""
    assert line, f"the node did not answer; it ended with {process.poll()}"
    answer: dict[str, Any] = json.loads(line)
    return answer


def _children_of(parent: int) -> Iterator[tuple[int, list[str]]]:
    for pid in (int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()):
        with contextlib.suppress(OSError):
            told = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().rstrip("\0").split("\0")
            if int(told[1]) == parent and told[0] != "Z":
                yield pid, words


def is_alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def postmaster(home: Path) -> int | None:
    """The database's first process, if it runs."""
    for file in home.glob("postgres-*/postmaster.pid"):
        pid = int(file.read_text().splitlines()[0])
        if is_alive(pid):
            return pid
    return None


def until(holds: Callable[[], object], seconds: float = TIMEOUT) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.05)
    return bool(holds())
