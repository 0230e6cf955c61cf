"""How rows of a package's table become rows of the node: new ones as they are, amended ones over their earlier states.

Everything happens in the one transaction of the load that calls it. The staging table holds a package's columns,
persons as their keys, and `held`: the journal line that a row on record had when it was read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.db.backends.utils import CursorWrapper

from baigong.apps.authority.acts import ChangedMeanwhile
from baigong.ground.lake.schema.columns import Column, Kind, Table
from baigong.ground.lake.schema.tables import TABLES


@dataclass(frozen=True)
class Adapter:
    """`persons` are the columns that name persons, with the database's for each."""

    table: Table
    model: type[models.Model]
    persons: Mapping[str, str] = field(default_factory=dict)
    has_place: bool = False

    @property
    def relation(self) -> str:
        return self.model._meta.db_table

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The columns kept under their own names."""
        return tuple(column for column in self.table.columns if column.name not in self.persons)

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns] + (["place"] if self.has_place else [])

    @property
    def own(self) -> list[str]:
        return [f'"{name}"' for name in self.names]

    @cached_property
    def on_key(self) -> str:
        """How a row of the relation `r` is the same as a staged one, `s`, with its persons `p_…`."""
        parts = [
            f'r."{self.persons[name]}" = "p_{name}".id' if name in self.persons else f'r."{name}" = s."{name}"'
            for name in self.table.key
        ]
        return " AND ".join(parts)

    @cached_property
    def joins(self) -> str:
        return " ".join(f'JOIN registry_identifier "p_{name}" ON "p_{name}".key = s."{name}"' for name in self.persons)


def adapter(name: str, model: type[models.Model], *, persons: Mapping[str, str] | None = None) -> Adapter:
    table = TABLES[name]
    has_place = any(column.kind is Kind.REGION for column in table.columns)
    return Adapter(table, model, persons or {}, has_place)


def merge(cursor: CursorWrapper, adapter: Adapter, *, staging: str, line: int) -> None:
    """Amends, once the new rows are in; where somebody changed a row since it was read, the load has to read again."""
    _keep_earlier(cursor, adapter, staging, line)
    _amend(cursor, adapter, staging, line)
    _keep_passed(cursor, adapter, staging, line)


def _keep_earlier(cursor: CursorWrapper, adapter: Adapter, staging: str, line: int) -> None:
    cursor.execute(
        f"""
        INSERT INTO registry_earlierstate ("table", "row", cells, "until")
        SELECT '{adapter.table.name}', r.id, to_jsonb(r), %s FROM {adapter.relation} r
        WHERE r.id IN (SELECT r.id FROM {staging} s {adapter.joins} JOIN {adapter.relation} r ON {adapter.on_key}
                       WHERE NOT s.is_passed)
        """,
        [line],
    )


def _amend(cursor: CursorWrapper, adapter: Adapter, staging: str, line: int) -> None:
    told = ", ".join([*(f"{name} = s.{name}" for name in adapter.own), *_persons_told(adapter), "line = %s"])
    joins = "".join(f', registry_identifier "p_{name}"' for name in adapter.persons)
    links = "".join(f' AND "p_{name}".key = s."{name}"' for name in adapter.persons)
    cursor.execute(
        f"""
        UPDATE {adapter.relation} r SET {told} FROM {staging} s{joins}
        WHERE NOT s.is_passed AND {adapter.on_key}{links} AND r.line = s.held
        """,
        [line],
    )
    amended = cursor.rowcount
    cursor.execute(f"SELECT count(*) FROM {staging} WHERE NOT is_passed")
    if cursor.fetchone()[0] != amended:  # an update waits for another writer, and then looks at the line again
        raise ChangedMeanwhile


def _persons_told(adapter: Adapter) -> list[str]:
    return [f'"{column}" = "p_{name}".id' for name, column in adapter.persons.items() if name not in adapter.table.key]


def _keep_passed(cursor: CursorWrapper, adapter: Adapter, staging: str, line: int) -> None:
    """States that rows of the same package passed through."""
    cursor.execute(f"SELECT 1 FROM {staging} WHERE is_passed LIMIT 1")
    if not cursor.fetchone():
        return
    persons = "".join(f", '{column}', \"p_{name}\".id" for name, column in adapter.persons.items())
    cursor.execute(
        f"""
        INSERT INTO registry_earlierstate ("table", "row", cells, "until")
        SELECT '{adapter.table.name}', r.id, to_jsonb(s) || jsonb_build_object('id', r.id, 'line', %s::bigint{persons}),
               %s
        FROM {staging} s {adapter.joins} JOIN {adapter.relation} r ON {adapter.on_key}
        WHERE s.is_passed ORDER BY s.position
        """,
        [line, line],
    )
