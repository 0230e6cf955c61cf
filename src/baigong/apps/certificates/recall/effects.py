"""What voiding the certificates of a recall does to every figure: their holders' records, counted both ways."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from baigong.apps.certificates.effects import Versions, counted_of, group_of, merges_of, tables_of
from baigong.apps.certificates.models import Recall, Recalled
from baigong.core.periods import Span
from baigong.ground.lake.count.question import SERIES, Question
from baigong.ground.lake.rows import Rows


@dataclass(frozen=True, slots=True)
class RecallEffect:
    """One series in one region (None: unknown; `00`: all of them together): what the holders count for now, and after.

    A person stands in one count only, so a figure of everybody changes by exactly the difference.
    """

    series: str
    region: str | None
    before: int
    after: int


def effect_of_recall(
    recall: Recall, *, span: Span, on: date, at: datetime, kept: Collection[str] = ()
) -> list[RecallEffect]:
    """Of all that are listed or decided upon, without those that would be `kept`, by their numbers."""
    rows = Recalled.objects.filter(recall=recall, state__in=("listed", "condemned")).order_by()
    rows = rows.exclude(certificate__number__in=kept)
    cells = list(rows.values_list("certificate__number", "certificate__holder__person"))
    if not cells:
        return []
    return effect_of_voiding({number for number, _ in cells}, {person for _, person in cells}, span=span, on=on, at=at)


def effect_of_voiding(
    numbers: Collection[str], persons: set[int], *, span: Span, on: date, at: datetime
) -> list[RecallEffect]:
    ids, merges = group_of(persons)
    question = Question(span, on, ("region",))
    tables = {**tables_of(ids), "merges": merges_of(merges)}
    before, after = counted_of(tables, question), counted_of(_voided(tables, numbers, on, at), question)
    return [
        RecallEffect(series, region, before.get((region, series), 0), after.get((region, series), 0))
        for region, series in sorted({*before, *after}, key=lambda key: (key[0] or "~", SERIES.index(key[1])))
    ]


def _voided(tables: Mapping[str, Versions], numbers: Collection[str], on: date, at: datetime) -> dict[str, Versions]:
    """The same records, with the endings that the recall would write."""
    told = tables["certificates"]
    state: Any = told.state.held
    is_recalled = pc.is_in(state["number"], value_set=pa.array(sorted(numbers), pa.string()))
    for name, cell in (("ending", "void"), ("ended_on", on), ("ending_recorded_at", at)):
        field = state.schema.field(name)
        changed = pc.if_else(is_recalled, pa.scalar(cell, field.type), state[name])
        state = state.set_column(state.schema.get_field_index(name), field, changed)
    return {**tables, "certificates": replace(told, state=Rows(state))}
