"""Uploads: sent, tried out by the worker, confirmed by somebody else, loaded; or withdrawn, or refused."""

from datetime import datetime
from typing import Literal

from django.http import FileResponse, HttpRequest, HttpResponse
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile
from pydantic import BaseModel, Field

from baigong.apps.exchange import actions, queries
from baigong.apps.exchange.faulty import kept_faulty_rows
from baigong.apps.exchange.report import plain
from baigong.apps.exchange.store import seal_away
from baigong.core.refusal import Fault
from baigong.core.text import msgid
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.exchange.shared import (
    CSV,
    XLSX,
    KeyTold,
    Said,
    all_said,
    attached,
    said_of,
    scope_of,
    scratch_file,
)
from baigong.faces.api.fieldkinds import Clause, Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.problems import reader
from baigong.faces.here import node_here
from baigong.faces.words import said
from baigong.ground.lake.read.declared import declared_values
from baigong.ground.lake.write.faulty import write_faulty

router = Router()
REVIEWED = msgid("The upload was refused on review: %(reason)s")


class Counts(Answer):
    """What became of the rows of a table."""

    rows: int = Field(description="Rows read")
    accepted: int = Field(description="New records")
    amended: int = Field(description="Records filled or changed")
    unchanged: int = Field(description="Rows that say what is on record")
    quarantined: int = Field(description="Rows set aside, each with a finding")


class UploadLine(Answer):
    """An upload in the history."""

    id: int = Field(description="Its number on this node")
    name: str = Field(description="The name of the file")
    region: str = Field(description="The region it was sent for")
    state: str = Field(description="received, checked, confirmed, loaded, refused or withdrawn")
    bytes: int = Field(description="Its size")
    digest: str = Field(description="The SHA-256 of what was sent")
    sent_by: str = Field(description="The account that sent it; empty: the node's operator")
    confirmed_by: str = Field(description="The account that confirmed it")
    received_at: datetime = Field(description="When it came")
    ended_at: datetime | None = Field(description="When it was loaded, refused or withdrawn")
    expires_at: datetime = Field(description="When its bytes are deleted")
    synthetic: bool = Field(description="Whether its records are made up")
    tables: dict[str, Counts] = Field(description="By table, what the dry run or the load counted")
    has_faulty_rows: bool = Field(description="Whether rows were set aside that can be fetched, corrected and sent")


class Kind(Answer):
    """One kind of finding of one table."""

    table: str = Field(description="The table")
    code: str = Field(description="The finding's code")
    quarantined: bool = Field(description="Whether these rows are set aside")
    count: int = Field(description="How many rows")
    rows: list[int] = Field(description="The first of them, counted from 1")
    said: list[Said] = Field(description="What it says, at most three sentences")


class Located(Said):
    """A finding, and the cell it speaks of."""

    table: str = Field(description="The table")
    row: int = Field(description="The data row, from 1; 0 speaks of the whole table")
    column: str | None = Field(description="The column, if it is one")
    quarantined: bool = Field(description="Whether the row is set aside")


class SignatureTold(Answer):
    """Who signed the package, and what its log said."""

    signer: str = Field(description="The name it is signed under")
    signed_at: datetime = Field(description="When, by the signer's own clock")
    is_known: bool = Field(description="Whether its key was known here, so that the signature was verified")
    key: KeyTold | None = Field(description="The key that it was verified by; null: not known here")
    log: str = Field(description="The signer's public log whose checkpoint was verified; empty: none")
    size: int | None = Field(description="How many entries that log had")
    note: str = Field(description="The signed note, which names the digest of datapackage.json: it verifies it again")
    checkpoint: str = Field(description="The log's checkpoint with its signatures; empty: none was verified")
    year_without_key: int | None = Field(
        description="The year of whose log no key of the signer was named when it was read; null: none was missing"
    )


class UploadTold(UploadLine):
    """An upload with what was found in it."""

    declared: dict[str, str] = Field(description="What was declared for the whole file")
    signature: SignatureTold | None = Field(description="Who signed it; null: no signed package, or not read yet")
    refusal: Said | None = Field(description="Why all of it was refused")
    refused: dict[str, Said] = Field(description="By table, why the table was refused")
    findings_total: int = Field(description="How many findings there are")
    kinds: list[Kind] = Field(description="The findings by table and code, those that set rows aside first")
    findings: list[Located] = Field(description="The first 1,000 findings, one by one")


class Sending(BaseModel):
    """What is told of a file that is sent."""

    region: RegionCode = Field(description="The region whose records it holds, yours or one in it")
    channel: str = Field("", max_length=40, description="Declared for the whole file: the evaluation channel")
    credit_code: str = Field("", max_length=18, description="Declared for the whole file: the issuer")
    occupation: str = Field("", max_length=40, description="Declared for the whole file: the occupation's code")
    level: str = Field("", max_length=40, description="Declared for the whole file: the level")
    batch: str = Field("", max_length=80, description="Declared for the whole file: the batch")
    issuing_region: str = Field("", max_length=6, description="Declared for the whole file: where it was issued")

    def declared(self) -> dict[str, str]:
        told = {
            "channel": self.channel,
            "region": self.issuing_region,
            "credit_code": self.credit_code,
            "occupation": self.occupation,
            "level": self.level,
            "batch": self.batch,
        }
        return {name: value for name, value in told.items() if value}


