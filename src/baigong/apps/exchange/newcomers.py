"""Who of the persons that a package names is new on the node: their rows and identifiers, ready for the tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from baigong.apps.exchange.bearers import Bearers, told_by_number
from baigong.apps.registry.arriving import CELLS
from baigong.apps.registry.bulk import fetched
from baigong.apps.registry.numbers import place_of
from baigong.ground.vault.keyring import Keyring
from baigong.ground.vault.sealing import sealed_many

NEXT = """
SELECT nextval((SELECT pg_get_serial_sequence('registry_person', 'id')::regclass)) AS person,
       nextval((SELECT pg_get_serial_sequence('registry_identifier', 'id')::regclass)) AS identifier
FROM generate_series(1, {count})
"""


@dataclass(frozen=True)
class Known:
    """The bearers with their identifiers; those at the places `new` are not written yet and will be of `people`."""

    bearers: Bearers
    ids: pa.Array
    is_new: pa.Array
    people: pa.Array

    @property
    def new(self) -> pa.Array:
        return pc.indices_nonzero(self.is_new)

    def identifiers(self, cells: pa.ChunkedArray) -> pa.ChunkedArray:
        """Cells with numbers as cells with identifiers."""
        return pc.take(self.ids, pc.index_in(cells, value_set=self.bearers.numbers))

    def are_new(self, cells: pa.ChunkedArray) -> pa.ChunkedArray:
        return pc.take(self.is_new, pc.index_in(cells, value_set=self.bearers.numbers))

    def before(self) -> pa.Table:
        """The identifiers that were there already."""
        return pa.table({"id": self.ids, "key": self.bearers.keys}).filter(pc.invert(self.is_new))


def known(cursor: Any, bearers: Bearers, here: pa.Array) -> Known:
    """What the new ones, who are not `here`, will be called is settled now: nobody else is given the same ids."""
    is_new = here.is_null()
    told = fetched(cursor, NEXT.format(count=pc.sum(is_new).as_py() or 0))
    ids = pc.fill_null(here, 0).to_numpy().copy()
    ids[is_new.to_numpy(zero_copy_only=False)] = told["identifier"].to_numpy()
    return Known(bearers, pa.array(ids, pa.int64()), is_new, told["person"].combine_chunks())


def new_people(known: Known, described: pa.Table | None, *, home: str) -> pa.Table:
    """`described` has their rows with their numbers; who has none is at home where the load is."""
    count = len(known.people)
    if described is None:
        told = {name: pa.nulls(count, pa.string()) for name in (*CELLS, "place")}
        is_described = pa.array(np.zeros(count, bool))
    else:
        numbers = known.bearers.numbers.take(known.new)
        rows = pc.index_in(numbers, value_set=described["id_number"].combine_chunks())
        told = {name: described[name].combine_chunks().take(rows) for name in (*CELLS, "place")}
        is_described = rows.is_valid()
    told["place"] = pc.fill_null(told["place"], home)
    return pa.table({"id": known.people, **told, "is_described": is_described})


def new_identifiers(known: Known, documents: Mapping[str, str], keyring: Keyring, random: Any) -> pa.Table:
    bearers = known.bearers
    keys, numbers = bearers.keys.take(known.new), bearers.numbers.take(known.new)
    if bearers.is_keyed:
        sealed = pa.nulls(len(keys), pa.binary())
    else:
        places = [place_of(key) for key in keys.to_pylist()]
        texts = numbers.to_pylist()
        sealed = pa.array(sealed_many(texts, places=places, keyring=keyring, random=random), pa.binary())
    sex, born_on = told_by_number(numbers, documents)
    ids = known.ids.take(known.new)
    return pa.table(
        {"id": ids, "person_id": known.people, "key": keys, "number": sealed, "sex": sex, "born_on": born_on}
    )
