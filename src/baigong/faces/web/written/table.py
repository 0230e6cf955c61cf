"""The list as a file, for envelopes and the post book: numbers masked, and an empty column for the address."""

from collections.abc import Sequence

from baigong.apps.notices.writing import WAYS
from baigong.apps.notices.written import WrittenLine
from baigong.core.text import msgid
from baigong.faces.web.data.files import Column
from baigong.faces.web.persons.naming import level_named, place_named
from baigong.faces.web.words import said, told


def table_of(rows: Sequence[WrittenLine]) -> tuple[list[Column], list[list[object]]]:
    columns = [
        Column("reference", said(msgid("Reference")), "code"),
        Column("name", said(msgid("Holder"))),
        Column("document", said(msgid("Identity number (masked)")), "code"),
        Column("address", said(msgid("Address (this node knows none; fill it in)"))),
        Column("number", said(msgid("Certificate number")), "code"),
        Column("occupation", said(msgid("Occupation code")), "code"),
        Column("level", said(msgid("Level"))),
        Column("region", said(msgid("Region"))),
        Column("what", said(msgid("What is told"))),
        Column("listed_on", said(msgid("Listed on")), "day"),
        Column("told_on", said(msgid("Told on")), "day"),
        Column("way", said(msgid("How she was told"))),
        Column("told_by", said(msgid("Noted by"))),
    ]
    return columns, [_cells(row) for row in rows]


def _cells(row: WrittenLine) -> list[object]:
    who = [row.id, row.name, row.document, None, row.number, row.occupation, level_named(row.level)]
    what = [place_named(row.region), told(row.title), row.made_at.date()]
    return [*who, *what, row.told_on, told(WAYS[row.way]) if row.way else None, row.told_by]
