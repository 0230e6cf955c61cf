"""Reading a backup: everything in it is checked before anything of the node is touched."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from zipfile import BadZipFile, ZipFile

from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.backup.manifest import Manifest, NoBackup, read_manifest
from baigong.ground.backup.writing import ADDED, FOLDERS, MANIFEST, SEALED_MANIFEST, place_of
from baigong.ground.vault.files import open_stream
from baigong.ground.vault.keyring import Keyring
from baigong.ground.vault.sealing import Altered, UnknownKey

LARGEST_MANIFEST = 100_000_000


class OtherKeys(Refusal):
    code = "backup.other_keys"
    sentence = msgid(
        "This node's keyring does not open “%(name)s”, which was sealed under key %(key)s of its own node; bring that "
        "node's keys in with “baigong keys import”, then restore again."
    )


class DamagedBackup(Refusal):
    code = "backup.damaged"
    sentence = msgid("“%(name)s” is damaged: its part “%(part)s” is not what it was when the backup was taken.")


@dataclass(frozen=True)
class Backup:
    path: Path
    archive: ZipFile
    manifest: Manifest
    keyring: Keyring

    def pour(self, part: str, target: Path) -> None:
        """A part in clear, readable by nobody else."""
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with self.archive.open(part) as source, target.open("wb") as file:
            target.chmod(0o600)
            open_stream(source, file, place=place_of(self.manifest.id, part), keyring=self.keyring)

    def pour_files(self, folder: Path) -> None:
        """The files of the node, under a folder of their own."""
        for part in self.manifest.parts:
            if part.split("/")[0] in (*FOLDERS, *ADDED):
                self.pour(part, folder / part)


@contextmanager
def opened_backup(path: Path, keyring: Keyring) -> Iterator[Backup]:
    """A backup that is whole, unaltered, and opened by these keys; any other is refused."""
    try:
        archive = ZipFile(path)
    except (OSError, BadZipFile):
        raise NoBackup(name=str(path)) from None
    with archive:
        backup = Backup(path, archive, _manifest(path, archive), keyring)
        _refuse_other_keys(backup)
        _refuse_damaged(backup)
        yield backup


def _manifest(path: Path, archive: ZipFile) -> Manifest:
    try:
        if archive.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise NoBackup(name=str(path))
        return read_manifest(archive.read(MANIFEST).decode("utf-8", errors="replace"), name=str(path))
    except (KeyError, BadZipFile):
        raise NoBackup(name=str(path)) from None


def _refuse_other_keys(backup: Backup) -> None:
    """The sealed copy of the manifest vouches for the open one."""
    manifest, target = backup.manifest, io.BytesIO()
    try:
        with backup.archive.open(SEALED_MANIFEST) as source:
            open_stream(source, target, place=place_of(manifest.id, SEALED_MANIFEST), keyring=backup.keyring)
    except (Altered, UnknownKey):
        raise OtherKeys(name=str(backup.path), key=manifest.key) from None
    except (KeyError, BadZipFile):
        raise DamagedBackup(name=str(backup.path), part=SEALED_MANIFEST) from None
    if target.getvalue().decode() != manifest.written():
        raise DamagedBackup(name=str(backup.path), part=MANIFEST)


def _refuse_damaged(backup: Backup) -> None:
    for part, told in backup.manifest.parts.items():
        if not _is_inside(part) or _digest(backup, part) != told.sha256:
            raise DamagedBackup(name=str(backup.path), part=part)


def _digest(backup: Backup, part: str) -> str:
    digest = sha256()
    try:
        with backup.archive.open(part) as source:
            while piece := source.read(1 << 20):
                digest.update(piece)
    except (KeyError, BadZipFile):
        return ""
    return digest.hexdigest()


def _is_inside(part: str) -> bool:
    path = PurePosixPath(part)
    return not path.is_absolute() and ".." not in path.parts


def swap_folder(fresh: Path, place: Path) -> None:
    """`fresh` becomes `place`; what was there is gone. Without `fresh`, nothing is there afterwards."""
    before = place.with_name(place.name + ".before")
    shutil.rmtree(before, ignore_errors=True)
    if place.exists():
        place.rename(before)
    if fresh.exists():
        fresh.rename(place)
    shutil.rmtree(before, ignore_errors=True)


def add_missing(fresh: Path, place: Path) -> None:
    """Files of `fresh` that are not at `place`; what is there stays as it is."""
    for path in sorted(fresh.glob("*")):
        if not (place / path.name).exists():
            place.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.rename(place / path.name)
