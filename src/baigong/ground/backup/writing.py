"""Writing a backup: the database as of one snapshot, then the files that its rows name, each sealed in its place."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_STORED, ZipFile

import psycopg
from psycopg import sql

from baigong.ground.backup.manifest import Manifest, Part
from baigong.ground.backup.programs import Programs
from baigong.ground.node.home import Home
from baigong.ground.vault.files import seal_stream
from baigong.ground.vault.keyring import Keyring

DATABASE, MANIFEST, SEALED_MANIFEST = "database", "manifest.json", "manifest.sealed"
FOLDERS = ("kept", "uploads")
# Brought back only where they are missing. The public log and what it signed last are in no backup: brought back, they
# would be older copies, and a log that goes on from an older copy has forked.
ADDED = ("signing",)
Random = Callable[[int], bytes]


@dataclass(frozen=True)
class Source:
    """The node to be backed up; `random` gives so many random bytes."""

    programs: Programs
    home: Home
    keyring: Keyring
    random: Random


def write_backup(source: Source, target: IO[bytes], manifest: Manifest) -> Manifest:
    """The manifest with what only the backup itself can tell."""
    parts: dict[str, Part] = {}
    with ZipFile(target, "w", ZIP_STORED) as archive:
        with _snapshot(source.programs.url) as (name, cursor):
            manifest = replace(manifest, migrations=_migrations(cursor), rows=_rows(cursor))
            words = ("--format=custom", "--compress=1", "--no-owner", "--no-privileges", f"--snapshot={name}")
            with source.programs.reading("pg_dump", *words, f"--dbname={source.programs.database}") as dump:
                parts[DATABASE] = _put(archive, DATABASE, dump, source, manifest.id)
        for part, path in _files(source.home):
            with path.open("rb") as file:
                parts[part] = _put(archive, part, file, source, manifest.id)
        manifest = replace(manifest, parts=parts)
        _put(archive, SEALED_MANIFEST, io.BytesIO(manifest.written().encode()), source, manifest.id)
        archive.writestr(MANIFEST, manifest.written())
    return manifest


def place_of(backup: str, part: str) -> str:
    """A part of another backup, or another part of this one, does not open here."""
    return f"backup/{backup}/{part}"


@contextmanager
def _snapshot(url: str) -> Iterator[tuple[str, Any]]:
    """What is counted is what is dumped, whatever is written meanwhile."""
    with psycopg.connect(url) as connection, connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        told = cursor.fetchone()
        assert told is not None
        yield str(told[0]), cursor


def _migrations(cursor: Any) -> tuple[str, ...]:
    cursor.execute("SELECT to_regclass('public.django_migrations') IS NOT NULL")
    if not cursor.fetchone()[0]:
        return ()
    cursor.execute("SELECT app || '.' || name FROM django_migrations ORDER BY 1")
    return tuple(row[0] for row in cursor.fetchall())


def _rows(cursor: Any) -> dict[str, int]:
    """Of every table but those of a load that is not finished."""
    cursor.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'staging\\_%' ORDER BY 1"
    )
    tables = [row[0] for row in cursor.fetchall()]
    return {table: _count(cursor, table) for table in tables}


def _count(cursor: Any, table: str) -> int:
    cursor.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table)))
    return int(cursor.fetchone()[0])


def _files(home: Home) -> Iterator[tuple[str, Path]]:
    for folder in (*FOLDERS, *ADDED):
        root = home.folder / folder
        whole = (path for path in root.rglob("*") if path.is_file() and not path.name.startswith("."))
        found = sorted(path for path in whole if path.suffix not in (".part", ".open"))
        yield from ((f"{folder}/{path.relative_to(root).as_posix()}", path) for path in found)


def _put(archive: ZipFile, part: str, source: IO[bytes], node: Source, backup: str) -> Part:
    with archive.open(part, "w", force_zip64=True) as entry:
        told = _Digesting(entry)
        seal_stream(source, told, place=place_of(backup, part), keyring=node.keyring, random=node.random)  # type: ignore[arg-type]
    return Part(told.digest.hexdigest(), told.bytes)


class _Digesting:
    """Writes through, digesting what goes by."""

    def __init__(self, target: IO[bytes]) -> None:
        self.target, self.digest, self.bytes = target, sha256(), 0

    def write(self, piece: bytes) -> int:
        self.digest.update(piece)
        self.bytes += len(piece)
        return self.target.write(piece)
