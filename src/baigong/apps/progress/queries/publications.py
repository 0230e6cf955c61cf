"""Publications: as officials see them on their way, and as everybody sees those that are out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import connection

from baigong.apps.progress.changes import Changes, changes_between
from baigong.apps.progress.counting import WHOLE
from baigong.apps.progress.models import FollowUp, Publication
from baigong.apps.progress.queries.readings import (
    CellShown,
    ComputedShown,
    NoSuchReading,
    ReadingShown,
    cells_shown,
    computed_shown,
    reading_shown,
)
from baigong.apps.progress.states import PUBLICATION
from baigong.apps.progress.validation import fault_of
from baigong.core.refusal import Fault, Refusal
from baigong.core.scope import WHOLE as EVERYBODY
from baigong.core.scope import Scope
from baigong.core.text import Text, msgid
from baigong.ground.lake.explain.definitions import DEFINITIONS

LAST = """
SELECT coalesce((SELECT max(line) FROM progress_publication), 0),
       coalesce((SELECT max(line) FROM progress_observation), 0)
"""


class NoSuchPublication(Refusal):
    code = "progress.publication.not_found"
    sentence = msgid("There is no publication %(id)s that you may see; the list has those that there are.")


@dataclass(frozen=True, slots=True)
class PublicationShown:
    id: int
    reading: ReadingShown
    region: str
    period: str
    note: Text
    state: str
    state_title: Text
    findings: int
    answered: int
    drafted_at: datetime
    published_at: datetime | None
    withdrawn_at: datetime | None
    reason: str
    line: int


@dataclass(frozen=True, slots=True)
class FindingShown:
    """`told` says what looks odd; `answer` what somebody found it to be."""

    place: int
    told: Fault
    answer: str
    actor: str
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Published:
    """What goes with every published table: 填报期, 数据截止时间, 问题数据数, 口径说明, and whether it is synthetic."""

    id: int
    number: int  # of the reading
    region: str
    period: str  # 填报期
    data_as_of: datetime  # 数据截止时间
    quarantined: int  # 问题数据数
    definitions: Mapping[str, Text]  # 口径说明
    note: Text
    synthetic: bool
    first: date
    on: date
    known: datetime | None
    seal: int
    published_at: datetime


def publications(scope: Scope, *, after: int | None = None, limit: int = 50) -> list[PublicationShown]:
    """The last first; of the regions in scope."""
    found = Publication.objects.select_related("reading").order_by("-id")
    if after is not None:
        found = found.filter(id__lt=after)
    rows = (row for row in found.iterator() if scope.holds_region(row.region))
    return [_shown(row) for row, _ in zip(rows, range(limit), strict=False)]


def publication_row(scope: Scope, id: int) -> Publication:
    """For acts on it."""
    row = Publication.objects.filter(pk=id).select_related("reading").first()
    if row is None or not scope.holds_region(row.region):
        raise NoSuchPublication(id=id)
    return row


def findings(scope: Scope, id: int) -> list[FindingShown]:
    """The follow-up list of a publication."""
    row = publication_row(scope, id)
    answers = {one.finding: one for one in FollowUp.objects.filter(publication=row)}
    return [_finding(place, told, answers.get(place)) for place, told in enumerate(row.findings)]


def published(*, after: int | None = None, limit: int = 50) -> list[Published]:
    """For everybody: what is out, the last first."""
    found = _out()
    if after is not None:
        found = found.filter(id__lt=after)
    return [_published(row) for row in found[:limit]]


def published_table(number: int, grain: str = WHOLE) -> tuple[Published, list[CellShown], list[ComputedShown]]:
    """For everybody: a table of a reading that is out, with what must be said beside it and what it says of targets."""
    row = _out().filter(reading__number=number).first()
    if row is None:
        raise NoSuchReading(number=number)
    return _published(row), cells_shown(row.reading, grain, EVERYBODY), computed_shown(row.reading)


def last_told() -> tuple[int, int]:
    """For everybody: what changes as soon as anything that is out does, or a published figure on record."""
    with connection.cursor() as cursor:
        cursor.execute(LAST)
        publication, observation = cursor.fetchone()
    return publication, observation


def published_changes(number: int, previous: int) -> Changes:
    """For everybody: what changed between two readings that are out, and how many records did; not which."""
    later, earlier = (_out().filter(reading__number=one).first() for one in (number, previous))
    if later is None or earlier is None:
        raise NoSuchReading(number=previous if later else number)
    found = changes_between(later.reading, earlier.reading)
    return replace(found, causes=tuple(replace(cause, lines=()) for cause in found.causes))


def _out() -> Any:
    return Publication.objects.filter(state="published").select_related("reading").order_by("-id")


def _published(row: Publication) -> Published:
    reading = row.reading
    return Published(
        id=row.pk,
        number=reading.number,
        region=row.region,
        period=row.period,
        data_as_of=reading.known or reading.taken_at,
        quarantined=sum(reading.quarantined.values()),
        definitions=DEFINITIONS,
        note=_note(row),
        synthetic=reading.synthetic,
        first=reading.first,
        on=reading.on,
        known=reading.known,
        seal=reading.seal,
        published_at=row.published_at,
    )


def _note(row: Publication) -> Text:
    return Text(zh=row.note_zh, en=row.note_en)


def _shown(row: Publication) -> PublicationShown:
    return PublicationShown(
        id=row.pk,
        reading=reading_shown(row.reading),
        region=row.region,
        period=row.period,
        note=_note(row),
        state=row.state,
        state_title=PUBLICATION.title(row.state),
        findings=len(row.findings),
        answered=FollowUp.objects.filter(publication=row).count(),
        drafted_at=row.drafted_at,
        published_at=row.published_at,
        withdrawn_at=row.withdrawn_at,
        reason=row.reason,
        line=row.line,
    )


def _finding(place: int, told: Mapping[str, Any], answer: FollowUp | None) -> FindingShown:
    fault = fault_of(told)
    if answer is None:
        return FindingShown(place, fault, "", "", None)
    return FindingShown(place, fault, answer.answer, answer.actor, answer.answered_at)
