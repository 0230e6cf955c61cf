"""Parsing in a process apart: with limits, without network, keys or database, in a folder that is thrown away."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from baigong.apps.exchange import confined
from baigong.apps.exchange.parsing import ORDER, ORIGINALS, OUT, Order
from baigong.apps.exchange.passing import Unsound, take_over, told_in
from baigong.apps.exchange.report import fault_of
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.lake.files.opening import Whole
from baigong.ground.lake.read.package import Gathered
from baigong.ground.lake.read.record import NOTHING_TOLD, Told

PARSER = ("-m", "baigong.apps.exchange.parsing")
LARGEST_ORIGINALS = 512 << 20
# What ends a process that goes beyond its limits: by itself, by the system, or by our patience.
ENDED = {-signal.SIGXCPU, -signal.SIGKILL, -signal.SIGABRT, -signal.SIGXFSZ, -signal.SIGSEGV, -signal.SIGBUS}
SIGNS = (
    b"MemoryError",
    b"bad_alloc",
    b"malloc of size",
    b"realloc of size",
    b"Out of Memory",
    b"OutOfMemory",
    b"Cannot allocate",
    b"start new thread",
    b"File too large",
)


class TooMuch(Refusal):
    code = "exchange.too_much"
    sentence = msgid(
        "Reading “%(name)s” takes more memory or time than an upload may; split it, or send it as Parquet."
    )


class BrokeOff(Refusal):
    code = "exchange.broke_off"
    sentence = msgid(
        "Reading “%(name)s” broke off, so nothing of it was taken; save it anew as CSV, XLSX or Parquet and send that."
    )


@dataclass(frozen=True)
class Limits:
    """`memory` and `file` in bytes; `seconds` of the processors; `patience` in seconds of the clock."""

    memory: int = 6 << 30
    seconds: int = 1_200
    file: int = 8 << 30
    files: int = 512
    patience: float = 1_800.0


def gathered_apart(
    path: Path,
    *,
    folder: Path,
    now: datetime,
    declared: Mapping[str, str],
    told: Told,
    limits: Limits | None = None,
) -> Gathered:
    """Like `gather_packages` of one package; its rows lie in the folder for as long as they are needed."""
    order = Order(str(path), now.isoformat(), dict(declared), dict(told.documents), dict(told.bodies), {})
    with _parsed(order, path.name, limits or Limits(), folder) as out:
        return _taken(out, folder, path)


def originals_apart(
    path: Path, rows: Mapping[str, Sequence[int]], *, folder: Path, now: datetime, limits: Limits | None = None
) -> dict[str, Any]:
    """These rows of its tables as the file has them: headings, the columns they mean, numbers and cells."""
    nothing = NOTHING_TOLD
    numbers = {name: list(told) for name, told in rows.items()}
    order = Order(str(path), now.isoformat(), {}, dict(nothing.documents), dict(nothing.bodies), numbers)
    with _parsed(order, path.name, limits or Limits(), folder) as out:
        place = out / ORIGINALS
        if not place.is_file() or place.is_symlink() or place.stat().st_size > LARGEST_ORIGINALS:
            raise BrokeOff(name=path.name)
        told: dict[str, Any] = json.loads(place.read_bytes())
        return told


def _taken(out: Path, folder: Path, path: Path) -> Gathered:
    kept = Path(mkdtemp(prefix="taken-", dir=folder))
    out.rename(kept)
    try:
        told = told_in(kept)
        if "refusal" in told:
            raise Whole.of(fault_of(told["refusal"]))
        return take_over(kept, path)
    except (Unsound, OSError, ValueError, KeyError, TypeError):
        raise BrokeOff(name=path.name) from None


@contextmanager
def _parsed(order: Order, name: str, limits: Limits, folder: Path) -> Iterator[Path]:
    """The folder that the parser has filled; it is gone after the block, whatever the parser left."""
    own = Path(mkdtemp(prefix="parser-", dir=folder))
    try:
        (own / ORDER).write_text(json.dumps(asdict(order)), "utf-8")
        _run(own, name, limits)
        yield own / OUT
    finally:
        shutil.rmtree(own, ignore_errors=True)


def _run(own: Path, name: str, limits: Limits) -> None:
    told = {"memory": limits.memory, "seconds": limits.seconds, "file": limits.file, "files": limits.files}
    (own / "tmp").mkdir()
    words = [sys.executable, "-I", "-S", str(confined.__file__), json.dumps(told), *PARSER]
    with (own / "said").open("wb") as said:
        parser = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd=own,
            env=_environment(own),
            start_new_session=True,
        )
        try:
            code = parser.wait(limits.patience)
        except subprocess.TimeoutExpired:
            code = -signal.SIGKILL
        finally:
            _end(parser)
    if code:
        raise _refusal(code, (own / "said").read_bytes()[-100_000:], name)


def _end(parser: subprocess.Popen[bytes]) -> None:
    """It and whatever it started."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(parser.pid, signal.SIGKILL)
    parser.wait()


def _refusal(code: int, said: bytes, name: str) -> Refusal:
    is_too_much = code in ENDED or any(sign in said for sign in SIGNS)
    return TooMuch(name=name) if is_too_much else BrokeOff(name=name)


def _environment(own: Path) -> dict[str, str]:
    """No secret, no address; what it writes beside its rows lies in its own folder."""
    return {
        "PATH": os.defpath,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "HOME": str(own),
        "TMPDIR": str(own / "tmp"),
        "NUMBA_CACHE_DIR": str(own / "tmp"),
        "OMP_NUM_THREADS": "2",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
