"""The office's list as a file: when and how letters were dealt with, none of their words."""

from collections.abc import Iterable, Sequence

from baigong.apps.desk.queries import EnquiryShown
from baigong.core.text import msgid
from baigong.faces.web.data.files import Column
from baigong.faces.web.words import said, told

AT_MOST = 20_000


def table_of(rows: Iterable[EnquiryShown]) -> tuple[Sequence[Column], list[tuple[object, ...]]]:
    columns = (
        Column("number", said(msgid("Number of the letter")), "code"),
        Column("kind", said(msgid("Kind of letter"))),
        Column("region", said(msgid("Region")), "code"),
        Column("state", said(msgid("State"))),
        Column("received_at", said(msgid("Received")), "instant"),
        Column("due_on", said(msgid("Promised by")), "day"),
        Column("overdue", said(msgid("Overdue")), "code"),
        Column("answered_at", said(msgid("First answered")), "instant"),
        Column("assigned_to", said(msgid("Dealt with by"))),
    )
    return columns, [_cells(row) for row in rows]


def _cells(row: EnquiryShown) -> tuple[object, ...]:
    return (
        row.number,
        told(row.kind_title),
        row.region,
        told(row.state_title),
        row.received_at,
        row.due_on,
        "true" if row.is_overdue else "false",
        row.answered_at,
        row.assigned_name,
    )
