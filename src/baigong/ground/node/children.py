"""The processes of a node: started in groups of their own, heard, stopped; none outlives whoever started it."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from threading import Thread
from typing import IO

from baigong.ground.node.logs import LogFile

SUPERVISED = "BAIGONG_SUPERVISED"


class Child:
    """A Python module run as a process; `grace` is how many seconds it has to end by itself."""

    def __init__(self, name: str, module: str, *, environment: Mapping[str, str], log: LogFile, grace: float) -> None:
        self.name, self.module, self.grace = name, module, grace
        self.environment, self.log = {**environment, SUPERVISED: "1"}, log
        self.process: subprocess.Popen[bytes] | None = None

    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        self._sweep()
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.environment,
            # Ctrl-C reaches the parent only, which stops its children in their order.
            start_new_session=True,
        )
        assert self.process.stdout is not None
        Thread(target=self._hear, args=(self.process.stdout,), daemon=True).start()

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(self.grace)
        self._sweep()

    def _sweep(self) -> None:
        """What a process that was killed left behind: the workers of a web server would hold its port."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def _hear(self, lines: IO[bytes]) -> None:
        for line in lines:
            self.log.write(self.name, line.decode(errors="replace").rstrip("\n"))


def end_with_parent() -> None:
    """In a child: ends this process when its parent is gone, however that ended."""
    if os.environ.get(SUPERVISED):
        Thread(target=_wait_for_end, daemon=True).start()


def _wait_for_end() -> None:
    """The parent holds the other end of standard input open for as long as it lives."""
    while os.read(0, 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
