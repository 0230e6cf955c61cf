"""The cells of a proposal in words: what a column is called, and a value as people read it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime

from baigong.apps.authority.rehearsing import Cell
from baigong.apps.certificates.recall_states import RECALL
from baigong.apps.certificates.states import BATCH
from baigong.apps.exchange.signatures import key_line
from baigong.apps.progress.states import PERIOD, PUBLICATION
from baigong.apps.registry.states import DISPUTE
from baigong.core.lifecycle import Lifecycle
from baigong.core.text import msgid
from baigong.core.tlog.notes import key_of
from baigong.faces.web.persons.naming import HEADINGS, value
from baigong.faces.web.words import reader, said, told
from baigong.ground.lake.schema.columns import Column
from baigong.ground.lake.schema.tables import TABLES

# Whose own words the tables of a package do not know.
WORDS: Mapping[str, str] = {
    "state": msgid("state"),
    "reason": msgid("reason"),
    "signed_by": msgid("issuing key"),
    "region": msgid("region"),
    "answer": msgid("answer"),
    "until": msgid("until"),
    "first": msgid("first day"),
    "last": msgid("last day"),
    "value": msgid("value"),
    "relation": msgid("relation"),
    "source": msgid("source"),
    "definition": msgid("definition"),
    "published_at": msgid("published"),
    "recorded_at": msgid("recorded"),
    "package_key": msgid("key of its packages"),
    "log_key": msgid("keys of its log"),
    "log_address": msgid("address of its log"),
    "needs_signature": msgid("taken signed only"),
    "ended_at": msgid("ended"),
    "decided_at": msgid("decided"),
}
UNSAID = frozenset({"line", "id", "place", "is_described", "key", "named_at"})
YES, NO = msgid("yes"), msgid("no")
WITH_FINGERPRINT = msgid("%(key)s (fingerprint: %(fingerprint)s)")
KEYS = frozenset({"package_key", "log_key"})  # what two people compare before one of them agrees
TABLE_OF: Mapping[str, str] = {
    "registry.person": "persons",
    "registry.identifier": "persons",
    "registry.organisation": "organisations",
    "registry.filing": "filings",
    "certificates.certificate": "certificates",
}
HIDDEN = "…"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)\Z")
LIVES: Mapping[str, Lifecycle] = {
    "certificates.batch": BATCH,
    "certificates.recall": RECALL,
    "progress.period": PERIOD,
    "progress.publication": PUBLICATION,
    "registry.dispute": DISPUTE,
}


@dataclass(frozen=True, slots=True)
class CellShown:
    name: str
    before: str
    after: str


def cells_shown(cells: Sequence[Cell], about: Sequence[str]) -> list[CellShown]:
    """What would not change is left out."""
    labels = [record.rpartition("/")[0] for record in about]
    table = next((TABLE_OF[label] for label in labels if label in TABLE_OF), "")
    life = next((LIVES[label] for label in labels if label in LIVES), None)
    return [
        CellShown(_named(cell.name, table), *(_read(cell.name, one, table, life) for one in (cell.before, cell.after)))
        for cell in cells
        if cell.name not in UNSAID and (cell.before != cell.after or cell.after == HIDDEN)
    ]


def _named(name: str, table: str) -> str:
    column = _column(name, table)
    if column is not None:
        return column.zh if reader() == "zh" else HEADINGS.get(name, _spelt(name))
    return said(WORDS[name]) if name in WORDS else _spelt(name)


def _spelt(name: str) -> str:
    return name.replace("_", " ")


def _column(name: str, table: str) -> Column | None:
    asked = [TABLES[table]] if table else []
    return next((one.by_name[name] for one in (*asked, *TABLES.values()) if name in one.by_name), None)


def _read(name: str, cell: Any, table: str, life: Lifecycle | None) -> str:
    if name == "state" and life is not None and cell in dict(life.states):
        return told(life.title(cell))
    column = _column(name, table)
    if column is not None and isinstance(cell, str) and cell in {one.code for one in column.values}:
        return value(column, cell)
    if name not in KEYS or not cell:
        return _said(cell)
    keys = [key_line(key_of(written)) for written in str(cell).split()]
    return ", ".join(said(WITH_FINGERPRINT, {"key": one.key, "fingerprint": one.fingerprint}) for one in keys)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return said(YES if value else NO)
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, (list, tuple)):
        return ", ".join(str(part) for part in value)
    if INSTANT.match(str(value)):
        return localtime(datetime.fromisoformat(str(value))).strftime("%Y-%m-%d %H:%M")
    return str(value)
