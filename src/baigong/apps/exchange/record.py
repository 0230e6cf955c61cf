"""What the node has on record, as reading a package wants to see it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from django.db.models import F

from baigong.apps.exchange.adapters import ADAPTERS, KEPT
from baigong.apps.exchange.asking import PEOPLE, found_in, is_any, query
from baigong.apps.exchange.bearers import Bearers
from baigong.apps.journal.models import Line
from baigong.apps.progress.kept import kept_rows
from baigong.apps.progress.models import Kept
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
    sealed = Identifier.objects.exclude(number=None)
    own = sealed.exclude(document=None).exclude(document="resident").annotate(kind=F("document"))
    hers = sealed.filter(document=None, person__document__isnull=False).exclude(person__document="resident")
    theirs = chain(own.iterator(), hers.annotate(kind=F("person__document")).iterator())
    documents = {number_of(one, keyring): one.kind for one in theirs}
    pairs = set(Filing.objects.exclude(body_number=None).values_list("body_number", "credit_code"))
    bearers = Counter(body.upper() for body, _ in pairs)
    return Told(documents, {body.upper(): code for body, code in pairs if bearers[body.upper()] == 1})


class OnRecord:
    """Rows under the keys that a package names; `lines` keeps which line each row had when it was read.

    `said` are the packages that were loaded before, `ahead` rows that have been asked for already.
    """

    def __init__(
        self,
        cursor: Any,
        bearers: Bearers,
        home: Home,
        *,
        said: Collection[int] = (),
        ahead: Mapping[str, pa.Table] | None = None,
    ) -> None:
        self.cursor, self.bearers, self.home, self.said, self.ahead = cursor, bearers, home, said, dict(ahead or {})
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
        return is_any("registry_person WHERE is_described" if table == "persons" else ADAPTERS[table].relation)

    @cached_property
    def _people(self) -> pa.Table:
        """The bearers who are known here, by their keys, with their persons' rows: asked for once, needed often."""
        put(self.cursor, "wanted", pa.table({"key": self.bearers.keys}), is_temporary=True)
        return fetched(self.cursor, PEOPLE)

    def identifiers(self) -> pa.Array:
        """The bearers' identifiers on the node; none of who is a stranger to it."""
        if not Identifier.objects.exists():
            return pa.nulls(len(self.bearers.keys), pa.int64())
        here = self._people
        places = pc.index_in(self.bearers.keys, value_set=here["id_number"].combine_chunks().cast(pa.binary()))
        return here["identifier"].combine_chunks().take(places)

    def having(self, table: Table, columns: tuple[str, ...], values: pa.Table) -> pa.Table:
        if table.name == "persons" and columns == table.key:
            return self._as_read(table, columns, self._described(values["id_number"]))
        if columns != table.key:
            return self._as_read(table, columns, self._fetched(table, columns, values))
        found = self.ahead.pop(table.name, None)
        found = self._fetched(table, columns, values) if found is None else found
        return self._as_read(table, columns, _each_once(found, table.key))

    def _described(self, numbers: pa.ChunkedArray) -> pa.Table:
        found = self._people.filter(self._people["is_described"])
        return found.filter(pc.is_in(found["id_number"].cast(pa.binary()), pc.drop_null(self.bearers.keyed(numbers))))

    def every(self, table: Table) -> pa.Table:
        return self._as_read(table, table.key, fetched(self.cursor, query(table, ())))

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
        return found_in(self.cursor, table, wanted, beside=beside)

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


def _each_once(rows: pa.Table, key: Collection[str]) -> pa.Table:
    """A key that the package names twice stands on record once."""
    places = rows.append_column("place", pa.array(np.arange(rows.num_rows)))
    first = places.group_by(list(key)).aggregate([("place", "min")])["place_min"]
    return rows if len(first) == rows.num_rows else rows.take(first)


def _exact(told: date | None, known: date | None) -> date | None:
    return known if told and known and told == known.replace(day=1) else told


_WRITER = "(SELECT l.region FROM journal_line l WHERE l.id = {line})"


def _owner(table: Table) -> str | None:
    """Which column says where a record is kept; none where no region keeps records of this table."""
    if table.name == "persons":
        return "p.place"
    if "id_number" in ADAPTERS[table.name].persons and not ADAPTERS[table.name].has_place:
        return '(SELECT o.place FROM registry_person o WHERE o.id = "p_id_number".person_id)'
    if table.name == "licences":
        return "(SELECT o.place FROM registry_organisation o WHERE o.credit_code = r.credit_code)"
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
