"""Who stands in the lake: a number, its key, and what is known of the person."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from numpy.typing import NDArray

from baigong.core.codes.identity_vector import read_identities
from baigong.ground.lake.layout.columns import GROUPS, NEVER, NOT_YET, SEXES, UNKNOWN_BIRTH
from baigong.ground.lake.layout.keys import KeysCollide

BATCH = 200_000


class Named(NamedTuple):
    """The 64-bit name of persons and, in a lake, the 128-bit key it is cut from."""

    person: NDArray[np.int64]
    key: pa.Array


Naming = Callable[[pa.Array], Named]

# Only who has a certificate, or is part of a merge, can count. Whom a merge or an amendment touches is resolved later.
_MENTIONED = """
CREATE TABLE mentioned AS
WITH touched AS (
    SELECT id_number FROM merges UNION SELECT "into" FROM merges
    UNION SELECT id_number FROM certificates_earlier
    UNION SELECT id_number FROM persons_earlier WHERE left_on IS NOT NULL
)
SELECT id_number, touched.id_number IS NOT NULL AS is_touched
FROM (SELECT id_number FROM certificates UNION SELECT id_number FROM merges UNION SELECT "into" FROM merges)
LEFT JOIN touched USING (id_number)
"""
_DESCRIBED = """
SELECT mentioned.id_number, is_touched, document, sex, born_on, left_on, left_recorded_at, "groups",
       coalesce(_order, -1) AS version
FROM mentioned LEFT JOIN persons USING (id_number)
UNION ALL
SELECT mentioned.id_number, true, document, sex, born_on, left_on, left_recorded_at, "groups", _order
FROM persons_earlier JOIN mentioned USING (id_number) WHERE left_on IS NOT NULL OR left_recorded_at IS NOT NULL
"""


def put_persons(connection: Any, naming: Naming, scratch: Path) -> None:
    """Makes the tables `people` (one row each) and `people_before` (earlier states with a leaving)."""
    connection.execute(_MENTIONED)
    folder = scratch / "people"
    folder.mkdir()
    reader = connection.sql(f"{_DESCRIBED} ORDER BY id_number").to_arrow_reader(BATCH)
    for place, batch in enumerate(reader):
        pq.write_table(_person_columns(pa.Table.from_batches([batch]), naming), folder / f"{place:05}.parquet")
    if not any(folder.iterdir()):
        empty = _person_columns(reader.schema.empty_table(), naming)
        pq.write_table(empty, folder / "00000.parquet")
    source = f"read_parquet('{folder}/*.parquet')"
    last = "QUALIFY row_number() OVER (PARTITION BY id_number ORDER BY version DESC) = 1"
    connection.execute(f"CREATE TABLE people AS SELECT * FROM {source} {last}")
    connection.execute(f"CREATE VIEW people_versions AS SELECT * FROM {source}")
    told, distinct = connection.sql("SELECT count(*), count(DISTINCT person) FROM people").fetchall()[0]
    if told != distinct:
        raise KeysCollide


def _person_columns(rows: pa.Table, naming: Naming) -> pa.Table:
    named = naming(rows["id_number"].combine_chunks())
    sex, birth = _sex_and_birth(rows)
    left = pc.fill_null(rows["left_on"].cast(pa.int32()), NEVER)
    return pa.table(
        {
            "id_number": rows["id_number"],
            "is_touched": rows["is_touched"],
            "version": rows["version"],
            "person": named.person,
            "key": named.key,
            "sex": sex,
            "birth": birth,
            "left": left,
            "left_recorded": _left_recorded(rows),
            "groups": _groups(rows["groups"]),
        }
    )


def _sex_and_birth(rows: pa.Table) -> tuple[NDArray[np.int8], NDArray[np.int32]]:
    """From a resident number itself (and a residence permit's, of the same form), else from the persons row."""
    read = read_identities(rows["id_number"])
    document = pc.fill_null(rows["document"], "resident")
    says = read.ok & pc.is_in(document, pa.array(["resident", "hmt"])).to_numpy().astype(bool)
    sexes = pc.fill_null(pc.index_in(rows["sex"], pa.array(SEXES[1:])), -1).to_numpy() + 1
    births = pc.fill_null(rows["born_on"].cast(pa.int32()), UNKNOWN_BIRTH).to_numpy()
    return np.where(says, read.sexes, sexes).astype(np.int8), np.where(says, read.births, births).astype(np.int32)


def _left_recorded(rows: pa.Table) -> pa.ChunkedArray:
    """An empty instant is 00:00 +08:00 of the day of leaving; an instant without a day: a leaving taken back then."""
    told = rows["left_recorded_at"].cast(pa.timestamp("us")).cast(pa.int64())
    days = rows["left_on"].cast(pa.int32()).cast(pa.int64())
    midnight = pc.subtract(pc.multiply(days, 86_400_000_000), 8 * 3_600_000_000)
    return pc.fill_null(pc.coalesce(told, midnight), NOT_YET)


def _groups(cells: pa.ChunkedArray) -> NDArray[np.int16]:
    distinct = cells.combine_chunks().dictionary_encode()
    masks = np.array([*(_mask(cell) for cell in distinct.dictionary.to_pylist()), 0], np.int16)
    places = pc.fill_null(distinct.indices, len(masks) - 1).to_numpy(zero_copy_only=False)
    return np.asarray(masks[places])


def _mask(cell: str | None) -> int:
    names = {name.strip() for name in (cell or "").split(";")}
    return sum(1 << place for place, group in enumerate(GROUPS) if group in names)
