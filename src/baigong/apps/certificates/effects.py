"""What merging two persons would do to every figure, before anybody decides: their own records, counted both ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pyarrow as pa

from baigong.apps.registry.bulk import bulk, fetched
from baigong.apps.registry.models import Merge
from baigong.core.periods import Span
from baigong.ground.lake.count.counting import count
from baigong.ground.lake.count.question import SERIES, Question
from baigong.ground.lake.layout.build import About, build
from baigong.ground.lake.layout.lake import open_lake
from baigong.ground.lake.layout.persons import Named
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.columns import Table
from baigong.ground.lake.schema.tables import CERTIFICATES, MERGES, TABLES

LAST = 2**62
CELLS = ", ".join(f'c."{column.name}"' for column in CERTIFICATES.columns if column.name != "id_number")
PERSON = """
    p.id::text AS id_number, NULL::text AS document, coalesce(i.sex, p.sex) AS sex,
    coalesce(i.born_on, p.born_on) AS born_on, p.left_on, p.left_recorded_at, p.groups
"""
BORNE = "(SELECT DISTINCT ON (person_id) * FROM registry_identifier ORDER BY person_id, id DESC)"
QUERIES: dict[str, tuple[str, str]] = {
    "persons": (
        f"SELECT {PERSON}, {LAST} AS _order FROM registry_person p JOIN {BORNE} i ON i.person_id = p.id "
        "WHERE p.id IN ({ids})",
        f"SELECT {PERSON}, e.id AS _order FROM registry_earlierstate e JOIN {BORNE} i ON i.person_id = e.row, "
        "jsonb_populate_record(NULL::registry_person, e.cells) p WHERE e.\"table\" = 'persons' AND e.row IN ({ids})",
    ),
    "certificates": (
        f"SELECT {CELLS}, h.person_id::text AS id_number, {LAST} AS _order FROM certificates_certificate c "
        "JOIN registry_identifier h ON h.id = c.holder_id WHERE h.person_id IN ({ids})",
        f"SELECT {CELLS}, h.person_id::text AS id_number, e.id AS _order FROM registry_earlierstate e "
        "JOIN certificates_certificate n ON n.id = e.row JOIN registry_identifier h ON h.id = n.holder_id, "
        "jsonb_populate_record(NULL::certificates_certificate, e.cells) c "
        "WHERE e.\"table\" = 'certificates' AND h.person_id IN ({ids})",
    ),
}


@dataclass(frozen=True, slots=True)
class Versions:
    """A table as counting wants it: last states, and those before."""

    state: Rows
    earlier: Rows


@dataclass(frozen=True, slots=True)
class FigureEffect:
    """One series in one region (None: unknown; `00`: all of them together): what the two count for now, and as one."""

    series: str
    region: str | None
    apart: int
    merged: int


def effect_of_merging(person: int, into: int, *, span: Span, on: date, at: datetime) -> list[FigureEffect]:
    """Every figure by province that the two have a part in; those that a merge changes are where the two differ."""
    ids, merges = group_of({person, into})
    question = Question(span, on, ("region",))
    tables = tables_of(ids)
    apart = counted_of({**tables, "merges": merges_of(merges)}, question)
    merged = counted_of({**tables, "merges": merges_of([*merges, (person, into, at)])}, question)
    return [
        FigureEffect(series, region, apart.get((region, series), 0), merged.get((region, series), 0))
        for region, series in sorted({*apart, *merged}, key=lambda key: (key[0] or "~", SERIES.index(key[1])))
    ]


Joined = tuple[int, int, datetime]


def group_of(ids: set[int]) -> tuple[set[int], list[Joined]]:
    """Everybody who is part of either already, with the merges that say so."""
    found: dict[int, Joined] = {}
    while True:
        told = Merge.objects.filter(undone_at=None, identifier__person__in=ids) | Merge.objects.filter(
            undone_at=None, into__person__in=ids
        )
        for id, one, other, recorded_at in told.values_list("id", "identifier__person", "into__person", "recorded_at"):
            found[id] = (one, other, recorded_at)
        more = {person for one, other, _ in found.values() for person in (one, other)} - ids
        if not more:
            return ids, list(found.values())
        ids = ids | more


def tables_of(ids: set[int]) -> dict[str, Versions]:
    told = ", ".join(str(int(id)) for id in sorted(ids))
    with bulk() as cursor:
        return {
            name: Versions(*(Rows(_filled(fetched(cursor, query.format(ids=told)), TABLES[name])) for query in queries))
            for name, queries in QUERIES.items()
        }


def merges_of(merges: list[Joined]) -> Versions:
    rows = [
        {"id_number": str(one), "into": str(other), "recorded_at": recorded_at, "undone_at": None, "_order": place}
        for place, (one, other, recorded_at) in enumerate(merges)
    ]
    schema = _schema(MERGES)
    return Versions(Rows(pa.Table.from_pylist(rows, schema=schema)), Rows(schema.empty_table()))


def counted_of(tables: Mapping[str, Versions], question: Question) -> dict[tuple[str | None, str], int]:
    with TemporaryDirectory(prefix="baigong-") as folder:
        lake = Path(folder) / "lake"
        build(tables, lake, naming=_own_keys, about=About(created=""), with_evidence=False)
        score = count(open_lake(lake), question)
    rows: dict[Any, tuple[int, ...]] = {labels[0]: counts for labels, counts in score.rows.items()} | {
        "00": score.total
    }
    return {
        (region, name): value
        for region, counts in rows.items()
        for name, value in zip(SERIES, counts, strict=True)
        if value
    }


def _own_keys(numbers: pa.Array) -> Named:
    keys = np.array([int(number) for number in numbers.to_pylist()], np.int64)
    return Named(keys, pa.nulls(len(numbers), pa.binary(16)))


def _schema(table: Table) -> pa.Schema:
    return table.schema.append(pa.field("_order", pa.int64()))


def _filled(rows: pa.Table, table: Table) -> pa.Table:
    """In the schema of the table; cells that counting never reads stay empty."""
    schema, here = _schema(table), set(rows.column_names)
    columns = [
        rows[field.name].cast(field.type) if field.name in here else pa.nulls(rows.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)
