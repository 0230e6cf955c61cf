"""What counting reads of the node's records: of everybody or of some, as sealed by now or by an earlier seal.

A row counts in its last state whose line is sealed; the states before it stand beside it. Two temporary tables of the
connection say what is looked at: `hidden`, the lines not to be seen, and `touched`, the persons asked for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.db.models import Q

from baigong.apps.journal.models import Line
from baigong.apps.progress.kept import kept_rows
from baigong.apps.progress.models import Kept
from baigong.apps.registry.bulk import bulk, fetched, put
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.tables import CERTIFICATES, FILINGS, RESULTS, TABLES
from baigong.ground.node.home import Home

LAST = 2**62  # the place of a last state among the versions of its row
SEEN = 'NOT EXISTS (SELECT 1 FROM hidden WHERE hidden.id = {row}."line")'
# An earlier state is the last one where all that came after it is hidden.
IS_STATE = """
    EXISTS (SELECT 1 FROM hidden WHERE hidden.id = n."line")
    AND row_number() OVER (PARTITION BY e."row" ORDER BY e.id DESC) = 1 AS is_state
"""
OF_TOUCHED = "{person} IN (SELECT id FROM touched)"
CELLS = ", ".join(f'c."{column.name}"' for column in CERTIFICATES.columns if column.name != "id_number")
BORNE = "SELECT DISTINCT ON (person_id) person_id, sex, born_on FROM registry_identifier ORDER BY person_id, id DESC"
PERSON = """
    p.id::text AS id_number, NULL::text AS document, coalesce(i.sex, p.sex) AS sex,
    coalesce(i.born_on, p.born_on) AS born_on, p.left_on, p.left_recorded_at, p.groups
"""
MERGED = 'a.person_id::text AS id_number, b.person_id::text AS "into", m.recorded_at, m.undone_at'
FILED = ", ".join(f'f."{name}"' for name in FILINGS.schema.names)
LOGGED = (
    "SELECT c.number FROM certificates_logged l JOIN certificates_certificate c ON c.id = l.certificate_id "
    "JOIN registry_identifier h ON h.id = c.holder_id"
)
# Whoever is forgotten still counts as before, and of what was scrubbed no earlier state is kept.
FORGETTING = "certificates.forget_person"
IS_HIDDEN = "EXISTS (SELECT 1 FROM hidden)"


@dataclass(frozen=True)
class Told:
    """How a table's rows are asked for: as they stand, and as they stood; `person` is whose they are."""

    now: str
    before: str
    person: str = ""


