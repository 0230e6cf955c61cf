"""The embedded database server of a home: made, started, found, stopped. It outlives a kill of whoever started it."""

import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.node.binaries import Binaries, found_binaries
from baigong.ground.node.home import Home
from baigong.ground.node.identity import Identity, server_identity

ROLE = "baigong"
# A server whose processes were killed holds its shared memory until the last of them is gone.
TRIES, PAUSE = 12, 0.5
NEEDED, CLUSTER = 1 << 20, 64 << 20  # free bytes without which a server does not start, or is not made
# Rows and parameters stay out of the server's log: they hold personal data.
CONFIGURATION = """
listen_addresses = ''
unix_socket_directories = '{sockets}'
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 256MB
maintenance_work_mem = 256MB
max_wal_size = 4GB
checkpoint_timeout = 15min
wal_compression = on
jit = off
logging_collector = on
log_directory = 'log'
log_filename = 'postgres-%a.log'
log_truncate_on_rotation = on
log_rotation_age = 1d
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length = 0
log_parameter_max_length_on_error = 0
"""


class CannotStart(Refusal):
    code = "node.cannot_start"
    sentence = msgid("The database did not start: %(reason)s. Its log is in “%(folder)s”.")


class DiskFull(Refusal):
    code = "node.disk_full"
    sentence = msgid("The disk that holds “%(folder)s” is full; make room on it, then do the same again.")


@dataclass(frozen=True, slots=True)
class Server:
    home: Home
    binaries: Binaries
    identity: Identity

    @property
    def data(self) -> Path:
        return self.home.folder / f"postgres-{self.binaries.major}"

    @property
    def url(self) -> str:
        return url_of(self.home)

    def is_running(self) -> bool:
        """Whether it answers: a process that was killed, and not yet buried, still looks like one that runs."""
        try:
            psycopg.connect(self.url, connect_timeout=5).close()
        except psycopg.OperationalError as problem:
            return "too many clients" in str(problem)
        return True

    def start(self) -> None:
        """Makes the cluster where there is none, and starts it; does nothing where it runs already."""
        if not (self.data / "PG_VERSION").exists():
            self._make()
        self.identity.owns(self.home.sockets)
        for attempt in range(TRIES):
            if self.is_running():
                return
            told = self._run("pg_ctl", "start", "-w", "-s", "-D", str(self.data), "-l", str(self.data / "start.log"))
            if told.returncode == 0:
                return
            if attempt < TRIES - 1:
                time.sleep(PAUSE)
        if shutil.disk_usage(self.home.folder).free < NEEDED:
            raise DiskFull(folder=str(self.home.folder))
        raise CannotStart(reason=_reason(told.stderr or told.stdout), folder=str(self.data))

    def stop(self) -> None:
        """Also of one that was killed nothing stays behind in the temporary folder."""
        if self._run("pg_ctl", "status", "-D", str(self.data)).returncode == 0:
            self._run("pg_ctl", "stop", "-w", "-s", "-m", "fast", "-D", str(self.data))
        if not self.is_running():
            shutil.rmtree(self.home.sockets, ignore_errors=True)

    def _make(self) -> None:
        """In a folder beside, renamed when whole: a kill half-way leaves nothing that looks like a cluster."""
        beside = self.data.with_name(self.data.name + ".new")
        shutil.rmtree(beside, ignore_errors=True)
        self.identity.owns(beside)
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"] if self.binaries.major >= 17 else []
        told = self._run(
            "initdb", "-D", str(beside), "-U", ROLE, "-E", "UTF8", "--locale=C", *locale, "-k", "-A", "trust"
        )  # fmt: skip
        if told.returncode:
            shutil.rmtree(beside, ignore_errors=True)
            if shutil.disk_usage(self.home.folder).free < CLUSTER:
                raise DiskFull(folder=str(self.home.folder))
            raise CannotStart(reason=_reason(told.stderr), folder=str(self.data.parent))
        with (beside / "postgresql.conf").open("a") as file:
            file.write(CONFIGURATION.format(sockets=self.home.sockets))
        beside.rename(self.data)

    def _run(self, program: str, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*self.identity.before, self.binaries / program, *words],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env={"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"},
            **self.identity.changes,
        )


def _reason(text: str | None) -> str:
    """What the program complains of, without its advice to look into the log, which our own sentence names."""
    lines = [line for line in (text or "").strip().splitlines() if line.strip() != "Examine the log output."]
    return lines[-1].strip(" .") if lines else "?"


def url_of(home: Home) -> str:
    """How a client reaches the embedded server; known before it runs."""
    return f"postgresql://{ROLE}@/postgres?host={home.sockets}"


def server_of(home: Home) -> Server:
    binaries = found_binaries()
    return Server(home, binaries, server_identity(home.folder / "data", binaries.folder / "postgres"))


@contextmanager
def running(home: Home, *, to_stay: bool = False) -> Iterator[Server]:
    """The server, running for the length of the block.

    Found running, it is left running. Started here, it is stopped by whoever leaves last, unless somebody came
    meanwhile for whom it is `to_stay`: `serve`, which stops it itself.
    """
    server = server_of(home)
    temporary = home.folder / "postgres.temporary"
    with (home.folder / "postgres.users").open("a") as users, _alone(home):
        fcntl.flock(users, fcntl.LOCK_SH)
        was_running = server.is_running()
        server.start()
        if to_stay:
            temporary.unlink(missing_ok=True)
        elif not was_running:
            temporary.touch()
        handle = os.dup(users.fileno())
    try:
        yield server
    finally:
        with _alone(home):
            is_last = _is_last(handle)
            if to_stay and not is_last:
                temporary.touch()
            elif is_last and (to_stay or temporary.exists()):
                server.stop()
                temporary.unlink(missing_ok=True)
            os.close(handle)


@contextmanager
def _alone(home: Home) -> Iterator[None]:
    """One process at a time starts and stops the server."""
    with (home.folder / "postgres.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _is_last(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
