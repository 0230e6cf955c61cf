"""Rows of a package's table written one at a time: entered, or amended over their earlier states."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, connection, models

from baigong.apps.authority.acts import change, create, line, note
from baigong.apps.registry.adapter import Adapter
from baigong.apps.registry.judging import Cells, Row, amended, judge, place_of_region
from baigong.apps.registry.models import Identifier
from baigong.core.refusal import Refusal
from baigong.core.text import msgid
from baigong.ground.lake.read.record import NOTHING_TOLD, Told


class OnRecord(Refusal):
    code = "registry.on_record"
    sentence = msgid("A record with the same key is here already (%(table)s); correct that one instead.")


def enter_row(
    adapter: Adapter, given: Cells, *, at: datetime, region: str, fixed: Cells, told: Told = NOTHING_TOLD
) -> Any:
    """A new row; `fixed` holds what the act itself says, a person as the identifier that the record hangs on."""
    row = judge(adapter.table, given, at=at, fixed=_keyed(fixed), told=told)
    cells = {column.name: row.cells[column.name] for column in adapter.columns}
    people = {adapter.persons[name]: fixed[name].pk for name in adapter.persons}
    if adapter.has_place:
        cells["place"] = place_of_region(row.cells["region"], otherwise=region)
    _note(row)
    if adapter.model._default_manager.filter(**_key(adapter, {**cells, **people})).exists():
        raise OnRecord(table=adapter.table.title)
    try:
        return create(adapter.model(**cells, **people))
    except IntegrityError:  # somebody was quicker
        raise OnRecord(table=adapter.table.title) from None


def amend_row(adapter: Adapter, row: models.Model, given: Cells, *, at: datetime, fixed: Cells | None = None) -> None:
    """Cells that a person gave and cells that the act itself sets, over the state that is kept."""
    told = amended(adapter.table, given, state=state_of(adapter, row), at=at, fixed=fixed or {})
    cells = dict(told.cells)
    if adapter.has_place and "region" in cells:
        cells["place"] = place_of_region(cells["region"], otherwise=row.place)
    _note(told)
    supersede(row, adapter.table.name, **cells)


def supersede(row: models.Model, table: str, **cells: Any) -> None:
    """Changes a row and keeps what it said; the journal does not repeat that, for it may be personal."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO registry_earlierstate ("table", "row", cells, "until")
            SELECT %s, r.id, to_jsonb(r), %s FROM {row._meta.db_table} r WHERE r.id = %s
            """,
            [table, line(), row.pk],
        )
    change(row, **cells)


def state_of(adapter: Adapter, row: models.Model) -> dict[str, Any]:
    """The row as the table of a package has it, its persons by their keys."""
    people = {name: getattr(row, column.removesuffix("_id")) for name, column in adapter.persons.items()}
    return {**{column.name: getattr(row, column.name) for column in adapter.columns}, **_keyed(people)}


def _keyed(cells: Cells) -> dict[str, Any]:
    return {name: bytes(cell.key).hex() if isinstance(cell, Identifier) else cell for name, cell in cells.items()}


def _key(adapter: Adapter, cells: Cells) -> dict[str, Any]:
    return {adapter.persons.get(name, name): cells[adapter.persons.get(name, name)] for name in adapter.table.key}


def _note(row: Row) -> None:
    if row.findings:
        note(findings=row.findings)
