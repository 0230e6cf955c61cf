"""The list as sheets of paper, one a holder, in one file."""

from collections.abc import Sequence
from datetime import datetime

from django.conf import settings
from django.utils.timezone import localdate

from baigong.apps.notices.links import address
from baigong.apps.notices.writing import on_paper
from baigong.apps.notices.written import WrittenLine
from baigong.core.codes.level import LEVELS
from baigong.core.text import Text
from baigong.ground.printing.letters import Sender, WrittenLetter, lettered


def sheets_of(rows: Sequence[WrittenLine], *, office: str, at: datetime) -> bytes:
    sender = Sender(
        office=office,
        printed_on=localdate(at),
        verify_at=address("/verify"),
        is_synthetic=settings.NODE.is_demo,
    )
    return lettered([_letter(row) for row in rows], sender, made_at=at)


def _letter(row: WrittenLine) -> WrittenLetter:
    sentence, then = on_paper(row.kind, row.facts, day=row.day)
    level = LEVELS[row.level]
    grade = f"{level.grade.zh}／" if level.grade else ""
    work = f"{row.occupation_name or ''}（{row.occupation}） {grade}{level.title.zh}"
    return WrittenLetter(
        reference=str(row.id),
        name=row.name,
        document=row.document,
        number=row.number,
        work=Text(work, work),
        title=row.title,
        sentence=sentence,
        reason=row.reason,
        next=then,
    )
