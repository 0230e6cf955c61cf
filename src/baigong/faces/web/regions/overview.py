"""All provinces: tiles and a table that sorts and filters; an order for finding, never a ranking."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from baigong.core.plans import Plan
from baigong.core.text import msgid
from baigong.faces.judgements import STATUSES
from baigong.faces.web.data.files import Column
from baigong.faces.web.known.asked import Asked
from baigong.faces.web.known.standing import Told, plan_here, standings, vintage
from baigong.faces.web.score.provinces import GROUPS, Province, provinces, tiles
from baigong.faces.web.score.rows import SHOWN, Telling
from baigong.faces.web.words import reader, said

SORTS: Mapping[str, Callable[[Any], Any]] = {
    "name": lambda row: row.province.region,
    "group": lambda row: (row.province.group, row.province.region),
    "skilled": lambda row: row.province.skilled and row.province.skilled.value,
    "high": lambda row: row.province.high and row.province.high.value,
    "share": lambda row: row.province.share and row.province.share.value,
    "date": lambda row: row.province.last,
    "own": lambda row: row.own or None,
}


@dataclass(frozen=True, slots=True)
class Row:
    """`own`: how many goals are judged for it; `agreements`: how many it has with the ministry."""

    province: Province
    own: int
    agreements: int


def telling_of(asked: Asked, told: Told) -> Telling:
    return Telling(plan_here(), reader(), asked, vintage(asked, told))


def rows_of(telling: Telling, told: Told) -> list[Row]:
    asked, plan = telling.asked, telling.plan
    judged = standings(asked.on, asked.known, told)
    own: dict[str, int] = {}
    for standing in judged:
        for one in standing.judgements if standing.target.is_verified else ():
            own[one.region] = own.get(one.region, 0) + 1
    return [Row(one, own.get(one.region, 0), _agreements(one.region, plan)) for one in provinces(judged, telling, told)]


def _agreements(region: str, plan: Plan) -> int:
    return sum(one.region == region for one in plan.agreements)


def chosen(rows: Sequence[Row], query: Mapping[str, str]) -> list[Row]:
    """`group`, `status` and words of a name; whatever fits nothing is passed over."""
    group, status, name = query.get("group", ""), query.get("status", ""), query.get("name", "").strip().lower()
    return [
        row
        for row in rows
        if (group not in GROUPS or not group or row.province.group == group)
        and (status not in SHOWN or row.province.status == status)
        and (not name or name in row.province.name.lower() or row.province.region.startswith(name))
    ]


def choices(rows: Sequence[Row]) -> dict[str, Any]:
    present, drawn = {row.province.group for row in rows}, tiles([row.province for row in rows], reader())
    return {
        "groups": [(key, text[reader()]) for key, text in GROUPS.items() if key and key in present],
        "statuses": [(key, said(STATUSES[key])) for key in SHOWN],
        "tiles": [replace(one, href=reverse("region", args=[one.region])) for one in drawn],
        "reached": _reached(rows),
    }


def _reached(rows: Sequence[Row]) -> list[tuple[str, int, list[tuple[str, int]]]]:
    """By group: its name, how many provinces it has, and how many of them stand how against its goal."""
    found = []
    for group, name in GROUPS.items():
        own = [row.province.status for row in rows if group and row.province.group == group]
        if own:
            found.append((name[reader()], len(own), [(status, own.count(status)) for status in SHOWN if status in own]))
    return found


def table_of(rows: Sequence[Row]) -> tuple[Sequence[Column], list[tuple[object, ...]]]:
    columns = (
        Column("region", said(msgid("Code")), "code"),
        Column("name", said(msgid("Province"))),
        Column("group", said(msgid("Group"))),
        Column("skilled_relation", said(msgid("Relation")), "code"),
        Column("skilled", said(msgid("Skilled")), "number"),
        Column("high_relation", said(msgid("Relation")), "code"),
        Column("high_skilled", said(msgid("High-skilled")), "number"),
        Column("share_relation", said(msgid("Relation")), "code"),
        Column("high_share", said(msgid("Share")), "share"),
        Column("date", said(msgid("Date")), "day"),
        Column("status", said(msgid("Group's goal"))),
        Column("note", said(msgid("Note"))),
    )
    return columns, [_cells(row.province) for row in rows]


def _cells(one: Province) -> tuple[object, ...]:
    figures = (one.skilled, one.high, one.share)
    pairs = [part for figure in figures for part in ((figure.relation, figure.value) if figure else (None, None))]
    status = said(STATUSES[one.status]) if one.status else None  # type: ignore[index]
    return (one.region, one.name, one.group_name, *pairs, one.last, status, one.note)
