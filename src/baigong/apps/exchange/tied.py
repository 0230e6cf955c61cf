"""Rows that name no region: whether anything ties them to the region that sends them.

An employment, months insured, months of benefit, a status are of their person and of the employer they name; a licence
is of its organisation. Migrant workers live in one province and work in another, so one tie of any kind is enough, on
record or in the same package, and whoever is on nobody's record passes.
"""

from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baigong.apps.exchange.record import OnRecord
from baigong.apps.registry.bulk import fetched, put
from baigong.apps.registry.tables import FACTS
from baigong.core.codes.region import places_now
from baigong.core.refusal import Fault
from baigong.core.scope import NOTHING, bare, of_region
from baigong.core.text import msgid
from baigong.ground.lake.read.package import Gathered, GatheredTable

LICENCES = "licences"
UNPLACED = (*FACTS, LICENCES)
# Registered with the state's own administration: such a body may work anywhere.
NATIONAL = "100000"
# What these say of a person is no tie: her own row may say where she lives, the others are no presence.
NO_PRESENCE = frozenset({*FACTS, "persons", "merges", "claims"})
STRANGER = Fault(
    "person.of_another_region",
    msgid(
        "This person is on record in another region, and nothing on record or in this package ties her to the region "
        "that sends the row; send what does with it (a certificate, a class, an employment with an employer of the "
        "region), or have the region where she lives send it."
    ),
)
STRANGE_BODY = Fault(
    "organisation.of_another_region",
    msgid(
        "This organisation is on record in another region, and nothing on record or in this package shows it at work "
        "in the region that sends the row; send what does with it (its filing, certificates or classes there), or have "
        "the region where it stands send it."
    ),
)
_BODIES = """
SELECT w.credit_code, o.id IS NOT NULL AS is_known, coalesce(
    starts_with(o.place, '{prefix}')
    OR EXISTS (SELECT FROM registry_filing f WHERE f.credit_code = w.credit_code AND starts_with(f.place, '{prefix}'))
    OR EXISTS (
        SELECT FROM certificates_certificate c
        WHERE c.credit_code = w.credit_code AND starts_with(c.place, '{prefix}')
    ), false) AS is_here
FROM wanted w LEFT JOIN registry_organisation o ON o.credit_code = w.credit_code
"""
_EMPLOYED = """
OR EXISTS (
    SELECT FROM {relation} e JOIN registry_identifier j ON j.id = e.identifier_id
    LEFT JOIN registry_organisation o ON o.credit_code = e.credit_code
    WHERE j.person_id = p.id AND starts_with(coalesce(o.place, substr(e.credit_code, 3, 6)), '{prefix}')
)"""
# Whoever is one person with her by a merge is she.
_UNTIED = """
WITH RECURSIVE pairs AS (
    SELECT a.person_id AS one, b.person_id AS other FROM registry_merge m
    JOIN registry_identifier a ON a.id = m.identifier_id JOIN registry_identifier b ON b.id = m.into_id
    WHERE m.undone_at IS NULL
),
linked AS (SELECT one, other FROM pairs UNION SELECT other, one FROM pairs),
her AS (
    SELECT w.key, i.person_id AS id FROM wanted w JOIN registry_identifier i ON i.key = w.key
    UNION SELECT h.key, l.other FROM her h JOIN linked l ON l.one = h.id
)
SELECT h.key FROM her h JOIN registry_person p ON p.id = h.id GROUP BY h.key HAVING NOT bool_or(
    starts_with(p.place, '{prefix}')
    OR EXISTS (
        SELECT FROM certificates_certificate c JOIN registry_identifier i ON i.id = c.holder_id
        WHERE i.person_id = p.id AND starts_with(c.place, '{prefix}')
    ) {employed}
)
"""


