"""What is newer than the kept pack: its status lists and its logs' checkpoints, each as its issuer or log signed it."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256

from baigong.core.credentials import status
from baigong.core.credentials.status import StatusList
from baigong.core.refusal import Refusal
from baigong.core.tlog.entries import Revoked, Voided
from baigong.core.tlog.merkle import root_of
from baigong.core.tlog.notes import note_of
from baigong.core.tlog.policy import Policy
from baigong.core.tlog.proofs import opened_by
from baigong.core.verifying.trust import Found, LogLookup, Trust
from baigong.ground.log.files import replace_file
from baigong.ground.log.reading import LARGEST_CHECKPOINT
from baigong.ground.log.source import NotThere, Read, Unreachable, is_web, source_of
from baigong.ground.log.store import CHECKPOINT, SIZES
from baigong.ground.log.witnessed import Forked
from baigong.ground.trust.fetching import Fetch
from baigong.ground.trust.keeping import Kept
from baigong.ground.trust.lookup import PackedLog

FRESH = timedelta(days=1)
ALWAYS_NEW = (CHECKPOINT, SIZES)


@dataclass
class Refreshed:
    """`old` fills while one judges: lists that were asked for and stayed older than a day, with their age."""

    trust: Trust
    old: dict[str, timedelta] = field(default_factory=dict)


def refreshed(trust: Trust, kept: Kept, at: datetime, fetch: Fetch | None) -> Refreshed:
    """With the newest lists that were ever fetched; where those are older than a day, and `fetch` is given, with newer.

    Nothing is fetched before it is asked for, and nothing a second time from where nobody answered. What could not be
    fetched is no reason to stop. Forked is raised for a log whose newer checkpoint did not grow from the pack's.
    """
    told, once = Refreshed(trust), _once(fetch) if fetch else None

    def status(address: str) -> bytes | None:
        content, age = _list(trust, kept, at, once, address)
        if age is not None and age > FRESH:
            told.old[address] = age
        return content

    logs = {year: _log(trust, log, kept, at, once) for year, log in trust.logs.items()}
    told.trust = replace(trust, status=status, logs=logs, _lists={})
    return told


def _once(fetch: Fetch) -> Fetch:
    silent: set[str] = set()

    def fetched(address: str, most: int) -> bytes:
        host = address.split("/")[2]
        if host in silent:
            raise Unreachable(place=host, path=address)
        try:
            return fetch(address, most)
        except Unreachable:
            silent.add(host)
            raise

    return fetched


def _list(
    trust: Trust, kept: Kept, at: datetime, fetch: Fetch | None, address: str
) -> tuple[bytes | None, timedelta | None]:
    """The newest of the pack's, the one fetched last, and, if both are old, the one that is there now."""
    path = kept.lists / f"{sha256(address.encode()).hexdigest()}.json"
    told = [trust.status(address), path.read_bytes() if path.is_file() else None]
    best, opened = _newest(trust, address, told)
    if fetch and (opened is None or opened.age(at) > FRESH):
        fresh, newer = _newest(trust, address, [best, _fetched(fetch, address)])
        if fresh is not None and fresh is not best:
            replace_file(path, fresh)
        best, opened = fresh, newer
    return best, opened.age(at) if opened else None


def _newest(trust: Trust, address: str, told: list[bytes | None]) -> tuple[bytes | None, StatusList | None]:
    found: tuple[bytes | None, StatusList | None] = (None, None)
    for content in told:
        opened = _opened(trust, address, content)
        if opened and (found[1] is None or opened.valid_from > found[1].valid_from):
            found = content, opened
    return found


def _opened(trust: Trust, address: str, content: bytes | None) -> StatusList | None:
    try:
        opened = status.opened(content, trust.keys) if content is not None else None
    except Refusal:
        return None
    return opened if opened and opened.id == address else None


def _fetched(fetch: Fetch, address: str) -> bytes | None:
    try:
        return fetch(address, status.LONGEST)
    except Refusal:
        return None


def _log(trust: Trust, log: LogLookup, kept: Kept, at: datetime, fetch: Fetch | None) -> LogLookup:
    """The entries of the pack, and the nodes and the witnesses of the log as it is now."""
    address, seen = trust.policy.urls.get(log.origin, ""), log.last_seen
    if fetch is None or log.is_final or not is_web(address) or (seen and at - seen <= FRESH):
        return log
    return NewerLog(log, _kept_read(address, kept, log.origin, fetch), trust.policy)


def _kept_read(address: str, kept: Kept, origin: str, fetch: Fetch) -> Read:
    """Tiles never change, so each is fetched once."""
    folder = kept.logs / sha256(origin.encode()).hexdigest()
    at_hand = source_of(str(folder))

    def read(path: str, most: int) -> bytes:
        if path not in ALWAYS_NEW:
            try:
                return at_hand(path, most)
            except NotThere:
                pass
        content = fetch(f"{address.rstrip('/')}/{path}", most)
        if path not in ALWAYS_NEW:
            replace_file(folder / path, content)
        return content

    return read


class NewerLog:
    """What a path leads to is looked for in the newer tree, what is searched in the older copy's entries."""

    def __init__(self, older: LogLookup, read: Read, policy: Policy) -> None:
        self._older, self._read, self._policy = older, read, policy
        self.origin, self.is_final = older.origin, False

    @cached_property
    def _newer(self) -> LogLookup:
        """The older copy where nothing newer can be had. Raises Forked."""
        older = self._older
        try:
            note = note_of(self._read(CHECKPOINT, LARGEST_CHECKPOINT))
            checkpoint = opened_by(note, self._policy)
            if checkpoint.size <= older.size or checkpoint.origin != older.origin:
                return older
            newer = PackedLog(self._read, note, checkpoint, self._policy, is_final=False)
            grown = root_of(older.size, newer.node)
        except Refusal:
            return older
        if grown != root_of(older.size, older.node):
            raise Forked(size=older.size)
        return newer

    @property
    def size(self) -> int:
        return self._newer.size

    @property
    def is_whole(self) -> bool:
        return self._older.is_whole

    @property
    def last_seen(self) -> datetime | None:
        return self._older.last_seen

    def found(self, form: bytes) -> Found | None:
        return self._older.found(form)

    def endings(self, forms: Collection[bytes]) -> list[Revoked | Voided]:
        return self._older.endings(forms)

    def node(self, level: int, index: int) -> bytes:
        return self._newer.node(level, index)

    def seen(self, index: int) -> datetime | None:
        """A network that breaks off in between leaves what the pack knows."""
        try:
            return self._older.seen(index) or self._newer.seen(index)
        except (NotThere, Unreachable):
            return None

    def agrees(self, size: int, root: bytes) -> bool | None:
        told = self._older.agrees(size, root)
        try:
            return self._newer.agrees(size, root) if told is None else told
        except (NotThere, Unreachable):
            return None
