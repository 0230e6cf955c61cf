"""Readings: the node's figures by vintage, what they say of the targets, and what changed between two of them."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.progress import changes as causes
from baigong.apps.progress import queries, taking
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.fieldkinds import Day, Number
from baigong.faces.api.pages import Answer, Page, Paging, Words, page
from baigong.faces.api.progress.shared import By, CellAnswer, Counts, Instant, day_or, seen_by
from baigong.faces.here import counted_here
from baigong.faces.instants import instant_written
from baigong.ground.lake.count.question import SERIES

router = Router()


class ReadingAnswer(Answer):
    """A reading, without its tables."""

    number: int = Field(description="Readings are numbered as they are taken")
    region: str = Field(description="Whose records")
    plan: str = Field(description="Under which plan")
    first: date = Field(description="The first day of the period")
    on: date = Field(description="The day of the stock, and the last of the period")
    known: datetime | None = Field(description="As known at; null: all that was on record")
    taken_at: datetime = Field(description="数据截止时间: when it was counted")
    seal: int = Field(description="The last seal of the journal whose records it holds")
    load: int | None = Field(description="The line of the journal of the last load it saw")
    quarantined: dict[str, int] = Field(description="问题数据数: rows not counted, by table")
    synthetic: bool = Field(description="Whether any of the records is synthetic")


class Wanted(BaseModel):
    """Which table of a reading."""

    by: By = Field(
        "total",
        description="`total`, `region`, `region4`, `level`, `quarter`, `region,level`, `region,quarter`; and how far "
        "the certificates behind can be proved, in rows: `proof`, `region,proof`, `region4,proof`",
    )


class ComputedAnswer(Answer):
    """What a reading says of a target."""

    target: str = Field(description="Its name in the plan")
    region: str = Field(description="For which region")
    value: str = Field(description="Exact: a whole number or `numerator/denominator`")
    relation: str = Field(description="`=`, or another where a floor or a ceiling is part of it")
    first: date | None = Field(description="The first day of what is counted over a span")
    last: date = Field(description="Its day")
    definition: str = Field(description="What it counts")
    status: str | None = Field(description="How the target would stand by it")
    parts: list[dict[str, str]] = Field(
        description="Of a ratio: numerator and denominator, each with its day and source"
    )


class Compared(BaseModel):
    """With which reading it is compared."""

    previous: Number | None = Field(None, description="An earlier reading; the one before if none is named")


class CellMoved(Answer):
    """A cell that is not what it was."""

    by: str = Field(description="The breakdown, or `total`")
    labels: list[str | None] = Field(description="Its labels; null: unknown")
    before: Counts = Field(description="What it was")
    after: Counts = Field(description="What it is")


class LineBehind(Answer):
    """A line of the journal behind a change: a load, or a single act."""

    line: int = Field(description="Its number")
    act: str = Field(description="The act")
    subject: str = Field(description="What it was done to")
    count: int = Field(description="How many records it changed for this reason")


class CauseAnswer(Answer):
    """Why cells changed."""

    reason: str = Field(
        description="`issued`, `late`, `void`, `revoked`, `amended`, `left`, `returned`, `merged`, `parted`, `expired`"
    )
    title: Words = Field(description="The reason in words")
    count: int = Field(description="How many records")
    lines: list[LineBehind] = Field(description="The lines with the most of them")


class ChangesAnswer(Answer):
    """What changed since an earlier reading, and why."""

    reading: int = Field(description="The later one")
    previous: int = Field(description="The earlier one")
    cells: list[CellMoved] = Field(description="Cells in your region that are not what they were")
    causes: list[CauseAnswer] = Field(description="Why, for whoever sees the whole of the reading's region")


class ReadingEntry(BaseModel):
    """A reading to take."""

    on: Day | None = Field(None, description="The day of the stock; today if none is named")
    known: Instant = Field("", description="As known at an instant; a bare day means its end")


@router.get("/readings", response=Page[ReadingAnswer])
def readings(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """The readings that were taken, the last first."""
    scope = seen_by(request)
    return page(
        request,
        paging,
        lambda after, limit: queries.readings(scope, after=after, limit=limit),
        of=ReadingAnswer,
        key=lambda row: row.number,
    )


@router.get("/readings/{number}", response=ReadingAnswer)
def reading(request: HttpRequest, number: Number) -> object:
    """One reading."""
    return queries.reading(seen_by(request), number)


@router.get("/readings/{number}/table", response=list[CellAnswer])
def table(request: HttpRequest, number: Number, wanted: Query[Wanted]) -> list[CellAnswer]:
    """A table of a reading, of the regions that you see."""
    return cells(queries.table(seen_by(request), number, wanted.by or "total"))


@router.get("/readings/{number}/targets", response=list[ComputedAnswer])
def computed_targets(request: HttpRequest, number: Number) -> object:
    """What a reading says of the targets of its region."""
    return queries.computed_targets(seen_by(request), number)


@router.get("/readings/{number}/changes", response=ChangesAnswer)
def changes(request: HttpRequest, number: Number, compared: Query[Compared]) -> ChangesAnswer:
    """What changed since an earlier reading, and why: late records, voids, revocations, amendments, merges."""
    found = queries.changes(seen_by(request), number, compared.previous)
    return ChangesAnswer(
        reading=found.reading,
        previous=found.previous,
        cells=[
            CellMoved(by=cell.grain, labels=list(cell.labels), before=_counts(cell.before), after=_counts(cell.after))
            for cell in found.cells
        ],
        causes=[
            CauseAnswer(
                reason=cause.reason,
                title=Words.model_validate(causes.REASONS[cause.reason]),
                count=cause.count,
                lines=[LineBehind.model_validate(line) for line in cause.lines],
            )
            for cause in found.causes
        ],
    )


@router.post("/readings", response={201: ReadingAnswer})
def take_reading(request: HttpRequest, entry: ReadingEntry) -> Status[object]:
    """Count the node's figures and keep them as a new reading. A statistician of the node's region may."""
    known = instant_written(entry.known) if entry.known else None
    on = day_or(entry.on, today(request))
    taken = taking.take(counted_here(), on=on, known=known, by=caller(request), at=instant(request))
    return Status(201, taken)


def cells(found: list[queries.CellShown]) -> list[CellAnswer]:
    return [CellAnswer.model_validate(cell) for cell in found]


def _counts(counts: tuple[int, ...]) -> Counts:
    return Counts(**dict(zip(SERIES, counts, strict=True)))
