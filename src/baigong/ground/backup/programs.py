"""pg_dump, pg_restore and psql: as new as the server at least, and never told a password on their command line."""

import os
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.node.binaries import Binaries, all_binaries

NEEDED = ("pg_dump", "pg_restore", "psql")


class NoDumpPrograms(Refusal):
    code = "backup.no_programs"
    sentence = msgid(
        "The database is PostgreSQL %(major)s, and no pg_dump, pg_restore and psql that new were found; install "
        "postgresql-client-%(major)s."
    )


class DumpFailed(Refusal):
    code = "backup.dump_failed"
    sentence = msgid("%(program)s failed: %(reason)s. Nothing was changed.")


@dataclass(frozen=True)
class Programs:
    binaries: Binaries
    url: str

    @contextmanager
    def reading(self, program: str, *words: str) -> Iterator[IO[bytes]]:
        """What a program says; whoever reads it to the end learns from the block's end whether it is whole."""
        with self._started([program, *words], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            yield process.stdout
            _refuse_failed(program, process)

    @contextmanager
    def writing(self, program: str, *words: str) -> Iterator[IO[bytes]]:
        with self._started([program, *words], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as process:
            assert process.stdin is not None
            try:
                yield process.stdin
                process.stdin.close()
            except BrokenPipeError:
                pass
            _refuse_failed(program, process)

    @property
    def database(self) -> str:
        """The database without its password."""
        return make_conninfo(**{name: word for name, word in self._told.items() if name != "password"})

    @property
    def _told(self) -> dict[str, str]:
        return {name: str(word) for name, word in conninfo_to_dict(self.url).items() if word is not None}

    @contextmanager
    def _started(self, words: Sequence[str], **streams: int) -> Iterator["subprocess.Popen[bytes]"]:
        process = subprocess.Popen(
            [self.binaries / words[0], *words[1:]],
            stderr=subprocess.PIPE,
            env={"PATH": os.defpath, "LC_ALL": "C", "PGPASSWORD": self._told.get("password", "")},
            **streams,  # type: ignore[call-overload]
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
            for stream in (process.stdin, process.stdout, process.stderr):
                if stream and not stream.closed:
                    stream.close()
            process.wait()


def programs_for(url: str) -> Programs:
    with psycopg.connect(url) as connection:
        major = connection.info.server_version // 10_000
    for binaries in all_binaries(NEEDED):
        if binaries.major >= major:
            return Programs(binaries, url)
    raise NoDumpPrograms(major=major)


def _refuse_failed(program: str, process: "subprocess.Popen[bytes]") -> None:
    assert process.stderr is not None
    told = process.stderr.read().decode(errors="replace")
    if process.wait():
        raise DumpFailed(program=program, reason=_first_line(told))


def _first_line(told: str) -> str:
    """The first complaint; what follows quotes rows."""
    lines = [line.strip().rstrip(".") for line in told.splitlines() if "ERROR" in line or "error" in line]
    return (lines or told.strip().splitlines() or ["?"])[0]
