"""What a monitor keeps between audits: its own checkpoint, and what the rules must remember of the log so far."""

import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
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
CREATE TABLE IF NOT EXISTS keys (key BLOB PRIMARY KEY, since INTEGER NOT NULL, until INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS forms (form BLOB PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS begun (place INTEGER PRIMARY KEY, day INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS ended (place INTEGER PRIMARY KEY, void INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS elsewhere (name BLOB PRIMARY KEY, void INTEGER NOT NULL) WITHOUT ROWID;
"""
FILE, MEMORY, MOST_FRESH = "monitor.sqlite", ":memory:", 1_000_000
PREFIX = 16  # octets of a commitment by which it is known again


@dataclass(slots=True)
class Session:
    body: str
    seats: int
    is_sealed: bool = False
    issued: int = 0


@dataclass(frozen=True, slots=True)
class Term:
    """The first and the last day on which a key signs."""

    since: date
    until: date | None


class Monitor:
    """Within one audit everything is one transaction: what it learnt is kept with the checkpoint it ends at."""

    def __init__(self, database: sqlite3.Connection, *, is_kept: bool) -> None:
        self._database, self._is_kept = database, is_kept
        self._fresh: dict[bytes, int] = {}
        self._begun: list[tuple[int, int]] = []
        self._ended: dict[int, bool] = {}
        self._elsewhere: dict[bytes, bool] = {}
        self._sessions: dict[bytes, Session | None] = {}
        self._is_first = self.pinned() is None
        self.keys: dict[bytes, Term] = {
            key: Term(date.fromordinal(since), None if until is None else date.fromordinal(until))
            for key, since, until in database.execute("SELECT key, since, until FROM keys")
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
        short, fresh = [form[:PREFIX] for form in forms], self._fresh
        if fresh.keys().isdisjoint(short):
            before = len(fresh)
            fresh.update(zip(short, places, strict=True))
            if len(fresh) == before + len(short):
                return []
            for form in short:  # one stands there twice: each again, by itself
                fresh.pop(form, None)
        met = [fresh.setdefault(form, place) != place for form, place in zip(short, places, strict=True)]
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
            self._database.executemany("INSERT INTO forms VALUES (?, ?)", fresh)
            return []
        except sqlite3.IntegrityError:
            self._database.execute("ROLLBACK TO forms")
            return sorted({place for form, place in fresh if not self._is_new(form, place)})
        finally:
            self._database.execute("RELEASE forms")

    def began(self, place: int, day: date) -> None:
        """From this place on certificates begin on this day, up to the place where another day is told."""
        if not self._begun or self._begun[-1][1] != day.toordinal():
            self._begun.append((place, day.toordinal()))

    def place_of(self, form: bytes) -> int | None:
        """Of the certificate that has this form, if the log has told of it."""
        short = form[:PREFIX]
        if (place := self._fresh.get(short)) is not None:
            return place
        row = self._database.execute("SELECT place FROM forms WHERE form = ?", (short,)).fetchone()
        return int(row[0]) if row else None

    def day_of(self, place: int) -> date:
        """On which day the certificate of that place begins."""
        at = bisect_right(self._begun, place, key=lambda one: one[0])
        if at:
            return date.fromordinal(self._begun[at - 1][1])
        told = "SELECT day FROM begun WHERE place <= ? ORDER BY place DESC LIMIT 1"
        return date.fromordinal(self._database.execute(told, (place,)).fetchone()[0])

    def ended(self, place: int, *, is_void: bool) -> bool | None:
        """Whether the certificate of that place was void already, None if it had not ended; from now on it has."""
        before = self.has_ended(place)
        self._ended[place] = is_void or bool(before)
        return before

    def has_ended(self, place: int) -> bool | None:
        if place in self._ended:
            return self._ended[place]
        row = self._database.execute("SELECT void FROM ended WHERE place = ?", (place,)).fetchone()
        return bool(row[0]) if row else None

    def name_of(self, place: int) -> bytes:
        """By which the monitor of another log knows the certificate of that place."""
        pinned = self.pinned()
        return f"{pinned.origin if pinned else ''}/{place}".encode()

    def ended_elsewhere(self, names: Collection[bytes]) -> list[bool]:
        """The endings so far of a certificate of another log, under any of the names by which it is known here."""
        told = [self._elsewhere[name] for name in names if name in self._elsewhere]
        for name in names:
            row = self._database.execute("SELECT void FROM elsewhere WHERE name = ?", (name,)).fetchone()
            told += [bool(row[0])] if row else []
        return told

    def end_elsewhere(self, names: Collection[bytes], *, is_void: bool) -> None:
        self._elsewhere.update((name, is_void or any(self.ended_elsewhere([name]))) for name in names)

    def pin(self, checkpoint: Checkpoint) -> None:
        told = (checkpoint.origin, checkpoint.size, checkpoint.root)
        self._database.execute("INSERT OR REPLACE INTO pinned VALUES (1, ?, ?, ?)", told)
        self._database.executemany(
            "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?, ?, ?)",
            [(key, s.body, s.seats, s.is_sealed, s.issued) for key, s in self._sessions.items() if s],
        )
        self._database.executemany(
            "INSERT OR REPLACE INTO keys VALUES (?, ?, ?)",
            [(key, t.since.toordinal(), t.until.toordinal() if t.until else None) for key, t in self.keys.items()],
        )
        self._database.executemany("INSERT OR REPLACE INTO begun VALUES (?, ?)", self._begun)
        self._database.executemany("INSERT OR REPLACE INTO ended VALUES (?, ?)", self._ended.items())
        self._database.executemany("INSERT OR REPLACE INTO elsewhere VALUES (?, ?)", self._elsewhere.items())

    def forget(self) -> None:
        """What this audit has learnt: the tree it learnt it from does not hold."""
        self._database.execute("ROLLBACK")
        self._database.execute("BEGIN")
        for learnt in (self._sessions, self._fresh, self._begun, self._ended, self._elsewhere):
            learnt.clear()

    def _is_new(self, form: bytes, place: int) -> bool:
        added = self._database.execute("INSERT OR IGNORE INTO forms VALUES (?, ?)", (form, place))
        return added.rowcount == 1


@contextmanager
def monitoring(folder: Path | None) -> Iterator[Monitor]:
    """Kept in the folder, if there is one, unless the audit ends in an error."""
    if folder is None:
        with _opened(MEMORY) as monitor:
            yield monitor
        return
    with only_one(folder / "lock"), _opened(str(folder / FILE)) as monitor:
        yield monitor


@contextmanager
def _opened(path: str) -> Iterator[Monitor]:
    with connected(path) as database:
        database.execute("BEGIN")
        yield Monitor(database, is_kept=path != MEMORY)
        database.execute("COMMIT")


@contextmanager
def connected(path: str) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA synchronous = FULL")
        database.executescript(TABLES)
        yield database
