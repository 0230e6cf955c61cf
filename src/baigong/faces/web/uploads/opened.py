"""Everything that the page of one upload shows, and who may do what with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.queries import named_people, proposals_about
from baigong.apps.exchange import queries
from baigong.apps.exchange.faulty import cells_shown
from baigong.apps.exchange.permissions import may_confirm, may_refuse, may_take_faulty_rows, may_withdraw
from baigong.apps.exchange.states import UPLOAD
from baigong.core.scope import Scope
from baigong.core.text import msgid
from baigong.faces.here import node_here
from baigong.faces.web.design.tags import region_named
from baigong.faces.web.uploads.after import after_loading
from baigong.faces.web.uploads.forms import RefusingForm
from baigong.faces.web.uploads.shown import KindShown, Sum, counted, kinds_of, sum_of
from baigong.faces.web.words import said, told
from baigong.ground.lake.schema.tables import TABLES

STEPS = (msgid("Send"), msgid("Dry run"), msgid("Load"), msgid("Done"))
NOW = {"received": 1, "checked": 1, "confirmed": 2, "loaded": 3}
UNDER_WAY = ("received", "confirmed")
HEADINGS: Mapping[str, str] = {
    "received": msgid("Being read; nothing has been written"),
    "checked": msgid("Read through; nothing has been written yet"),
    "confirmed": msgid("Being loaded"),
    "loaded": msgid("Loaded"),
    "refused": msgid("Not accepted; nothing was written"),
    "withdrawn": msgid("Discarded; nothing was written"),
}
OWN = msgid("You sent this yourself. Somebody else who reviews or approves in %(place)s has it loaded.")
OTHERS = msgid("Loading takes somebody who reviews or approves in %(place)s.")
LEFT_OUT = msgid("Rows left out: %(rows)s, by kind: %(kinds)s")
TABLES_SAID = (msgid("%(number)s table"), msgid("%(number)s tables"))
TAKE = (
    msgid("Take this %(number)s row with its reason (XLSX)"),
    msgid("Take these %(number)s rows with their reasons (XLSX)"),
)
UNDERSTOOD = (
    msgid("I know that %(number)s row is not among them; it is sent again once corrected."),
    msgid("I know that %(number)s rows are not among them; they are sent again once corrected."),
)
LOAD = (msgid("Load %(number)s row"), msgid("Load %(number)s rows"))
NOTHING = msgid("There is nothing to load: no row is new and none changes a record.")


@dataclass(frozen=True, slots=True)
class TableShown:
    name: str
    title: str
    sum: Sum
    refused: str


def opened(found: queries.UploadTold, *, by: Actor, scope: Scope) -> dict[str, Any]:
    line, row = found.line, queries.upload_row(scope, found.line.id)
    total, state = sum_of(line.tables), line.state
    may_take = line.has_faulty_rows and may_take_faulty_rows(row, by=by)
    cells = cells_shown(row.faulty, node_here()) if may_take else {}
    left_out = kinds_of(found, cells, quarantined=True)
    after = after_loading(scope, line) if state == "loaded" else None
    proposals = proposals_about(scope, f"exchange.upload/{line.id}") if state == "checked" else []
    return {
        "line": line,
        "declared": found.declared,
        "heading": said(HEADINGS[state]),
        "state": told(UPLOAD.title(state)),
        "place": region_named(line.region),
        "people": _people(scope, row),
        "steps": [(said(step), _standing(place, state)) for place, step in enumerate(STEPS)],
        "is_under_way": state in UNDER_WAY,
        "asks_again": state in UNDER_WAY or (after is not None and after.number is None),
        "has_report": bool(line.tables),
        "sum": total,
        "tables": [_table(name, found) for name in line.tables],
        "left_out": left_out,
        "doubts": kinds_of(found, {}, quarantined=False),
        "refusal": said(found.refusal.sentence, found.refusal.facts) if found.refusal else "",
        "may_take": may_take,
        "may_confirm": state == "checked" and not proposals and total.written and may_confirm(row, by=by),
        "may_refuse": state == "checked" and may_refuse(row, by=by) and not _is_hers(row, by),
        "may_withdraw": state in ("received", "checked") and may_withdraw(row, by=by),
        "why_not": _why_not(row, by=by, total=total),
        "proposals": proposals,
        "words": _words(total, tables=len(line.tables), kinds=left_out),
        "refusing": RefusingForm(),
        "after": after,
        "signature": found.signature,
    }


def _words(total: Sum, *, tables: int, kinds: Sequence[KindShown]) -> dict[str, str]:
    out = total.quarantined
    return {
        "tables": counted(tables, TABLES_SAID),
        "left_out": said(LEFT_OUT, {"rows": f"{out:,}", "kinds": len(kinds)}),
        "take": counted(out, TAKE),
        "understood": counted(out, UNDERSTOOD),
        "load": counted(total.written, LOAD),
    }


def _standing(place: int, state: str) -> str:
    now = NOW.get(state, 1)
    if place == now and state != "loaded":
        return "now"
    return "done" if place <= now else "to come"


def _is_hers(row: Any, by: Actor) -> bool:
    return by.account is not None and by.account == row.account_id


def _why_not(row: Any, *, by: Actor, total: Sum) -> str:
    if not total.written:
        return said(NOTHING)
    if may_confirm(row, by=by):
        return ""
    return said(OWN if _is_hers(row, by) else OTHERS, {"place": region_named(row.region)})


def _people(scope: Scope, row: Any) -> dict[str, str]:
    """Nobody's name: the operator of the node."""
    accounts = {"sent": row.account_id, "confirmed": row.confirmed_by_id}
    names = named_people(scope, [f"account/{key}" for key in accounts.values() if key])
    return {part: names.get(f"account/{key}", "") for part, key in accounts.items()}


def _table(name: str, found: queries.UploadTold) -> TableShown:
    refused = found.refused.get(name)
    counts = {name: found.line.tables[name]}
    title = told(TABLES[name].title) if name in TABLES else name
    return TableShown(name, title, sum_of(counts), said(refused.sentence, refused.facts) if refused else "")
