"""Required columns: there, declared, given by another, or told by other cells."""

import pyarrow as pa
import pyarrow.compute as pc

from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.ground.lake.files.raw import RawTable
from baigong.ground.lake.read.cells import parser
from baigong.ground.lake.read.context import Context

ALTERNATIVES = {("certificates", "occupation"): "occupation_name"}
TOLD_BY_THE_NUMBER = {("certificates", "channel")}


def missing(raw: RawTable, context: Context) -> Fault | None:
    """Why the table is refused: required columns that nothing stands in for."""
    lacking = [
        column.title
        for column in raw.table.columns
        if column.must_be_filled and column.name not in raw.columns and not _stands_in(raw, column.name, context)
    ]
    if not lacking:
        return None
    sentence = msgid("The table lacks %(columns)s; add these columns, or declare them where that is possible.")
    return Fault("table.column_missing", sentence, {"columns": lacking})


def _stands_in(raw: RawTable, name: str, context: Context) -> bool:
    place = (raw.table.name, name)
    if name in context.declared_for(raw.table) or place in TOLD_BY_THE_NUMBER or ALTERNATIVES.get(place) in raw.columns:
        return True
    return place == ("certificates", "level") and _is_all_ability(raw, context)


def _is_all_ability(raw: RawTable, context: Context) -> bool:
    """Special-ability certificates need no level."""
    # A row of another channel than the declared one is quarantined for that, so it asks for no level.
    if "channel" in context.declared or "channel" not in raw.columns:
        return context.declared.get("channel") == "ability"
    parse = parser(raw.table.by_name["channel"], is_keyed=False)
    told = {
        text for piece in raw.batches() for text in pc.unique(piece.columns["channel"].cast(pa.string())).to_pylist()
    }
    channels = [parse(text) if text else None for text in told]
    return "ability" in channels and all(channel == "ability" or isinstance(channel, Fault) for channel in channels)
