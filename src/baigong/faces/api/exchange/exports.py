"""Exports: ordered, made by the worker, fetched within a week."""

from datetime import datetime
from typing import Literal

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.exchange import actions, queries
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.doing import Outcome
from baigong.faces.api.exchange.shared import KeyTold, Said, handed_out, said_of, scope_of
from baigong.faces.api.fieldkinds import Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, page

router = Router()
ZIP = "application/zip"


class ExportLine(Answer):
    """An export that was ordered."""

    id: int = Field(description="Its number on this node")
    sequence: int | None = Field(description="Its place among those that were made; name it as `since` to follow it")
    since: int | None = Field(description="The export it follows; null: it holds everything")
    region: str = Field(description="Whose records")
    identity: str = Field(description="keyed or raw")
    state: str = Field(description="ordered, made or failed")
    reason: str = Field(description="What it is for")
    ordered_by: str = Field(description="The account; empty: the node's operator")
    ordered_at: datetime = Field(description="When it was ordered")
    digest: str | None = Field(description="The SHA-256 of its datapackage.json")
    rows: dict[str, int] = Field(description="How many rows of each table; `unnamed`: those it had to leave out")
    refusal: Said | None = Field(description="Why it could not be made")
    is_here: bool = Field(description="Whether it can still be fetched")
    expires_at: datetime = Field(description="Until when it can be fetched")
    signed_by: str = Field(description="The key that signed it, as signed notes write it; empty: not made yet")
    key: KeyTold | None = Field(description="The same key with its fingerprint; null: not made yet")
    log: str = Field(description="The node's public log whose checkpoint went with it; empty: none was published")
    size: int | None = Field(description="How many entries that log had")


class Ordering(BaseModel):
    """What is to leave."""

    region: RegionCode = Field(description="Whose records, your region's or one in it")
    identity: Literal["keyed", "raw"] = Field("keyed", description="Persons by keys, or by their numbers")
    since: Number | None = Field(None, description="Only what changed since the export of this sequence number")
    reason: str = Field("", max_length=400, description="For raw records: what they are for and who receives them")


@router.get("", response=Page[ExportLine])
def exports(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Exports of your regions' records, newest first."""
    scope = scope_of(caller(request))
    return page(
        request,
        paging,
        lambda after, limit: [_told(line) for line in queries.exports(scope, after=after, limit=limit)],
        of=ExportLine,
        key=lambda line: line.id,
    )


@router.post("", response={202: Outcome})
def export_records(request: HttpRequest, ordering: Ordering) -> Status[Outcome]:
    """Orders an export; the worker writes it. Raw records need a reason, and the journal keeps it."""
    order = actions.Order(ordering.identity, ordering.since, ordering.reason)
    made = actions.export_records(order, region=ordering.region, by=caller(request), at=instant(request))
    return Status(202, Outcome(proposal=None, id=made.pk))


@router.get("/{number}", response=ExportLine)
def export(request: HttpRequest, number: Number) -> ExportLine:
    """One export: whether it is made yet, and what it holds."""
    return _told(queries.export(scope_of(caller(request)), number))


@router.post("/{number}/fetch", response=bytes)
def fetch_export(request: HttpRequest, number: Number) -> FileResponse:
    """The package as a .zip; the journal says who took it away."""
    by = caller(request)
    row = queries.export_row(scope_of(by), number)
    place = actions.fetch_export(row, by=by, at=instant(request))
    return handed_out(place, name=f"export-{row.sequence or number}.zip", kind=ZIP)


def _told(line: queries.ExportLine) -> ExportLine:
    cells = {name: getattr(line, name) for name in ExportLine.model_fields if name not in ("refusal", "key")}
    key = line.key and KeyTold.model_validate(line.key)
    return ExportLine(**cells, key=key, refusal=line.refusal and said_of(line.refusal))
