"""Loading: read against the record, staged, merged in one transaction; read again if somebody was quicker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import ChangedMeanwhile
from baigong.apps.exchange.actions import Arrival, finish_load
from baigong.apps.exchange.adapters import ADAPTERS
from baigong.apps.exchange.models import Upload
from baigong.apps.exchange.reading import Asked, Node, Read, read_on_record
from baigong.apps.exchange.report import report_of
from baigong.apps.exchange.staging import Staged, Stager, left_over, sweep
from baigong.apps.progress.kept import sweep_kept
from baigong.apps.registry.bulk import LOADERS, bulk, refresh_statistics
from baigong.apps.registry.indexing import keyring_of
from baigong.core.tlog.notes import Key

TRIES = 5


def nothing_more(read: Read) -> None:
    """For those who want nothing of a reading but its report."""


@dataclass(frozen=True)
class Loading:
    """A confirmed upload whose bytes lie at `path`; `heard` is told of the reading while its rows are there."""

    upload: Upload
    path: Path
    node: Node
    by: Actor
    at: datetime
    is_apart: bool = True
    heard: Callable[[Read], None] = nothing_more
    keys: tuple[Key, ...] = ()

    @property
    def asked(self) -> Asked:
        upload = self.upload
        told = (self.path, upload.declared, upload.digest, upload.region, upload.received_at)
        return Asked(*told, is_apart=self.is_apart, keys=self.keys)


def load(loading: Loading) -> Mapping[str, Any]:
    """The report of the load, once everything is visible."""
    with bulk() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({LOADERS})")
        node = replace(loading.node, keyring=keyring_of(loading.node.home))
        loading = replace(loading, node=node)
        loading.upload.refresh_from_db()
        sweep(cursor, left_over(cursor, "staging"))
        sweep_kept(loading.node.home)
        for attempt in range(TRIES):
            try:
                return _load_once(loading, cursor)
            except (ChangedMeanwhile, IntegrityError):
                loading.upload.refresh_from_db()
                if attempt == TRIES - 1:
                    raise
    raise AssertionError("a load ends with its report or its refusal")


def try_out(loading: Loading) -> Mapping[str, Any]:
    """The report that a load would give now; nothing is written."""
    with bulk() as cursor, read_on_record(loading.asked, loading.node, cursor=cursor) as read:
        loading.heard(read)
        return _report(read)


def _report(read: Read) -> Mapping[str, Any]:
    return report_of(read.reading) | {"signature": read.believed.told(read.package)}


def _load_once(loading: Loading, cursor: Any) -> Mapping[str, Any]:
    upload, node = loading.upload, loading.node
    with read_on_record(loading.asked, node, cursor=cursor) as read:
        package, report = read.package, _report(read)
        loading.heard(read)
        stager = Stager(
            cursor, f"staging_{upload.pk}", package.region or upload.region, read.bearers, read.record, node.home
        )
        staged = stager.stage(read.reading, documents=read.documents, keyring=node.keyring, random=node.random)
        try:
            finish_load(upload, Arrival(staged, package, report, read.believed.partner), by=loading.by, at=loading.at)
        finally:
            sweep(cursor, staged.names)
    _refresh_statistics(staged)
    return report


def _refresh_statistics(staged: Staged) -> None:
    """The planner's picture of tables that have just grown."""
    amended = {ADAPTERS[name].relation for name in staged.tables if name in ADAPTERS}
    with connection.cursor() as cursor:
        refresh_statistics(cursor, sorted(amended | staged.grown))
