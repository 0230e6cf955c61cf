"""The public log as everybody reads it: its files, its entries, their proofs."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path as FilePath

from baigong.apps.transparency.models import Entry, Witnesses
from baigong.apps.transparency.refusals import NoSuchEntry, NoSuchLog, NotLogged
from baigong.apps.transparency.shards import Logs
from baigong.apps.transparency.witnesses import policy
from baigong.core.credentials.paths import Path
from baigong.core.scope import Scope
from baigong.core.tlog import entries
from baigong.core.tlog.checkpoints import Checkpoint, opened
from baigong.core.tlog.notes import Note
from baigong.core.tlog.proofs import Proof
from baigong.ground.log.proving import path_at, prove
from baigong.ground.log.reading import Tree
from baigong.ground.log.source import Read, source_of

# Nothing else of a log's folder is anybody's: no index, no lock, no file that is being written.
NUMBER = r"(?:x[0-9]{3}/)*[0-9]{3}(?:\.p/[0-9]{1,3})?"
TILE = re.compile(rf"tile/(?:[0-9]|[1-5][0-9]|6[0-3]|entries)/{NUMBER}")
NOTE = re.compile(r"checkpoint|witnessed/(?:sizes|[0-9]{1,19})")

PUBLICATION = "progress.publication"


@dataclass(frozen=True, slots=True)
class File:
    """`is_fixed`: it never says anything else."""

    path: FilePath
    is_fixed: bool
    is_text: bool


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry as it stands in the log; `statement` and `asked_at` are the node's own knowledge of it."""

    year: int
    number: int
    content: bytes
    entry: entries.Entry
    statement: bytes = b""
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where what was asked for stands; no number yet: it waits. `is_public`: whether a proof can be had."""

    year: int
    number: int | None
    is_public: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the outbox, as those see it who run the node."""

    key: str
    year: int
    asked_at: datetime
    line: int


def served_file(logs: Logs, year: int, path: str) -> File | None:
    is_tile, is_note = bool(TILE.fullmatch(path)), bool(NOTE.fullmatch(path))
    file = logs.folder(year) / path
    if not (is_tile or is_note) or not file.is_file():
        return None
    return File(file, is_tile, is_note)


def entry_shown(logs: Logs, year: int, number: int) -> EntryShown:
    """Read from the log's own files and held against its checkpoint, whatever the records say."""
    read, _, checkpoint = _opened(logs, year)
    if not 0 <= number < checkpoint.size:
        raise NoSuchEntry(year=year, number=number, size=checkpoint.size)
    content = Tree(read, checkpoint).entry(number)
    row = Entry.objects.filter(shard=year, number=number).first()
    own = row if row is not None and bytes(row.entry) == content else None
    return EntryShown(
        year,
        number,
        content,
        entries.entry_of(content),
        bytes(own.statement) if own else b"",
        own.asked_at if own else None,
    )


def proof_of_entry(logs: Logs, year: int, number: int) -> Proof:
    """By the earliest checkpoint that enough witnesses saw."""
    read, note, checkpoint = _opened(logs, year)
    if not 0 <= number < checkpoint.size:
        raise NoSuchEntry(year=year, number=number, size=checkpoint.size)
    return prove(read, note, checkpoint, number, policy=policy(logs))


def path_of_entry(logs: Logs, year: int, number: int) -> Path:
    """What a printed form of this certificate may carry. Raises NotSealed until its tile is full."""
    read, _, checkpoint = _opened(logs, year)
    if not 0 <= number < checkpoint.size:
        raise NoSuchEntry(year=year, number=number, size=checkpoint.size)
    entry = entries.entry_of(Tree(read, checkpoint).entry(number))
    if not isinstance(entry, entries.Issued):
        raise NoSuchEntry(year=year, number=number, size=checkpoint.size)
    return path_at(read, checkpoint, number, entry)


def placed(logs: Logs, about: str) -> Placed | None:
    """The newest entry about a row, such as a publication; None where nothing was asked to be logged of it."""
    row = Entry.objects.filter(about=about).order_by("-id").first()
    if row is None:
        return None
    if row.number is None or row.shard is None:
        return Placed(row.year, None, False)
    return Placed(row.shard, row.number, row.number < logs.published_size(row.shard))


def publication_placed(logs: Logs, publication: int) -> Placed:
    told = placed(logs, f"{PUBLICATION}/{publication}")
    if told is None:
        raise NotLogged(number=publication)
    return told


def newest_entries(logs: Logs, limit: int = 20) -> list[Placed]:
    """Of what acts asked for, without the filling."""
    rows = Entry.objects.exclude(number=None).order_by("-shard", "-number")[:limit]
    return [Placed(row.shard or 0, row.number, (row.number or 0) < logs.published_size(row.shard or 0)) for row in rows]


def waiting_entries(scope: Scope, limit: int = 50) -> list[Waiting]:
    """The oldest first."""
    rows = Entry.objects.filter(number=None).order_by("id")[:limit] if scope.regions else []
    return [Waiting(row.key, row.year, row.asked_at, row.line) for row in rows]


def witnesses_named() -> Witnesses | None:
    return Witnesses.objects.order_by("-id").first()


def _opened(logs: Logs, year: int) -> tuple[Read, Note, Checkpoint]:
    note = logs.published(year) if year in logs.years() else None
    if note is None:
        raise NoSuchLog(year=year)
    return source_of(str(logs.folder(year))), note, opened(note, logs.public_key(year))