class Wanted(BaseModel):
    """Which uploads."""

    state: Literal["", "received", "checked", "confirmed", "loaded", "refused", "withdrawn"] = Field(
        "", description="Only those in this state"
    )


class Reason(BaseModel):
    """Why."""

    reason: Clause = Field(description="For whoever sent it; the journal keeps it; no names or numbers of persons")


class Form_(BaseModel):
    """As what."""

    form: Literal["xlsx", "csv"] = Field("xlsx", description="A workbook, or CSV where one table only is concerned")


@router.get("", response=Page[UploadLine])
def uploads(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """The history of what was sent for your regions, newest first."""
    scope = scope_of(caller(request))
    return page(
        request,
        paging,
        lambda after, limit: queries.uploads(scope, after=after, limit=limit, state=wanted.state or None),
        of=UploadLine,
        key=lambda line: line.id,
    )


@router.post("", response={202: Outcome})
def receive_upload(request: HttpRequest, sending: Form[Sending], file: File[UploadedFile]) -> Status[Outcome]:
    """Sends a package (.zip) or one CSV, XLSX or Parquet file; the worker reads it and reports, nothing is loaded."""
    by, at, declared = caller(request), instant(request), sending.declared()
    declared_values(declared)
    sealed = seal_away(file, node_here())
    told = actions.Sent(file.name or "upload", sealed.digest, sealed.bytes, declared, sealed.place)
    made = actions.receive_upload(told, region=sending.region, by=by, at=at)
    return Status(202, Outcome(proposal=None, id=made.pk))


@router.get("/{number}", response=UploadTold)
def upload(request: HttpRequest, number: Number) -> UploadTold:
    """One upload: what the dry run or the load found, by kinds and one by one."""
    told = queries.upload(scope_of(caller(request)), number)
    line = UploadLine.model_validate(told.line)
    return UploadTold(
        **line.model_dump(),
        declared=dict(told.declared),
        signature=told.signature and SignatureTold.model_validate(told.signature),
        refusal=told.refusal and said_of(told.refusal),
        refused=all_said(told.refused),
        findings_total=told.findings_total,
        kinds=[_kind(kind) for kind in told.kinds],
        findings=[_located(one) for one in told.findings],
    )


def _kind(kind: queries.Kind) -> Kind:
    return Kind(
        table=kind.table,
        code=kind.code,
        quarantined=kind.quarantined,
        count=kind.count,
        rows=list(kind.rows),
        said=[said_of(fault) for fault in kind.faults],
    )


def _located(one: queries.Located) -> Located:
    told = said_of(one.fault)
    return Located(**told.model_dump(), table=one.table, row=one.row, column=one.column, quarantined=one.quarantined)


@router.post("/{number}/confirm", response=ANSWERS)
def confirm_upload(request: HttpRequest, number: Number) -> Status[Outcome]:
    """Has it loaded. Somebody else than the sender, who reviews or approves in its region."""
    by = caller(request)
    row = queries.upload_row(scope_of(by), number)
    return ask_for("exchange.confirm_upload", row, by=by, at=instant(request))


@router.post("/{number}/withdraw", response=Outcome)
def withdraw_upload(request: HttpRequest, number: Number) -> Outcome:
    """Takes your own upload back, before it is confirmed."""
    by = caller(request)
    actions.withdraw_upload(queries.upload_row(scope_of(by), number), by=by, at=instant(request))
    return Outcome(proposal=None, id=None)


@router.post("/{number}/refuse", response=Outcome)
def refuse_upload(request: HttpRequest, number: Number, why: Reason) -> Outcome:
    """Sends it back with a reason, before it is loaded. For those who could confirm it."""
    by = caller(request)
    refusal = plain(Fault("exchange.refused_on_review", REVIEWED, {"reason": why.reason}))
    actions.refuse_upload(queries.upload_row(scope_of(by), number), refusal=refusal, by=by, at=instant(request))
    return Outcome(proposal=None, id=None)


@router.post("/{number}/faulty-rows", response=bytes)
def take_faulty_rows(request: HttpRequest, number: Number, wanted: Query[Form_]) -> FileResponse:
    """The rows that were set aside, with the reasons, as a spreadsheet to correct and send again; journaled."""
    by = caller(request)
    place = actions.take_faulty_rows(queries.upload_row(scope_of(by), number), by=by, at=instant(request))
    file = scratch_file()
    tables = kept_faulty_rows(place, node_here())
    write_faulty(tables, file, form=wanted.form, language=reader(), said=said)  # type: ignore[arg-type]
    file.seek(0)
    return attached(file, name=f"faulty-{number}.{wanted.form}", kind=XLSX if wanted.form == "xlsx" else CSV)
