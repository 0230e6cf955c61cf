"""How persons are named in what leaves: by their numbers, or by their keys and then nothing else that names them."""

import re
from collections.abc import Mapping

import pyarrow as pa
import pyarrow.compute as pc

from baigong.apps.registry.numbers import place_of
from baigong.ground.lake.schema.columns import Kind, Table
from baigong.ground.vault.index import blind_many
from baigong.ground.vault.keyring import Keyring
from baigong.ground.vault.sealing import opened

# What names a person beside the number, and the accounts that money goes to.
NAMES = {"persons": ("name",), "certificates": ("name",), "claims": ("holder",)}
ACCOUNTS: Mapping[str, tuple[str, ...]] = {"claims": ("account",)}
KEY = re.compile(r"[0-9a-f]{32}")


class Naming:
    """`left_out` counts the rows whose person is known by a key only, and who therefore cannot be named."""

    def __init__(self, keyring: Keyring, *, is_keyed: bool) -> None:
        self.keyring, self.is_keyed, self.left_out = keyring, is_keyed, 0

    def named(self, table: Table, rows: pa.Table) -> pa.Table:
        """In the columns and types of the table; persons come as keys, each with its sealed number beside it."""
        columns = {column.name: rows[column.name] for column in table.columns}
        told = pa.chunked_array([pa.array([True] * rows.num_rows, pa.bool_())])
        for column in table.of_kind(Kind.PERSON):
            keys = rows[column.name]
            columns[column.name] = self._hexed(keys) if self.is_keyed else self._numbers(keys, rows, column.name)
            lost = pc.and_(keys.is_valid(), columns[column.name].is_null())
            told = pc.and_(told, pc.invert(lost))
        if self.is_keyed:
            self._blot(table, columns)
        whole = pa.table([columns[field.name].cast(field.type) for field in table.schema], schema=table.schema)
        self.left_out += rows.num_rows - int(pc.sum(told).as_py() or 0)
        return whole.filter(told)

    def _hexed(self, keys: pa.ChunkedArray) -> pa.ChunkedArray:
        return pa.chunked_array([pa.array([key and bytes(key).hex() for key in keys.to_pylist()], pa.string())])

    def _numbers(self, keys: pa.ChunkedArray, rows: pa.Table, name: str) -> pa.ChunkedArray:
        """Each distinct number is opened once."""
        pairs = pa.table({"key": keys, "number": rows[f"{name}_sealed"]}).group_by("key").aggregate([("number", "min")])
        sealed = zip(pairs["key"].to_pylist(), pairs["number_min"].to_pylist(), strict=True)
        numbers = [
            opened(bytes(number), place=place_of(key), keyring=self.keyring) if key and number else None
            for key, number in sealed
        ]
        places = pc.index_in(keys, value_set=pairs["key"].combine_chunks())
        return pc.take(pa.chunked_array([pa.array(numbers, pa.string())]), places)

    def _blot(self, table: Table, columns: dict[str, pa.ChunkedArray]) -> None:
        """Names stay; accounts leave as keys too. Births are cut to their month as they are written."""
        for name in NAMES.get(table.name, ()):
            columns[name] = pa.chunked_array([pa.nulls(len(columns[name]), pa.string())])
        for name in ACCOUNTS.get(table.name, ()):
            cells = columns[name].to_pylist()
            distinct = sorted({cell for cell in cells if cell and not KEY.fullmatch(cell)})
            keys = dict(zip(distinct, blind_many(distinct, self.keyring), strict=True))
            told = [keys[cell].hex() if cell in keys else cell for cell in cells]
            columns[name] = pa.chunked_array([pa.array(told, pa.string())])
