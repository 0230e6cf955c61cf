"""The persons that a package names: each number with the key by which the node knows it."""

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baigong.core.codes.identity_vector import NO_DAY, read_identities
from baigong.ground.lake.rows import Rows
from baigong.ground.lake.schema.columns import Kind
from baigong.ground.lake.schema.tables import TABLES
from baigong.ground.vault.index import blind_many
from baigong.ground.vault.keyring import Keyring

SEXES = pa.array([None, "M", "F"])


class Bearers:
    """Distinct numbers of all tables of a package, in the order of their keys' places."""

    def __init__(self, numbers: pa.Array, keys: pa.Array, *, is_keyed: bool) -> None:
        self.numbers, self.keys, self.is_keyed = numbers, keys, is_keyed

    def keyed(self, cells: pa.ChunkedArray | pa.Array) -> pa.ChunkedArray:
        """Cells with numbers as cells with keys; empty where empty."""
        return pc.take(self.keys, pc.index_in(cells, value_set=self.numbers))

    def named(self, keys: pa.ChunkedArray) -> pa.ChunkedArray:
        """Cells with keys as cells with numbers; the key itself where the package does not name its bearer."""
        numbers = pc.take(self.numbers, pc.index_in(keys, value_set=self.keys))
        if not numbers.null_count:
            return numbers
        strange = pa.chunked_array([pa.array([key and key.hex() for key in keys.to_pylist()], pa.string())])
        return pc.coalesce(numbers, strange)


def bearers_of(tables: Mapping[str, Rows], keyring: Keyring, *, is_keyed: bool) -> Bearers:
    found = pa.chunked_array(list(_numbers(tables)), pa.string()) if tables else pa.chunked_array([], pa.string())
    numbers = pc.drop_null(pc.unique(found))
    texts = numbers.to_pylist()
    keys = [bytes.fromhex(text) for text in texts] if is_keyed else blind_many(texts, keyring)
    return Bearers(numbers, pa.array(keys, pa.binary()), is_keyed=is_keyed)


def _numbers(tables: Mapping[str, Rows]) -> Iterator[pa.Array]:
    for name, rows in tables.items():
        for column in TABLES[name].of_kind(Kind.PERSON):
            yield pc.unique(rows.table([column.name])[column.name].combine_chunks())


def told_by_number(numbers: pa.Array, documents: Mapping[str, str]) -> tuple[pa.Array, pa.Array]:
    """Sex and birth where a resident number, or a residence permit's, says them."""
    read = read_identities(pa.chunked_array([numbers]))
    others = {number for number, document in documents.items() if document not in ("resident", "hmt")}
    is_other = pc.is_in(numbers, pa.array(sorted(others), pa.string())).to_numpy(zero_copy_only=False)
    says = read.ok & ~is_other.astype(bool)
    sexes = pc.take(SEXES, pa.array(np.where(says, read.sexes, 0)))
    births = pa.array(np.where(says, read.births, 0), pa.int32(), mask=~says | (read.births == NO_DAY))
    return sexes, births.cast(pa.date32())
