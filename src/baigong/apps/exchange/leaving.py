"""Which rows leave in an export, as SQL: of the whole node or of a region, all or what changed since a seal.

Earlier states leave before the last one of their row, so that whoever reads them knows what was known when.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from baigong.apps.exchange.adapters import ADAPTERS
from baigong.apps.registry.adapter import Adapter
from baigong.apps.registry.arriving import CELLS
from baigong.core.scope import bare

LAST = 2**62  # the place of a last state among the versions of its row
# A person is known to others by the identifier given last; older ones leave as merges into it.
CURRENT = "SELECT DISTINCT ON (person_id) * FROM registry_identifier ORDER BY person_id, id DESC"
TOUCHED = """
    CREATE TEMP TABLE leaving_persons AS
    WITH RECURSIVE own(person_id) AS (
        SELECT id FROM registry_person WHERE starts_with(place, '{prefix}')
        UNION SELECT h.person_id FROM certificates_certificate c JOIN registry_identifier h ON h.id = c.holder_id
        WHERE starts_with(c.place, '{prefix}')
    ),
    merged(one, other) AS (
        SELECT a.person_id, b.person_id FROM registry_merge m
        JOIN registry_identifier a ON a.id = m.identifier_id JOIN registry_identifier b ON b.id = m.into_id
    ),
    whole(person_id) AS (
        SELECT person_id FROM own
        UNION SELECT CASE WHEN m.one = w.person_id THEN m.other ELSE m.one END
        FROM whole w JOIN merged m ON w.person_id IN (m.one, m.other)
    )
    SELECT person_id FROM whole
"""
ISSUERS = "SELECT credit_code FROM certificates_certificate WHERE starts_with(place, '{prefix}')"


@dataclass(frozen=True)
class Leaving:
    """`region` empty: the whole node; `since` a seal: what was written after it."""

    region: str = ""
    since: int | None = None
    is_keyed: bool = True

    @property
    def prefix(self) -> str:
        return bare(self.region) if self.region else ""

    @property
    def is_whole(self) -> bool:
        return not self.prefix

    def prepare(self, cursor: Any) -> None:
        """One picture of the node for all that is read, and whose records leave."""
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
        if not self.is_whole:
            cursor.execute(TOUCHED.format(prefix=self.prefix))

    def persons(self) -> str:
        """Raw, who was described; keyed, everybody, since a key says neither sex nor birth."""
        told = ", ".join(self._cell(name) for name in CELLS)
        described = "true" if self.is_keyed else "p.is_described"
        own = [described, *self._changed("p.line"), *self._of_person("p.id")]
        earlier = [
            "e.\"table\" = 'persons'",
            *self._changed("(e.cells->>'line')::bigint"),
            f"e.row IN (SELECT p.id FROM registry_person p WHERE {' AND '.join(own)})",
        ]
        return f"""
            SELECT i.key AS id_number, i.number AS id_number_sealed, {told}, p.id AS _id, {LAST} AS _version
            FROM registry_person p JOIN ({CURRENT}) i ON i.person_id = p.id WHERE {" AND ".join(own)}
            UNION ALL
            SELECT i.key, i.number, {told}, e.row, e.id
            FROM registry_earlierstate e, jsonb_populate_record(NULL::registry_person, e.cells) p, ({CURRENT}) i
            WHERE i.person_id = e.row AND {" AND ".join(earlier)}
            ORDER BY _id, _version
        """

    def _cell(self, name: str) -> str:
        if self.is_keyed and name == "name":
            return "NULL::text AS name"
        if self.is_keyed and name in ("sex", "born_on"):
            return f"coalesce(i.{name}, p.{name}) AS {name}"
        if name == "left_recorded_at":  # of a leaving that was taken back, which no package can say
            return "CASE WHEN p.left_on IS NOT NULL THEN p.left_recorded_at END AS left_recorded_at"
        return f'p."{name}"'

    def rows(self, name: str) -> str:
        """The rows of a table that an app keeps, each with the states before it."""
        adapter = ADAPTERS[name]
        own = [*self._changed("r.line"), *self._of_region(name, adapter)] or ["true"]
        earlier = [
            f"e.\"table\" = '{name}'",
            *self._changed("(e.cells->>'line')::bigint"),
            f"e.row IN (SELECT r.id FROM {adapter.relation} r {_joins(adapter)} WHERE {' AND '.join(own)})",
        ]
        cells = ", ".join([*(f'r."{column.name}"' for column in adapter.columns), *_persons_of(adapter)])
        return f"""
            SELECT {cells}, r.id AS _id, {LAST} AS _version
            FROM {adapter.relation} r {_joins(adapter)} WHERE {" AND ".join(own)}
            UNION ALL
            SELECT {cells}, e.row, e.id
            FROM registry_earlierstate e CROSS JOIN LATERAL jsonb_populate_record(NULL::{adapter.relation}, e.cells) r
            {_joins(adapter)} WHERE {" AND ".join(earlier)}
            ORDER BY _id, _version
        """

    def renumbered(self) -> str:
        """Older identifiers of a person, which a package can only tell as merges into the current one."""
        own = [
            "old.id <> i.id",
            "NOT EXISTS (SELECT 1 FROM registry_merge m WHERE m.identifier_id = old.id)",
            *self._changed("i.line"),
            *self._of_person("old.person_id"),
        ]
        return f"""
            SELECT old.key AS id_number, old.number AS id_number_sealed, i.key AS "into", i.number AS into_sealed,
                   (SELECT l.at FROM journal_line l WHERE l.id = i.line) AS recorded_at, NULL::timestamptz AS undone_at
            FROM registry_identifier old JOIN ({CURRENT}) i ON i.person_id = old.person_id WHERE {" AND ".join(own)}
        """

    def _changed(self, line: str) -> Iterator[str]:
        """Lines without a seal were committed after the last one."""
        if self.since is not None:
            after = f"SELECT l.id FROM journal_line l WHERE l.seal > {self.since} OR l.seal IS NULL"
            yield f"{line} IN ({after})"

    def _of_person(self, person: str) -> Iterator[str]:
        if not self.is_whole:
            yield f"{person} IN (SELECT person_id FROM leaving_persons)"

    def _of_region(self, name: str, adapter: Adapter) -> Iterator[str]:
        """A region's own records; of bodies and their filings also those that its certificates name."""
        if self.is_whole:
            return
        here, issuers = f"starts_with(r.place, '{self.prefix}')", ISSUERS.format(prefix=self.prefix)
        if name in ("organisations", "filings"):
            yield f"({here} OR r.credit_code IN ({issuers}))"
        elif adapter.has_place:
            yield here
        elif adapter.persons:
            yield from self._of_person(f'"p_{next(iter(adapter.persons))}".person_id')
        else:
            bodies = f"SELECT o.credit_code FROM registry_organisation o WHERE starts_with(o.place, '{self.prefix}')"
            yield f"(r.credit_code IN ({bodies}) OR r.credit_code IN ({issuers}))"


def _joins(adapter: Adapter) -> str:
    return " ".join(
        f'JOIN registry_identifier "p_{name}" ON "p_{name}".id = r."{column}"'
        for name, column in adapter.persons.items()
    )


def _persons_of(adapter: Adapter) -> Iterator[str]:
    for name in adapter.persons:
        yield f'"p_{name}".key AS "{name}"'
        yield f'"p_{name}".number AS "{name}_sealed"'
