"""Where a package comes to stand: made beside its target, moved there whole at the end, or not at all."""

import os
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from baigong.core.periods import CHINA
from baigong.ground.lake.write import refusals

PACKED_ALREADY = {".parquet", ".xlsx"}


@contextmanager
def placed(target: Path, *, created: datetime) -> Iterator[Path]:
    """An empty folder whose files become the package `target` when the block ends well, a .zip if it is named so."""
    target = target.absolute()
    try:
        _refuse_taken(target)
        with TemporaryDirectory(prefix=f".{target.name}.", dir=target.parent) as beside:
            folder = Path(beside) / "package"
            folder.mkdir()
            yield folder
            whole = _zipped(folder, created) if target.suffix.lower() == ".zip" else folder
            _settle(whole)
            whole.rename(target)
            _sync(target.parent)
    except OSError as problem:
        refusal = refusals.refusal_of(problem, target)
        if refusal is None:
            raise
        raise refusal from problem


def _refuse_taken(target: Path) -> None:
    if not target.parent.is_dir():
        raise refusals.NoSuchFolder(name=str(target.parent))
    is_zip = target.suffix.lower() == ".zip"
    if target.is_symlink() or (target.exists() and (is_zip or not target.is_dir() or any(target.iterdir()))):
        raise refusals.TargetTaken(name=target.name)


def _zipped(folder: Path, created: datetime) -> Path:
    """The folder as one .zip whose bytes depend on its files and on `created` only."""
    packed = folder.with_suffix(".zip")
    moment = created.astimezone(CHINA).timetuple()[:6]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            entry = zipfile.ZipInfo(path.relative_to(folder).as_posix(), moment)
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if path.suffix in PACKED_ALREADY else zipfile.ZIP_DEFLATED
            _add(archive, entry, path)
    return packed


def _add(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    with path.open("rb") as file, archive.open(entry, "w", force_zip64=True) as into:
        while block := file.read(1 << 20):
            into.write(block)


def _settle(whole: Path) -> None:
    """What is renamed must lie on the disk first, or a crash could leave a package with holes."""
    for path in [*whole.rglob("*"), whole] if whole.is_dir() else [whole]:
        _sync(path)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
