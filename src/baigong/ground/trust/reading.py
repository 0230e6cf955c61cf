"""The files of a trust pack, in a folder or a .zip of it. What comes from there is believed by nobody yet."""

import re
from importlib import import_module
from pathlib import Path

from baigong.core.refusal import Fault
from baigong.ground.log.source import NotThere, Read, TooLarge, source_of
from baigong.ground.trust.refusals import BAD_NAME, NO_FILE, NOT_THERE, TOO_LARGE, UnusablePack

ZIPPED = "baigong.ground.trust.zipped"  # loaded for a .zip only, as it takes its time
PATH = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*)*", re.ASCII)


def files_of(path: Path) -> Read:
    """Raises UnusablePack for what is neither; a file is read when it is asked for, and never beyond the bytes told."""
    if path.is_dir():
        return source_of(str(path))
    read: Read | None = import_module(ZIPPED).zipped(path)
    if read is None:
        raise UnusablePack(name=path.name, why=Fault("trust.not_there", NOT_THERE))
    return read


def content_of(read: Read, path: str, *, most: int, name: str) -> bytes:
    """Raises UnusablePack for a path that leads elsewhere, and for a file that is missing or too large."""
    if not PATH.fullmatch(path):
        raise UnusablePack(name=name, why=Fault("trust.bad_name", BAD_NAME, {"path": path[:80]}))
    try:
        return read(path, most)
    except NotThere:
        raise UnusablePack(name=name, why=Fault("trust.no_file", NO_FILE, {"path": path})) from None
    except TooLarge:
        raise UnusablePack(name=name, why=Fault("trust.too_large", TOO_LARGE, {"path": path})) from None
