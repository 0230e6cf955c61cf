"""What is out: published readings, for everybody and without an account."""

from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from baigong.apps.progress import queries
from baigong.faces.api.fieldkinds import Number
from baigong.faces.api.pages import Answer, Page, Paging, Words, page
from baigong.faces.api.progress.readings import ComputedAnswer, Wanted, cells
from baigong.faces.api.progress.shared import CellAnswer

router = Router()


class PublicReading(Answer):
    """What goes with every published table."""

    number: int = Field(description="The reading's number")
    region: str = Field(description="Whose figures")
    period: str = Field(description="填报期: what is reported")
    data_as_of: datetime = Field(description="数据截止时间: what was on record then")
    quarantined: int = Field(description="问题数据数: rows not counted")
    definitions: dict[str, Words] = Field(description="口径说明: what each series counts")
    note: Words = Field(description="What else readers must know")
    synthetic: bool = Field(description="Whether any of the records is synthetic")
    first: date = Field(description="The first day of the period")
    on: date = Field(description="The day of the stock")
    known: datetime | None = Field(description="As known at; null: all that was on record")
    seal: int = Field(description="The seal of the journal from which it can be counted again")
    published_at: datetime = Field(description="Since when it is out")


class PublicTable(Answer):
    """A published table with all that must be said beside it."""

    reading: PublicReading = Field(description="Where the table comes from")
    by: str = Field(description="The breakdown, or `total`")
    rows: list[CellAnswer] = Field(description="The cells that are not zero")
    targets: list[ComputedAnswer] = Field(description="What the reading says of the targets of its region")


@router.get("/readings", response=Page[PublicReading], auth=None)
def published(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """The readings that are out, the last first. They need no account."""
    return page(
        request,
        paging,
        lambda after, limit: queries.published(after=after, limit=limit),
        of=PublicReading,
        key=lambda row: row.id,
    )


@router.get("/readings/{number}", response=PublicTable, auth=None)
def published_table(request: HttpRequest, number: Number, wanted: Query[Wanted]) -> PublicTable:
    """A table of a reading that is out. It needs no account."""
    by = wanted.by or "total"
    told, rows, targets = queries.published_table(number, by)
    return PublicTable(
        reading=PublicReading.model_validate(told),
        by=by,
        rows=cells(rows),
        targets=[ComputedAnswer.model_validate(one) for one in targets],
    )
