"""The secret that signs a node's sessions, made once and kept in its home."""

import os
from collections.abc import Callable
from pathlib import Path


def kept_secret(file: Path, random: Callable[[int], bytes]) -> str:
    """The secret in the file; a fresh one, readable by nobody else, where there is none. Two makers end up with one."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = file.with_name(f".{file.name}.{os.getpid()}")
    if not file.exists():
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as place:
            place.write(random(48).hex())
            place.flush()
            os.fsync(place.fileno())
        try:
            os.link(beside, file)
        except FileExistsError:
            pass
        finally:
            beside.unlink()
    return file.read_text("ascii")
