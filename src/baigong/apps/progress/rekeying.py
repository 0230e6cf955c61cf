"""The blind index under another key: identifiers and the kept tables that name persons by them, in one transaction."""

from datetime import datetime

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import connection

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, change, create, note
from baigong.apps.authority.keeping import are_two_keepers
from baigong.apps.progress.kept import write_kept
from baigong.apps.progress.models import Kept
from baigong.apps.registry.models import IndexKey
from baigong.apps.registry.rotation import Sealing, rekey, rekeyed
from baigong.ground.lake.schema.columns import Kind
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.node.home import Home


@act(allowed=are_two_keepers, is_of_one=True)
def rekey_records(
    sealing: Sealing, home: Home, *, index: int, second: Actor | None, by: Actor, at: datetime
) -> tuple[int, int]:
    """How many identifiers and kept tables were keyed anew. The old files stay until nobody can be reading them."""
    fingerprint = sealing.keyring.indexing[index].fingerprint
    _settle_key(fingerprint)
    numbers = rekey(sealing, index)
    tables = list(Kept.objects.order_by("id"))
    for kept in tables:
        _rekey_kept(home, kept, fingerprint)
    note(numbers=numbers, tables=len(tables), index=fingerprint)
    return numbers, len(tables)


def _settle_key(fingerprint: str) -> None:
    """First of all, so that whoever writes a key waits for the end."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE registry_indexkey IN SHARE ROW EXCLUSIVE MODE")
    told = IndexKey.objects.select_for_update().first()
    if told:
        change(told, fingerprint=fingerprint)
    else:
        create(IndexKey(fingerprint=fingerprint))


def _rekey_kept(home: Home, kept: Kept, fingerprint: str) -> None:
    """What the table says is the same, so its line, which orders states, stays the one that brought it."""
    rows = pq.read_table(home.kept / kept.path)
    for column in TABLES[kept.table].of_kind(Kind.PERSON):
        at = rows.column_names.index(column.name)
        rows = rows.set_column(at, column.name, _keyed_anew(rows[column.name]))
    path = f"{kept.table}/{kept.path.rsplit('/', 1)[-1].split('.')[0]}.{fingerprint}.parquet"
    write_kept(rows, home.kept / path)
    Kept.objects.filter(pk=kept.pk).update(path=path)


def _keyed_anew(cells: pa.ChunkedArray) -> pa.Array:
    before = cells.to_pylist()
    after = rekeyed([key for key in set(before) if key])
    return pa.array([key and after.get(key, key) for key in before], pa.string())
