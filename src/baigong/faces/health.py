"""Whether the node's parts work: its database, tables, worker, public log, disk."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import psycopg
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from baigong.apps.transparency.condition import log_condition
from baigong.apps.transparency.shards import logs_here

WAIT = 3  # seconds for the database to answer
BEATS = timedelta(seconds=30)  # a worker that has given no sign for so long is counted as gone
LEAST_FREE = 1 << 30  # bytes on the disk of the node's home


@dataclass(frozen=True, slots=True)
class Health:
    """Each part and whether it works. Parts that cannot be asked for want of a database are not named."""

    parts: Mapping[str, bool] = field(default_factory=dict)

    @property
    def is_well(self) -> bool:
        return all(self.parts.values())


def health(*, at: datetime) -> Health:
    parts = {"database": _answers(), "disk": _has_room()}
    if parts["database"]:
        parts |= {"migrations": _is_migrated(), "worker": _has_worker(at)}
    if parts.get("migrations"):
        parts["log"] = log_condition(logs_here()).is_well(at=at)
    return Health({name: parts[name] for name in ("database", "migrations", "worker", "log", "disk") if name in parts})


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
