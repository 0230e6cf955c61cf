"""Who in the register may stand there twice: names from persons' rows, else from their certificates."""

from collections.abc import Iterator
from typing import Any

from baigong.apps.registry.bulk import bulk, fetched
from baigong.apps.registry.likeness import Likeness
from baigong.apps.registry.matching import Known, likenesses
from baigong.apps.registry.numbers import place_of
from baigong.ground.vault.keyring import Keyring
from baigong.ground.vault.sealing import opened

# Who is merged into somebody already stands there once.
PEOPLE = """
WITH named AS (
    SELECT DISTINCT ON (h.person_id) h.person_id, c.name
    FROM certificates_certificate c JOIN registry_identifier h ON h.id = c.holder_id
    WHERE c.name IS NOT NULL ORDER BY h.person_id, c.id DESC
)
SELECT DISTINCT ON (p.id) p.id, coalesce(p.name, n.name) AS name,
       to_char(coalesce(i.born_on, p.born_on), 'YYYY-MM-DD') AS born_on, coalesce(i.sex, p.sex) AS sex, p.place,
       i.key, i.number, coalesce(i.document, p.document) AS document, greatest(p.line, i.line) AS line
FROM registry_person p JOIN registry_identifier i ON i.person_id = p.id LEFT JOIN named n ON n.person_id = p.id
WHERE coalesce(p.name, n.name) IS NOT NULL
  AND p.id NOT IN (SELECT f.person_id FROM registry_merge m JOIN registry_identifier f ON f.id = m.identifier_id
                   WHERE m.undone_at IS NULL)
ORDER BY p.id, i.id DESC
"""
COUNTED = f"SELECT a.*, count(*) OVER (PARTITION BY name) AS namesakes, count(*) OVER () AS register FROM ({PEOPLE}) a"
TOUCHED = f"""
SELECT * FROM (SELECT c.*, bool_or(line = {{line}}) OVER (PARTITION BY name) AS is_touched FROM ({COUNTED}) c) t
WHERE is_touched
"""


def find(keyring: Keyring, *, line: int | None = None) -> list[Likeness]:
    """Among all persons, or, after a load, among the namesakes of those whom its journal line touched."""
    with bulk() as cursor:
        rows = fetched(cursor, COUNTED if line is None else TOUCHED.format(line=int(line))).to_pylist()
    return likenesses(list(_known(rows, keyring)), register=rows[0]["register"]) if rows else []


def _known(rows: list[dict[str, Any]], keyring: Keyring) -> Iterator[Known]:
    for row in rows:
        sealed, place = row["number"], place_of(row["key"])
        number = opened(sealed, place=place, keyring=keyring) if sealed else None
        told = (row["id"], row["name"], row["born_on"], row["sex"], row["place"] or "", number, row["document"])
        yield Known(*told, namesakes=row["namesakes"])
