"""What a monitor keeps between audits: its own checkpoint, and what the rules must remember of the log so far."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from baigong.core.tlog.checkpoints import Checkpoint
from baigong.ground.log.files import only_one

TABLES = """
CREATE TABLE IF NOT EXISTS pinned (
    one INTEGER PRIMARY KEY CHECK (one = 1), origin TEXT NOT NULL, size INTEGER NOT NULL, root BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS sessions (
    session BLOB PRIMARY KEY, body TEXT NOT NULL, seats INTEGER NOT NULL, sealed INTEGER NOT NULL,
    issued INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS keys (key BLOB PRIMARY KEY, until INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS forms (form BLOB PRIMARY KEY) WITHOUT ROWID;
"""
MEMORY, MOST_FRESH = ":memory:", 1_000_000
PREFIX = 16  # octets of a commitment by which it is known again


@dataclass(slots=True)
class Session:
    body: str
    seats: int
    is_sealed: bool = False
    issued: int = 0


class Monitor:
    """Within one audit everything is one transaction: what it learnt is kept with the checkpoint it ends at."""

    def __init__(self, database: sqlite3.Connection, *, is_kept: bool) -> None:
        self._database, self._is_kept = database, is_kept
        self._fresh: dict[bytes, int] = {}
        self._sessions: dict[bytes, Session | None] = {}
        self._is_first = self.pinned() is None
        self.keys: dict[bytes, date | None] = {
            key: None if until is None else date.fromordinal(until)
            for key, until in database.execute("SELECT key, until FROM keys")
        }

    def pinned(self) -> Checkpoint | None:
        row = self._database.execute("SELECT origin, size, root FROM pinned").fetchone()
        return Checkpoint(*row) if row else None

    def session(self, session: bytes) -> Session | None:
        if session not in self._sessions and self._is_first:
            return None
        if session not in self._sessions:
            row = self._database.execute(
                "SELECT body, seats, sealed, issued FROM sessions WHERE session = ?", (session,)
            ).fetchone()
            self._sessions[session] = Session(row[0], row[1], bool(row[2]), row[3]) if row else None
        return self._sessions[session]

    def opened(self, session: bytes, told: Session) -> None:
        self._sessions[session] = told

    def told_now(self, forms: Sequence[bytes], places: Sequence[int]) -> list[int]:
        """The places whose form this audit has met before; whether earlier ones had, `told_earlier` says."""
        short = [form[:PREFIX] for form in forms]
        new = dict(zip(short, places, strict=True))
        if len(new) == len(short) and self._fresh.keys().isdisjoint(new):
            self._fresh.update(new)
            return []
        met = [self._fresh.setdefault(form, place) != place for form, place in zip(short, places, strict=True)]
        return sorted({place for place, again in zip(places, met, strict=True) if again})

    def told_earlier(self, *, is_over: bool = False) -> list[int]:
        """The places of forms that the log had said before, asked when many have come together, and at the end.

        Nothing is written for a monitor that keeps nothing, unless memory would not hold it.
        """
        if not self._fresh or (len(self._fresh) < MOST_FRESH and not (is_over and self._is_kept)):
            return []
        fresh, self._fresh = sorted(self._fresh.items()), {}
        self._database.execute("SAVEPOINT forms")
        try:
            self._database.executemany("INSERT INTO forms VALUES (?)", ((form,) for form, _ in fresh))
            return []
        except sqlite3.IntegrityError:
            self._database.execute("ROLLBACK TO forms")
            return sorted({place for form, place in fresh if not self._is_new(form)})
        finally:
            self._database.execute("RELEASE forms")

    def pin(self, checkpoint: Checkpoint) -> None:
        told = (checkpoint.origin, checkpoint.size, checkpoint.root)
        self._database.execute("INSERT OR REPLACE INTO pinned VALUES (1, ?, ?, ?)", told)
        self._database.executemany(
            "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?, ?)",
            [(key, s.body, s.seats, s.is_sealed, s.issued) for key, s in self._sessions.items() if s],
        )
        self._database.executemany(
            "INSERT OR REPLACE INTO keys VALUES (?, ?)",
            [(key, until.toordinal() if until else None) for key, until in self.keys.items()],
        )

    def forget(self) -> None:
        """What this audit has learnt: the tree it learnt it from does not hold."""
        self._database.execute("ROLLBACK")
        self._database.execute("BEGIN")
        self._sessions.clear()
        self._fresh.clear()

    def _is_new(self, form: bytes) -> bool:
        added = self._database.execute("INSERT OR IGNORE INTO forms VALUES (?)", (form,))
        return added.rowcount == 1


@contextmanager
def monitoring(folder: Path | None) -> Iterator[Monitor]:
    """Kept in the folder, if there is one, unless the audit ends in an error."""
    if folder is None:
        with _opened(MEMORY) as monitor:
            yield monitor
        return
    with only_one(folder / "lock"), _opened(str(folder / "monitor.sqlite")) as monitor:
        yield monitor


@contextmanager
def _opened(path: str) -> Iterator[Monitor]:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = FULL")
        database.executescript(TABLES)
        database.execute("BEGIN")
        yield Monitor(database, is_kept=path != MEMORY)
        database.execute("COMMIT")
