"""A trust pack as one .zip."""

from pathlib import Path
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError

from baigong.ground.log.source import NotThere, Read, TooLarge
from baigong.ground.trust.content import MANIFEST


def zipped(path: Path) -> Read | None:
    """`None` for what is no .zip."""
    try:
        return _reading(ZipFile(path), path.name)
    except (OSError, BadZipFile, ValueError):
        return None


def _reading(file: ZipFile, name: str) -> Read:
    """Also where the whole folder was packed, under its own name."""
    paths = set(file.namelist())
    roots = {path.removesuffix(MANIFEST) for path in paths if path == MANIFEST or path.endswith(f"/{MANIFEST}")}
    root = min(roots, key=len, default="")

    def read(path: str, most: int) -> bytes:
        if root + path not in paths:
            raise NotThere(place=name, path=path)
        try:
            with file.open(root + path) as one:
                content = one.read(most + 1)
        except (OSError, BadZipFile, ZlibError, RuntimeError, EOFError):
            raise NotThere(place=name, path=path) from None
        if len(content) > most:
            raise TooLarge(path=path, most=f"{most:,}")
        return content

    return read
