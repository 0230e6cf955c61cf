"""Whether the node's parts work: its database, tables, worker, public log, disk."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from baigong.apps.transparency.condition import log_condition
from baigong.apps.transparency.shards import logs_here

WAIT = 3  # seconds for the database to answer
BEATS = timedelta(seconds=30)  # a worker that has given no sign for so long is counted as gone
LEAST_FREE = 1 << 30  # bytes on the disk of the node's home
STARTS_WITHIN = timedelta(minutes=1)  # the worker comes after the web, and what waited for it after the worker


class State(StrEnum):
    OK = "ok"
    STARTING = "starting"
    FAILING = "failing"


@dataclass(frozen=True, slots=True)
class Health:
    """Each part and how it is. Parts that cannot be asked for want of a database are not named."""

    parts: Mapping[str, State] = field(default_factory=dict)

    @property
    def state(self) -> State:
        """That of the part which is worst off."""
        return max(self.parts.values(), key=list(State).index)


def health(*, at: datetime) -> Health:
    late = State.STARTING if _has_just_started(at) else State.FAILING
    parts = {"database": _state(_answers()), "disk": _state(_has_room())}
    if parts["database"] is State.OK:
        parts |= {"migrations": _state(_is_migrated()), "worker": _state(_has_worker(at), late)}
    if parts.get("migrations") is State.OK:
        log = log_condition(logs_here())
        parts["log"] = _state(log.is_well(at=at), State.FAILING if log.is_halted else late)
    return Health({name: parts[name] for name in ("database", "migrations", "worker", "log", "disk") if name in parts})


def _state(works: bool, otherwise: State = State.FAILING) -> State:
    return State.OK if works else otherwise


def _has_just_started(at: datetime) -> bool:
    """By the lock that `serve` holds and touches; a node that others serve is never said to start."""
    try:
        since = settings.NODE.home.serving.stat().st_mtime
    except OSError:
        return False
    return abs(at - datetime.fromtimestamp(since, UTC)) < STARTS_WITHIN


def backlog() -> int:
    """Jobs that nobody has begun."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo'")
        return int(cursor.fetchone()[0])


def _answers() -> bool:
    """By a connection of its own: the pool would wait for one."""
    try:
        with psycopg.connect(settings.NODE.url, connect_timeout=WAIT) as trial:
            trial.execute("SELECT 1")
    except psycopg.Error:
        return False
    return True


def _has_room() -> bool:
    return shutil.disk_usage(settings.NODE.home.folder).free >= LEAST_FREE


_migrated: set[bool] = set()  # tables that fit once fit as long as this process runs


def _is_migrated() -> bool:
    if not _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        _migrated.add(True)
    return True


def _has_worker(at: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(last_heartbeat) FROM procrastinate_workers")
        beat = cursor.fetchone()[0]
    return beat is not None and at - beat < BEATS
