"""Files that an administrator names: written for nobody else's eyes, never over another; read, or refused."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from baigong.core.refusal import Refusal
from baigong.core.text import msgid


class CannotWrite(Refusal):
    code = "command.cannot_write"
    sentence = msgid("“%(name)s” cannot be written: %(reason)s. Name another file.")


class CannotRead(Refusal):
    code = "command.cannot_read"
    sentence = msgid("“%(name)s” cannot be read: %(reason)s.")


@contextmanager
def fresh_file(path: Path) -> Iterator[IO[bytes]]:
    """Whole and on the disk when the block ends, or not there."""
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if path.exists():
            raise FileExistsError(17, os.strerror(17))
        file = os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")
    except OSError as problem:
        raise CannotWrite(name=str(path), reason=problem.strerror) from None
    try:
        with file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.rename(path)
    finally:
        beside.unlink(missing_ok=True)


def read_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        raise CannotRead(name=str(path), reason=problem.strerror) from None