# Persons stand under their own keys: the lake never leaves the node.
QUERIES = {
    "persons": Told(
        f"{PERSON}, {LAST} AS _order FROM registry_person p JOIN ({BORNE}) i ON i.person_id = p.id "
        f"WHERE {SEEN.format(row='p')}",
        f"{PERSON}, e.id AS _order, {IS_STATE} FROM registry_earlierstate e JOIN registry_person n ON n.id = e.row "
        f"JOIN ({BORNE}) i ON i.person_id = n.id, jsonb_populate_record(NULL::registry_person, e.cells) p "
        f"WHERE e.\"table\" = 'persons' AND {SEEN.format(row='p')}",
        "i.person_id",
    ),
    "certificates": Told(
        f"{CELLS}, h.person_id::text AS id_number, {LAST} AS _order FROM certificates_certificate c "
        f"JOIN registry_identifier h ON h.id = c.holder_id WHERE {SEEN.format(row='c')}",
        f"{CELLS}, h.person_id::text AS id_number, e.id AS _order, {IS_STATE} FROM registry_earlierstate e "
        "JOIN certificates_certificate n ON n.id = e.row JOIN registry_identifier h ON h.id = n.holder_id, "
        "jsonb_populate_record(NULL::certificates_certificate, e.cells) c "
        f"WHERE e.\"table\" = 'certificates' AND {SEEN.format(row='c')}",
        "h.person_id",
    ),
    "merges": Told(
        f"{MERGED}, {LAST} AS _order FROM registry_merge m JOIN registry_identifier a ON a.id = m.identifier_id "
        f"JOIN registry_identifier b ON b.id = m.into_id WHERE a.person_id <> b.person_id AND {SEEN.format(row='m')}",
        f"{MERGED}, e.id AS _order, {IS_STATE} FROM registry_earlierstate e JOIN registry_merge n ON n.id = e.row, "
        "jsonb_populate_record(NULL::registry_merge, e.cells) m, registry_identifier a, registry_identifier b "
        "WHERE e.\"table\" = 'merges' AND a.id = m.identifier_id AND b.id = m.into_id AND a.person_id <> b.person_id "
        f"AND {IS_HIDDEN} AND {SEEN.format(row='m')}",
        "a.person_id",
    ),
    "filings": Told(
        f"{FILED}, {LAST} AS _order FROM registry_filing f WHERE {SEEN.format(row='f')}",
        f"{FILED}, e.id AS _order, {IS_STATE} FROM registry_earlierstate e JOIN registry_filing n ON n.id = e.row, "
        "jsonb_populate_record(NULL::registry_filing, e.cells) f "
        f"WHERE e.\"table\" = 'filings' AND {IS_HIDDEN} AND {SEEN.format(row='f')}",
    ),
}
# Every state counts for these; of the others the last one does.
WITH_VERSIONS = frozenset({"persons", "certificates"})
FRESH = "SELECT id FROM journal_line WHERE seal > {since} OR seal IS NULL"
FEW = 5_000  # lines that are written out, so that the planner sees that they are none of the common ones
FILED_SINCE = """
CREATE TEMP TABLE filed ON COMMIT DROP AS
SELECT credit_code, body_number FROM registry_filing WHERE line IN ({fresh})
"""
# Whoever has a row written since; by a merge also whoever it leads to, by a filing whoever it may vouch for.
TOUCHED = """
CREATE TEMP TABLE touched ON COMMIT DROP AS
WITH RECURSIVE
held AS (
    SELECT holder_id FROM certificates_certificate WHERE line IN ({fresh})
    UNION SELECT holder_id FROM certificates_certificate WHERE credit_code IN (SELECT credit_code FROM filed)
    UNION SELECT holder_id FROM certificates_certificate WHERE left(number, 13) IN (SELECT body_number FROM filed)
    UNION SELECT c.holder_id FROM certificates_logged l JOIN certificates_certificate c ON c.id = l.certificate_id
          WHERE l.line IN ({fresh})
    UNION SELECT identifier_id FROM registry_merge WHERE line IN ({fresh})
    UNION SELECT into_id FROM registry_merge WHERE line IN ({fresh})
),
named AS (
    SELECT id FROM registry_person WHERE line IN ({fresh})
    UNION SELECT person_id FROM registry_identifier WHERE line IN ({fresh})
    UNION SELECT person_id FROM registry_identifier WHERE id IN (SELECT holder_id FROM held)
    UNION SELECT person_id FROM registry_identifier WHERE key IN (SELECT key FROM sat)
),
pairs AS (
    SELECT a.person_id AS one, b.person_id AS other FROM registry_merge m
    JOIN registry_identifier a ON a.id = m.identifier_id JOIN registry_identifier b ON b.id = m.into_id
),
linked AS (SELECT one, other FROM pairs UNION ALL SELECT other, one FROM pairs),
closed AS (SELECT id FROM named UNION SELECT linked.other FROM closed JOIN linked ON linked.one = closed.id)
SELECT id FROM closed
"""


@dataclass(frozen=True)
class Table:
    """A table as counting wants it: last states, and those before."""

    state: Rows
    earlier: Rows


