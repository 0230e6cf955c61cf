"""Kept tables without the rows of persons who were forgotten: their old keys are nobody's any more."""

from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db import connection

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import act, line, note
from baigong.apps.authority.keeping import is_operator
from baigong.apps.progress.kept import write_kept
from baigong.apps.progress.models import Kept
from baigong.ground.lake.schema.columns import Kind
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.node.home import Home

BORNE = "SELECT encode(key, 'hex') FROM registry_identifier WHERE encode(key, 'hex') = ANY(%s)"


@act(allowed=is_operator, is_of_one=True)
def drop_forgotten_rows(home: Home, *, by: Actor, at: datetime) -> int:
    """How many rows went. The old files lie there until they are swept."""
    gone = {kept.pk: _without_forgotten(home, kept) for kept in Kept.objects.order_by("id")}
    note(rows=sum(gone.values()), tables=sum(1 for rows in gone.values() if rows))
    return sum(gone.values())


def names_forgotten(home: Home) -> bool:
    """Whether any kept row names somebody whose key nobody bears."""
    return any(not pc.all(_is_borne(_read(home, kept), kept)).as_py() for kept in Kept.objects.filter(rows__gt=0))


def _without_forgotten(home: Home, kept: Kept) -> int:
    """What the others' rows say is the same, so the line, which orders states, stays the one that brought them."""
    rows = _read(home, kept)
    stay = rows.filter(_is_borne(rows, kept))
    gone = rows.num_rows - stay.num_rows
    if gone:
        path = f"{kept.table}/{Path(kept.path).name.split('.')[0]}.{line()}.parquet"
        write_kept(stay, home.kept / path)
        Kept.objects.filter(pk=kept.pk).update(path=path, rows=stay.num_rows)
    return gone


def _read(home: Home, kept: Kept) -> pa.Table:
    return pq.read_table(home.kept / kept.path)


def _is_borne(rows: pa.Table, kept: Kept) -> pa.Array:
    borne = pa.array([True] * rows.num_rows, pa.bool_())
    for column in TABLES[kept.table].of_kind(Kind.PERSON):
        keys = rows[column.name]
        known = pa.array(_borne(pc.drop_null(pc.unique(keys)).to_pylist()), keys.type)
        borne = pc.and_(borne, pc.or_(pc.is_null(keys), pc.is_in(keys, value_set=known)))
    return borne


def _borne(keys: list[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(BORNE, [keys])
        return [key for (key,) in cursor.fetchall()]
