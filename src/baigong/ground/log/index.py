"""Beside the log, never served: which keys are in it, and what has its place already but is not in the tiles yet.

An entry's place is settled here first, in one transaction; from then on the tiles can only become what they will be,
so that whoever finds them half written writes them again, byte for byte.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path

from baigong.core.tlog.growing import Edge
from baigong.core.tlog.hashing import SIZE
from baigong.core.tlog.tiles import bundled, unbundled

TABLES = """
CREATE TABLE IF NOT EXISTS known (key BLOB PRIMARY KEY, place INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS waiting (place INTEGER PRIMARY KEY, entries BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS reached (
    one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, edge BLOB NOT NULL, tail BLOB NOT NULL);
"""


class Index:
    """An open index; whoever opens it holds the lock of the log."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def places(self, keys: Iterable[bytes]) -> dict[bytes, int]:
        """Of the keys that are known."""
        found = {}
        for key in keys:
            row = self._database.execute("SELECT place FROM known WHERE key = ?", (_short(key),)).fetchone()
            if row:
                found[key] = int(row[0])
        return found

    def settle(self, place: int, keys: Sequence[bytes], entries: Sequence[bytes]) -> bool:
        """These entries stand from `place` on; False, and nothing is done, if one of the keys is known already."""
        rows = [(_short(key), place + number) for number, key in enumerate(keys) if key]
        with self._database:
            try:
                self._database.executemany("INSERT INTO known VALUES (?, ?)", sorted(rows))
            except sqlite3.IntegrityError:
                self._database.rollback()
                return False
            self._database.execute("INSERT INTO waiting VALUES (?, ?)", (place, bundled(entries)))
        return True

    def know(self, start: int, keys: Sequence[bytes | None]) -> None:
        """Of entries that stand in the tiles already, those that have a key."""
        rows = [(_short(key), start + number) for number, key in enumerate(keys) if key]
        with self._database:
            self._database.executemany("INSERT OR IGNORE INTO known VALUES (?, ?)", rows)

    def waiting(self) -> list[tuple[int, list[bytes]]]:
        rows = self._database.execute("SELECT place, entries FROM waiting ORDER BY place")
        return [(int(place), unbundled(entries)) for place, entries in rows]

    def reached(self) -> tuple[Edge, list[bytes]]:
        """The edge of the tiles that are surely written, and the entries of the last bundle, not full yet."""
        row = self._database.execute("SELECT size, edge, tail FROM reached").fetchone()
        if row is None:
            return Edge(), []
        return edge_of(row[0], row[1]), unbundled(row[2])

    def reach(self, edge: Edge, tail: Sequence[bytes]) -> None:
        with self._database:
            self._database.execute(
                "INSERT OR REPLACE INTO reached VALUES (1, ?, ?, ?)", (edge.size, edge_bytes(edge), bundled(tail))
            )
            self._database.execute("DELETE FROM waiting WHERE place < ?", (edge.size,))


@contextmanager
def opened_index(path: Path) -> Iterator[Index]:
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("PRAGMA synchronous = FULL")
        database.executescript(TABLES)
        yield Index(database)


def edge_bytes(edge: Edge) -> bytes:
    """Its partial tiles one after another, the lowest first."""
    return b"".join(filled.content for filled in edge.partial())


def edge_of(size: int, content: bytes) -> Edge:
    levels, at, rest = [], 0, size
    while rest:
        end = at + rest % 256 * SIZE
        levels.append([content[place : place + SIZE] for place in range(at, end, SIZE)])
        at, rest = end, rest // 256
    return Edge(size, levels)


def _short(key: bytes) -> bytes:
    """Of a long key its hash will do."""
    return key if len(key) <= SIZE else sha256(key).digest()
