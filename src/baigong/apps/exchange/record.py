"""What the node has on record, as reading a package wants to see it."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
from django.db import connection
from django.db.models.functions import Coalesce

from baigong.apps.exchange.adapters import ADAPTERS, KEPT
from baigong.apps.exchange.bearers import Bearers
from baigong.apps.journal.models import Line
from baigong.apps.progress.kept import kept_rows
from baigong.apps.progress.models import Kept
from baigong.apps.registry.adapter import Adapter
from baigong.apps.registry.arriving import CELLS
from baigong.apps.registry.bulk import fetched, put
from baigong.apps.registry.models import Filing, Identifier
from baigong.apps.registry.numbers import number_of
from baigong.core.codes.region import places_now
from baigong.core.scope import Scope
from baigong.ground.lake.read.record import Told
from baigong.ground.lake.schema.columns import Kind, Table
from baigong.ground.node.home import Home
from baigong.ground.vault.keyring import Keyring


def told_by_record(keyring: Keyring) -> Told:
    """Documents other than resident cards, and the bodies of the filings: what a row cannot be read without."""
    own = Identifier.objects.annotate(kind=Coalesce("document", "person__document")).exclude(number=None)
    theirs = own.exclude(kind=None).exclude(kind="resident")
    documents = {number_of(one, keyring): one.kind for one in theirs.iterator()}
    pairs = set(Filing.objects.exclude(body_number=None).values_list("body_number", "credit_code"))
    bearers = Counter(body.upper() for body, _ in pairs)
    return Told(documents, {body.upper(): code for body, code in pairs if bearers[body.upper()] == 1})


class OnRecord:
    """Rows under the keys that a package names; `lines` keeps which line each row had when it was read."""

    def __init__(self, cursor: Any, bearers: Bearers, home: Home, *, said: Collection[int] = ()) -> None:
        self.cursor, self.bearers, self.home, self.said = cursor, bearers, home, said
        self.lines: dict[str, pa.Table] = {}
        self._held: dict[str, bool] = {}
        self._births: dict[str, date] = {}

    def holds(self, table: str) -> bool:
        if table not in self._held:
            self._held[table] = self._asked(table)
        return self._held[table]

    def _asked(self, table: str) -> bool:
        if table in KEPT:
            return Kept.objects.filter(table=table).exists()
        source = "registry_person WHERE is_described" if table == "persons" else ADAPTERS[table].relation
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {source})")
            return bool(cursor.fetchone()[0])

    def having(self, table: Table, columns: tuple[str, ...], values: pa.Table) -> pa.Table:
        return self._as_read(table, columns, self._fetched(table, columns, values))

    def every(self, table: Table) -> pa.Table:
        return self._as_read(table, table.key, fetched(self.cursor, _query(table, ())))

    def kept_elsewhere(self, table: Table, keys: pa.Table, scope: Scope) -> pa.Table:
        """Rows under these keys that lie outside the scope and were written last by somebody outside it."""
        if table.name in KEPT:
            found = self._fetched(table, table.key, keys)
            return self._named(table, found.filter(_outside(table, found, scope)))
        owner = _owner(table)
        if owner is None:
            return table.schema.empty_table()
        found = self._fetched(table, table.key, keys, beside=f"{owner} AS keeper, {_WRITER} AS writer")
        return self._named(table, found.filter(_beyond(found["keeper"], found["writer"], scope)))

    def _fetched(self, table: Table, columns: tuple[str, ...], values: pa.Table, *, beside: str = "") -> pa.Table:
        """The rows with these cells, persons as keys, each with its line and what else is asked for."""
        wanted = values.select(columns)
        for column in table.of_kind(Kind.PERSON):
            if column.name in columns:
                place = wanted.column_names.index(column.name)
                wanted = wanted.set_column(place, column.name, self._keys(table, wanted[column.name]))
        if table.name in KEPT:
            return kept_rows(self.home, table, having=(columns, wanted))
        put(self.cursor, "wanted", wanted, is_temporary=True)
        return fetched(self.cursor, _query(table, columns, beside=beside))

    def _keys(self, table: Table, cells: pa.ChunkedArray) -> pa.ChunkedArray:
        keys = self.bearers.keyed(cells)
        if table.name not in KEPT:
            return keys
        return pa.chunked_array([pa.array([key and key.hex() for key in keys.to_pylist()], pa.string())])

    def _as_read(self, table: Table, columns: tuple[str, ...], found: pa.Table) -> pa.Table:
        """As a reading wants them; of the first that are found by key, its own, the line of each is kept."""
        found = self._named(table, found)
        if columns == table.key and table.name not in self.lines:
            self.lines[table.name] = found.select([*table.key, "line"])
        if table.name == "persons" and self.bearers.is_keyed:
            found = self._by_the_month(found)
        return found.select(table.schema.names)

    def _by_the_month(self, persons: pa.Table) -> pa.Table:
        """A keyed package tells births by the month: the record is read so as well, and the days are kept aside."""
        pairs = zip(persons["id_number"].to_pylist(), persons["born_on"].to_pylist(), strict=True)
        self._births.update({number: born for number, born in pairs if born})
        months = pa.array([born and born.replace(day=1) for born in persons["born_on"].to_pylist()], pa.date32())
        return persons.set_column(persons.column_names.index("born_on"), "born_on", months)

    def with_days_of_birth(self, persons: pa.Table) -> pa.Table:
        """Births told by the month as the record has them, to the day; of another month, as they are told."""
        if not self._births:
            return persons
        pairs = zip(persons["id_number"].to_pylist(), persons["born_on"].to_pylist(), strict=True)
        days = pa.array([_exact(born, self._births.get(number)) for number, born in pairs], pa.date32())
        return persons.set_column(persons.column_names.index("born_on"), "born_on", days)

    def _named(self, table: Table, found: pa.Table) -> pa.Table:
        """Persons by the numbers that the package has for them."""
        for column in table.of_kind(Kind.PERSON):
            cells = found[column.name]
            if table.name in KEPT:
                cells = pa.chunked_array([pa.array([c and bytes.fromhex(c) for c in cells.to_pylist()], pa.binary())])
            place = found.column_names.index(column.name)
            found = found.set_column(place, column.name, self.bearers.named(cells))
        return found


def _exact(told: date | None, known: date | None) -> date | None:
    return known if told and known and told == known.replace(day=1) else told


_WRITER = "(SELECT l.region FROM journal_line l WHERE l.id = {line})"


def _owner(table: Table) -> str | None:
    """Which column says where a record is kept; none where no region keeps records of this table."""
    if table.name == "persons":
        return "p.place"
    if table.name == "merges":
        return '(SELECT o.place FROM registry_person o WHERE o.id = "p_id_number".person_id)'
    return "r.place" if ADAPTERS[table.name].has_place else None


def _outside(table: Table, found: pa.Table, scope: Scope) -> pa.Array:
    """Of rows that lie in files: where their own region lies, and who wrote them."""
    if "region" not in table.by_name:
        return pa.array([False] * found.num_rows, pa.bool_())
    writers = dict(Line.objects.filter(id__in=set(found["line"].to_pylist())).values_list("id", "region"))
    keepers = [region and places_now([region])[0] for region in found["region"].to_pylist()]
    return _beyond(keepers, [writers.get(line) for line in found["line"].to_pylist()], scope)


def _beyond(keepers: Iterable[Any], writers: Iterable[Any], scope: Scope) -> pa.Array:
    pairs = zip(map(_text, keepers), map(_text, writers), strict=True)
    beyond = [not scope.holds_region(keeper) and not scope.holds_region(writer) for keeper, writer in pairs]
    return pa.array(beyond, pa.bool_())


def _text(cell: Any) -> str | None:
    return cell.as_py() if isinstance(cell, pa.Scalar) else cell


def _query(table: Table, columns: tuple[str, ...], *, beside: str = "") -> str:
    """The rows of a table, of those that are wanted where columns are named."""
    if table.name == "persons":
        cells = ["i.key AS id_number", *(f'p."{name}"' for name in CELLS), "p.line"]
        source = """registry_identifier i JOIN wanted w ON i.key = w.id_number
            JOIN registry_person p ON p.id = i.person_id WHERE p.is_described"""
        return f"SELECT {', '.join([*cells, *_told(beside, 'p.line')])} FROM {source}"
    adapter = ADAPTERS[table.name]
    cells = [*(f'r."{column.name}"' for column in adapter.columns), *_keys_told(adapter), "r.line"]
    joins = " ".join(
        f'JOIN registry_identifier "p_{name}" ON "p_{name}".id = r."{column}"'
        for name, column in adapter.persons.items()
    )
    on = " AND ".join(
        f'"p_{name}".key = w."{name}"' if name in adapter.persons else f'r."{name}" = w."{name}"' for name in columns
    )
    wanted = f"JOIN wanted w ON {on}" if columns else ""
    return f"SELECT {', '.join([*cells, *_told(beside, 'r.line')])} FROM {adapter.relation} r {joins} {wanted}"


def _told(beside: str, line: str) -> list[str]:
    return [beside.format(line=line)] if beside else []


def _keys_told(adapter: Adapter) -> Iterator[str]:
    return (f'"p_{name}".key AS "{name}"' for name in adapter.persons)


def identifiers(cursor: Any, bearers: Bearers) -> pa.Array:
    """The bearers' identifiers on the node; none of who is a stranger to it."""
    if not Identifier.objects.exists():
        return pa.nulls(len(bearers.keys), pa.int64())
    put(cursor, "wanted", pa.table({"key": bearers.keys}), is_temporary=True)
    here = fetched(cursor, "SELECT i.id, i.key FROM registry_identifier i JOIN wanted w ON w.key = i.key")
    places = pc.index_in(bearers.keys, value_set=here["key"].combine_chunks().cast(pa.binary()))
    return here["id"].combine_chunks().take(places)