class Ties:
    """What a package and the record say of persons and organisations in one region."""

    def __init__(self, gathered: Gathered, record: OnRecord, *, region: str) -> None:
        self.gathered, self.record, self.prefix = gathered, record, bare(region)
        self.scope = of_region(region)

    def strangers(self, one: GatheredTable) -> np.ndarray:
        """The places in order of new rows that nothing ties to the region."""
        rows = self.without_own_employers(one.rows.table([*one.table.key, "_order"]))
        left = self._of_strange_bodies(rows) if one.table.name == LICENCES else self._of_strangers(rows)
        if not left.num_rows:
            return np.empty(0, np.int64)
        key = list(one.table.key)
        known = self.record.kept_elsewhere(one.table, left.select(key).group_by(key).aggregate([]), NOTHING)
        return np.asarray(left.join(known.select(key), keys=key, join_type="left anti")["_order"].to_numpy())

    def without_own_employers(self, rows: pa.Table) -> pa.Table:
        """Rows are their employer's region's too, wherever the person lives."""
        return rows.filter(pc.invert(self._have_own_employers(rows))) if "credit_code" in rows.column_names else rows

    def _have_own_employers(self, rows: pa.Table) -> pa.ChunkedArray:
        codes = self._bodies(pc.unique(rows["credit_code"]))
        return pc.is_in(rows["credit_code"], _texts(codes.filter(codes["is_here"])))

    def _bodies(self, codes: pa.Array) -> pa.Table:
        """Each organisation, whether it is on record, and whether it stands or works in the region."""
        put(self.record.cursor, "wanted", pa.table({"credit_code": codes}), is_temporary=True)
        found = fetched(self.record.cursor, _BODIES.format(prefix=self.prefix))
        shown = pc.is_in(found["credit_code"], pa.array(sorted(self._shown_at_work()), pa.string()))
        registered = pa.array([self._is_registered_here(code) for code in found["credit_code"].to_pylist()], pa.bool_())
        is_here = pc.or_(pc.or_(found["is_here"], shown), registered)
        return found.set_column(found.column_names.index("is_here"), "is_here", is_here)

    def _is_registered_here(self, code: str) -> bool:
        return code[2:8] == NATIONAL or self.scope.holds_region(places_now([code[2:8]])[0])

    def _shown_at_work(self) -> set[str]:
        """Bodies that the package's own rows show in the region; what lies elsewhere is not among them any more."""
        told: set[str] = set()
        for name, one in self.gathered.tables.items():
            if name != "organisations" and {"credit_code", "region"} <= set(one.table.by_name):
                told.update(pc.drop_null(pc.unique(one.rows.table(["credit_code"])["credit_code"])).to_pylist())
        return told | set(self._told_here("organisations", "credit_code"))

    def _of_strange_bodies(self, rows: pa.Table) -> pa.Table:
        codes = self._bodies(pc.unique(rows["credit_code"]))
        strange = codes.filter(pc.and_(codes["is_known"], pc.invert(codes["is_here"])))
        return rows.filter(pc.is_in(rows["credit_code"], _texts(strange)))

    def _of_strangers(self, rows: pa.Table) -> pa.Table:
        present = pa.array(sorted(self._present()), pa.string())
        numbers = pc.unique(rows["id_number"]).filter(pc.invert(pc.is_in(pc.unique(rows["id_number"]), present)))
        return rows.filter(pc.is_in(rows["id_number"], self._untied(numbers)))

    def _untied(self, numbers: pa.Array) -> pa.Array:
        """Of these numbers those of persons on record whom no record ties to the region."""
        keys = self.record.bearers.keyed(numbers)
        put(self.record.cursor, "wanted", pa.table({"key": keys}), is_temporary=True)
        employed = "".join(
            _EMPLOYED.format(relation=adapter.relation, prefix=self.prefix)
            for adapter in FACTS.values()
            if "credit_code" in adapter.table.by_name
        )
        found = fetched(self.record.cursor, _UNTIED.format(prefix=self.prefix, employed=employed))["key"]
        return numbers.filter(pc.is_in(keys, found.combine_chunks().cast(pa.binary())))

    def _present(self) -> set[str]:
        """Whom the package shows in the region: at an examination, in a class, with an employer, living there."""
        told = set(self._told_here("persons", "id_number"))
        for name, one in self.gathered.tables.items():
            if name in NO_PRESENCE or "id_number" not in one.table.by_name:
                continue
            told.update(pc.drop_null(pc.unique(one.rows.table(["id_number"])["id_number"])).to_pylist())
        for name in FACTS:
            one_of_hers = self.gathered.tables.get(name)
            if one_of_hers and "credit_code" in one_of_hers.table.by_name:
                rows = one_of_hers.rows.table(["id_number", "credit_code"])
                told.update(rows["id_number"].filter(self._have_own_employers(rows)).to_pylist())
        return told

    def _told_here(self, table: str, column: str) -> Iterator[str]:
        """What the package itself says lies in the region."""
        one = self.gathered.tables.get(table)
        if one is None:
            return
        rows = one.rows.table([column, "region"])
        regions = pc.unique(rows["region"]).drop_null().to_pylist()
        here = [code for code, now in zip(regions, places_now(regions), strict=True) if self.scope.holds_region(now)]
        yield from rows[column].filter(pc.is_in(rows["region"], pa.array(here, pa.string()))).to_pylist()


def _texts(bodies: pa.Table) -> pa.Array:
    return bodies["credit_code"].combine_chunks().cast(pa.string())