class Records:
    """The records at one instant of the database, up to a seal."""

    def __init__(self, cursor: Any, home: Home, seal: int) -> None:
        self.cursor, self.home, self.seal = cursor, home, seal

    def touch_since(self, seal: int) -> pa.Array:
        """From now on only persons with rows written since a seal are looked at; returns their own keys."""
        put(self.cursor, "sat", self._sat_since(seal), is_temporary=True)
        lines = fetched(self.cursor, FRESH.format(since=seal))["id"].to_pylist()
        fresh = ", ".join(map(str, lines or [0])) if len(lines) <= FEW else FRESH.format(since=seal)
        for table, query in (("filed", FILED_SINCE), ("touched", TOUCHED)):
            self.cursor.execute(query.format(fresh=fresh))
            self.cursor.execute(f"ANALYZE {table}")
        return fetched(self.cursor, "SELECT id FROM touched ORDER BY id")["id"].combine_chunks()

    def tables(self, *, of_touched: bool = False) -> dict[str, Table]:
        """With the evidence for `explain`, which is told as it is now."""
        found = {name: self._table(name, of_touched=of_touched) for name in QUERIES}
        beside = {"results": self._results(of_touched=of_touched), "logged": self._logged(of_touched=of_touched)}
        return found | {name: Table(Rows(rows), Rows(rows.schema.empty_table())) for name, rows in beside.items()}

    def _table(self, name: str, *, of_touched: bool) -> Table:
        told, schema = QUERIES[name], TABLES[name].schema.append(pa.field("_order", pa.int64()))
        only = f" AND {OF_TOUCHED.format(person=told.person)}" if of_touched and told.person else ""
        state = fetched(self.cursor, f"SELECT {told.now}{only}")
        before = fetched(self.cursor, f"SELECT {told.before}{only}")
        stands = pc.fill_null(before["is_state"], False)
        state = pa.concat_tables([_filled(state, schema), _filled(before.filter(stands), schema)])
        earlier = _filled(before.filter(pc.invert(stands)), schema)
        return Table(Rows(state), Rows(earlier if name in WITH_VERSIONS else schema.empty_table()))

    def _logged(self, *, of_touched: bool) -> pa.Table:
        only = f" WHERE {OF_TOUCHED.format(person='h.person_id')}" if of_touched else ""
        return fetched(self.cursor, LOGGED + only)

    def _sat_since(self, seal: int) -> pa.Table:
        """The keys of whoever has a result in a file of a load since."""
        since = Line.objects.filter(Q(seal__gt=seal) | Q(seal=None)).values("id")
        paths = Kept.objects.filter(table="results", line__in=since).values_list("path", flat=True)
        keys = [pq.read_table(self.home.kept / path, columns=["id_number"])["id_number"] for path in paths]
        distinct = {key for column in keys for key in column.to_pylist()}
        return pa.table({"key": pa.array([bytes.fromhex(key) for key in sorted(distinct)], pa.binary())})

    def _results(self, *, of_touched: bool) -> pa.Table:
        """Results name persons by their keys; here by their own."""
        schema = RESULTS.schema.append(pa.field("_order", pa.int64()))
        query = "SELECT encode(key, 'hex') AS id_number, person_id::text AS person FROM registry_identifier"
        if of_touched:
            query += f" WHERE {OF_TOUCHED.format(person='person_id')}"
        persons = fetched(self.cursor, query)
        if not persons.num_rows or not Kept.objects.filter(table="results").exists():
            return schema.empty_table()
        having = (("id_number",), persons.select(["id_number"])) if of_touched else None
        joined = kept_rows(self.home, RESULTS, having=having).join(persons, keys="id_number", join_type="inner")
        renamed = joined.drop_columns("id_number").rename_columns({"person": "id_number", "line": "_order"})
        return _filled(renamed, schema)


@contextmanager
def records_sealed(home: Home, seal: int | None = None) -> Iterator[Records]:
    """What is sealed by a seal, or by the last one; all of it as of one instant, whatever is written meanwhile."""
    with bulk() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        last = fetched(cursor, "SELECT coalesce(max(id), 0)::bigint AS seal FROM journal_seal")["seal"][0].as_py()
        at = last if seal is None else min(seal, last)
        cursor.execute(
            "CREATE TEMP TABLE hidden ON COMMIT DROP AS SELECT id FROM journal_line "
            f"WHERE (seal IS NULL OR seal > {at}) AND act <> '{FORGETTING}'"
        )
        yield Records(cursor, home, at)
        cursor.execute("ROLLBACK")


def _filled(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """In the schema of the table; cells that counting never reads stay empty."""
    here = set(rows.column_names)
    columns = [
        rows[field.name].cast(field.type) if field.name in here else pa.nulls(rows.num_rows, field.type)
        for field in schema
    ]
    return pa.table(columns, schema=schema)
