"""Files that are whole and stay so: a crash at any instant leaves them as they were, or as they were to be."""

import ctypes
import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath

from baigong.core.refusal import Refusal
from baigong.core.text import msgid

MANY = 32
# Linux; elsewhere each file is synchronised by itself.
SYNC_FILE_SYSTEM = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)


class Rewritten(Refusal):
    code = "log.rewritten"
    sentence = msgid(
        "%(path)s of the log stands there already with other bytes; a log is never rewritten. "
        "Its folder or its index is an older copy: bring back the newer one."
    )


def add_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Together: on the disk before they bear their names, and never over a file that says something else."""
    fresh = [path for path, content in files.items() if not _stands(folder, path, content)]
    for place in {os.path.dirname(path) for path in fresh}:
        (folder / place).mkdir(parents=True, exist_ok=True)
    drafts = {path: _draft(f"{folder}/{path}") for path in fresh}
    for path, draft in drafts.items():
        _write(draft, files[path])
    _sync_all(folder, list(drafts.values()))
    for path, draft in drafts.items():
        os.rename(draft, f"{folder}/{path}")
    _sync_all(folder, list({str(place) for path in fresh for place in _places(folder, path)}))


def replace_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = _draft(str(path))
    _write(draft, content)
    _sync(draft)
    os.rename(draft, path)
    _sync(str(path.parent))


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Waits until nobody else is at it; the kernel lets go when a process ends, however it ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _stands(folder: Path, path: str, content: bytes) -> bool:
    try:
        with open(f"{folder}/{path}", "rb") as file:
            there = file.read()
    except FileNotFoundError:
        return False
    if there != content:
        raise Rewritten(path=path)
    return True


def _write(path: str, content: bytes) -> None:
    with open(path, "wb") as file:
        file.write(content)


def _draft(path: str) -> str:
    folder, name = os.path.split(path)
    return f"{folder}/.{name}.new"


def _places(folder: Path, path: str) -> list[Path]:
    """The folder of a file and those above it, for any of them may be new."""
    return [folder.parent, *(folder / place for place in PurePath(path).parents)]


def _sync_all(folder: Path, paths: list[str]) -> None:
    """Many files at once are brought to the disk by their file system, which is far quicker than one by one."""
    if len(paths) < MANY or SYNC_FILE_SYSTEM is None:
        for path in paths:
            _sync(path)
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if SYNC_FILE_SYSTEM(handle) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(handle)


def _sync(path: str) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
