"""Writing the node's records as a package that any node, and every command that reads packages, takes back."""

import json
import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.conf import settings
from django.db.models import Max

from baigong.apps.authority.actor import Actor
from baigong.apps.exchange.actions import Made, finish_export
from baigong.apps.exchange.adapters import KEPT
from baigong.apps.exchange.keptout import kept_leaving
from baigong.apps.exchange.leaving import Leaving
from baigong.apps.exchange.models import Export, Origin
from baigong.apps.exchange.naming import Naming
from baigong.apps.exchange.reading import Node
from baigong.apps.exchange.signing import Said, last_of_stream, log_said, own_key, signing
from baigong.apps.exchange.store import seal_away
from baigong.apps.exchange.versions import tellable
from baigong.apps.journal.sealing import seal_lines
from baigong.apps.registry.bulk import bulk
from baigong.apps.transparency.shards import Logs, logs_here
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.lake.files.package import DESCRIPTOR
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.lake.write.descriptor import Descriptor
from baigong.ground.lake.write.package import Writing, writing

EXPORTERS = 7_205  # of the advisory lock: one export at a time, so that sequence numbers follow one another
LARGEST_STORED = 1 << 20  # megabytes; what leaves is not what somebody sends


class NoSuchExport(Refusal):
    code = "exchange.no_such_export"
    sentence = msgid("There is no export %(since)s of this region and kind here; leave out --since for a full one.")


class OtherIndex(Refusal):
    code = "exchange.key_was_changed"
    sentence = msgid(
        "Since export %(since)s this node names persons under a new key, so what changed cannot be told; export all."
    )


@dataclass(frozen=True)
class Taking:
    """An export under way, what signs it, and what the log says with it."""

    export: Export
    node: Node
    logs: Logs
    said: Said
    seal: int
    sequence: int
    at: datetime


def make_export(export: Export, target: Path, node: Node, *, by: Actor, at: datetime, is_stored: bool = False) -> Made:
    """The package at `target`, or sealed in the store, and the export made; nothing is left where it is refused."""
    with _alone() as cursor:
        before = _before(export, node)
        logs = logs_here()
        said = log_said(logs, since=before or last_of_stream(export))
        taking = Taking(export, node, logs, said, seal_lines(at=at), _next(), at)
        rows = _write(taking, before, target, cursor)
        try:
            made = _made(taking, target, rows, is_stored=is_stored)
            finish_export(export, made, by=by, at=at)
        except BaseException:
            _remove(target)
            raise
    return made


@contextmanager
def _alone() -> Iterator[Any]:
    with bulk() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock({EXPORTERS})")
        yield cursor


@contextmanager
def exports_waiting() -> Iterator[None]:
    """For the length of the block; an export under way is waited for."""
    with _alone():
        yield


def _before(export: Export, node: Node) -> Export | None:
    """The export that this one goes on from."""
    if export.since is None:
        return None
    before = Export.objects.filter(
        sequence=export.since, state="made", region=export.region, identity=export.identity
    ).first()
    if before is None:
        raise NoSuchExport(since=export.since)
    if export.identity == "keyed" and before.key_id != node.keyring.index_id:
        raise OtherIndex(since=export.since)
    return before


def _next() -> int:
    return int(Export.objects.aggregate(last=Max("sequence"))["last"] or 0) + 1


def _write(taking: Taking, before: Export | None, target: Path, cursor: Any) -> dict[str, int]:
    export, node = taking.export, taking.node
    region = "" if export.region == node.region else export.region
    leaving = Leaving(region, before.seal if before else None, is_keyed=export.identity == "keyed")
    naming = Naming(node.keyring, is_keyed=leaving.is_keyed)
    leaving.prepare(cursor)
    try:
        signed = signing(taking.logs, taking.said, at=taking.at)
        with writing(target, descriptor=_descriptor(taking, before), format="parquet", signing=signed) as package:
            for name in TABLES:
                for batch in _batches(name, leaving, naming, node, cursor):
                    package.write(name, batch)
            _stand(package)
            rows = package.rows
    finally:
        cursor.execute("ROLLBACK")
    return rows | ({"unnamed": naming.left_out} if naming.left_out else {})


def _stand(package: Writing) -> None:
    """A package holds a table at least; where nothing has changed, an empty one."""
    if not package.tables:
        package.begin("certificates")


def _batches(name: str, leaving: Leaving, naming: Naming, node: Node, cursor: Any) -> Iterator[pa.RecordBatch]:
    if name in KEPT:
        found = kept_leaving(TABLES[name], leaving, node.home, cursor)
        yield from naming.named(TABLES[name], found).to_batches() if found.num_rows else ()
        return
    queries = [leaving.persons() if name == "persons" else leaving.rows(name)]
    if name == "merges":
        queries.append(leaving.renumbered())
    for query in queries:
        cursor.execute(query)
        for piece in _pieces(name, cursor):
            yield from naming.named(TABLES[name], piece).to_batches()


def _pieces(name: str, cursor: Any) -> Iterator[pa.Table]:
    """Rows as they come, the states of one row never parted."""
    waiting: pa.Table | None = None
    for batch in cursor.fetch_record_batch():
        piece = pa.Table.from_batches([batch])
        waiting = piece if waiting is None else pa.concat_tables([waiting, piece])
        whole = _whole(waiting)
        if whole:
            yield tellable(TABLES[name], waiting.slice(0, whole))
            waiting = waiting.slice(whole)
    if waiting is not None and waiting.num_rows:
        yield tellable(TABLES[name], waiting)


def _whole(rows: pa.Table) -> int:
    """How many rows come before those of the last id, of which more may follow."""
    if "_id" not in rows.column_names or not rows.num_rows:
        return rows.num_rows
    return int(pc.sum(pc.not_equal(rows["_id"], rows["_id"][-1])).as_py() or 0)


def _descriptor(taking: Taking, before: Export | None) -> Descriptor:
    export, node = taking.export, taking.node
    latest = Origin.objects.aggregate(last=Max("created"))["last"]
    return Descriptor(
        # What a package says may not lie after the day it was made, and what was loaded says when that was.
        created=max(filter(None, (taking.at, latest))),
        kind="delta" if before else "full",
        region=export.region,
        plan=settings.NODE.plan,
        sequence=taking.sequence,
        previous=before.digest if before else None,
        identity="keyed" if export.identity == "keyed" else "raw",
        key_id=node.keyring.index_id if export.identity == "keyed" else None,
        synthetic=Origin.objects.filter(synthetic=True).exists(),
    )


def _made(taking: Taking, target: Path, rows: dict[str, int], *, is_stored: bool) -> Made:
    digest = "sha256:" + sha256(_descriptor_of(target)).hexdigest()
    place = ""
    if is_stored:
        with target.open("rb") as file:
            place = seal_away(file, taking.node, limit=LARGEST_STORED).place
    key_id = json.loads(_descriptor_of(target))["baigong"].get("key_id")
    log = str(taking.said.checkpoint or "")
    return Made(taking.sequence, taking.seal, digest, key_id, rows, place, str(own_key(taking.logs)), log)


def _descriptor_of(target: Path) -> bytes:
    if target.is_dir():
        return (target / DESCRIPTOR).read_bytes()
    with zipfile.ZipFile(target) as archive:
        return archive.read(DESCRIPTOR)


def _remove(target: Path) -> None:
    if target.is_dir():
        shutil.rmtree(target, ignore_errors=True)
    else:
        target.unlink(missing_ok=True)
