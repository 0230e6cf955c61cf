"""Certificates: listed, found by number, entered, corrected, ended; and forgetting a person."""

from datetime import date, datetime
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Status
from pydantic import BaseModel, Field

from baigong.apps.certificates import queries
from baigong.apps.certificates.queries import CertificateLine
from baigong.core.codes.identity import RESIDENT
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.certificates.routing import router
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for, sealed
from baigong.faces.api.fieldkinds import Clause, Day, Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.problems import found
from baigong.faces.api.registry.shared import OF_CELLS, Cells, IdNumber, leave_lines, row, scope_of
from baigong.faces.here import node_here


class CertificateShown(Answer):
    """A certificate as it stands."""

    id: int = Field(description="Its number on this node")
    number: str = Field(description="The certificate's number")
    person: int = Field(description="Its holder, by her number on this node")
    name: str | None = Field(description="The holder's name, as written on it, else as recorded")
    occupation: str = Field(description="The occupation's code")
    occupation_name: str | None = Field(description="The occupation as written")
    level: str = Field(description="5, 4, 3, 2, 1, S, C, A or 0")
    channel: str = Field(description="How it was earned: `identification`, `qualification`, `ability` …")
    credit_code: str | None = Field(description="The body that issued it")
    issuer_name: str | None = Field(description="Its issuer as written")
    place: str = Field(description="The region of today that keeps it")
    issued_on: date = Field(description="The day of issue")
    valid_until: date | None = Field(description="To which day it is valid; null: without end")
    ended_on: date | None = Field(description="The day it ended")
    ending: str | None = Field(description="`void`: wrongful from the first day; `revoked`: ended from that day on")
    recorded_at: datetime | None = Field(description="When this was recorded; null: on the day of issue")
    ending_recorded_at: datetime | None = Field(description="When its ending was recorded")


class VersionShown(Answer):
    """What a certificate said."""

    until: datetime | None = Field(description="Until when it said so; null: it says so now")
    line: int | None = Field(description="The line of the journal that superseded it")
    cells: dict[str, str | None] = Field(description="The cells by the package's columns, without the holder's name")


class CertificateWhole(Answer):
    """A certificate with all that it said before."""

    line: CertificateShown = Field(description="As it stands")
    holder_number: str | None = Field(description="Its holder's identity number, masked")
    batch: str | None = Field(description="The batch")
    session: str | None = Field(description="The sitting")
    competition: str | None = Field(description="The contest")
    prior_number: str | None = Field(description="The certificate it followed")
    trade: str | None = Field(description="The trade within the occupation")
    region: str | None = Field(description="The region as written")
    versions: list[VersionShown] = Field(description="What it said, from the first state to the last")


class Wanted(BaseModel):
    """Which certificates."""

    person: Number | None = Field(None, description="Of this person")
    credit_code: str = Field("", max_length=18, description="Of this body")


class Sought(BaseModel):
    """A certificate's number to look up."""

    number: str = Field(min_length=1, max_length=60, description="The certificate's number")


class CertificateEntry(BaseModel):
    """A certificate to enter."""

    id_number: IdNumber = Field(description="The holder's identity number")
    document: str = Field(RESIDENT, max_length=16, description="The kind of the holder's document")
    region: RegionCode = Field(description="The region that keeps the record")
    cells: Cells = Field(description=OF_CELLS)
    reason: str = Field("", max_length=400, description="For those who review it")


class Correction(BaseModel):
    """Cells to fill or change; what is not named stays as it is."""

    cells: Cells = Field(description=OF_CELLS)
    reason: str = Field("", max_length=400, description="For those who review it")


class Ending(BaseModel):
    """When and why a certificate ended."""

    ended_on: Day = Field(description="The day of the ending")
    reason: Clause = Field(description="The reason, which the journal keeps; no names or numbers")


class Forgetting(BaseModel):
    """On which ground a person is forgotten."""

    ground: Literal["left_long_ago", "never_should_have_been"] = Field(description="The ground, which must hold")
    reason: Clause = Field(description="The reason, which the journal keeps; no names or numbers")


@router.get("", response=Page[CertificateShown])
def certificates(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """Certificates that you may see: kept in your region, issued by your body, shown to you, or your own."""
    scope, on = scope_of(caller(request)), today(request)

    def lines(after: int | None, limit: int) -> list[CertificateLine]:
        found = queries.certificates(
            scope, on=on, person=wanted.person, credit_code=wanted.credit_code, after=after, limit=limit
        )
        if scope.organisations:  # what offices see in lists is their own register
            leave_lines(request, *dict.fromkeys(line.person for line in found))
        return found

    return page(
        request,
        paging,
        lines,
        of=CertificateShown,
        key=lambda line: line.id,
    )


@router.post("/find", response=CertificateShown)
def certificate_numbered(request: HttpRequest, sought: Sought) -> object:
    """The certificate of a number. Whether it is good, the national query system says."""
    line = found(queries.certificate_numbered(scope_of(caller(request)), sought.number, on=today(request)))
    leave_lines(request, line.person)
    return line


@router.get("/{number}", response=CertificateWhole)
def certificate(request: HttpRequest, number: Number) -> CertificateWhole:
    """One certificate, with its holder's masked number and all that it said before."""
    keyring = node_here().keyring
    told = found(queries.certificate(scope_of(caller(request)), number, on=today(request), keyring=keyring))
    leave_lines(request, told.line.person)
    return CertificateWhole.model_validate(told)


@router.post("", response=ANSWERS)
def enter_certificate(request: HttpRequest, entry: CertificateEntry) -> Status[Outcome]:
    """Enter a certificate by hand; another officer reviews it."""
    return ask_for(
        "certificates.enter_certificate",
        sealed(entry.id_number),
        region=entry.region,
        cells=entry.cells,
        document=entry.document,
        why=entry.reason,
        by=caller(request),
        at=instant(request),
    )


@router.patch("/{number}", response=ANSWERS)
def correct_certificate(request: HttpRequest, number: Number, entry: Correction) -> Status[Outcome]:
    """Fill or change cells of a certificate; another officer reviews it."""
    return _asked("certificates.correct_certificate", request, number, cells=entry.cells, why=entry.reason)


@router.post("/{number}/void", response=ANSWERS)
def void_certificate(request: HttpRequest, number: Number, entry: Ending) -> Status[Outcome]:
    """Say that a certificate was wrongful from its first day; that is never undone. Another officer reviews it."""
    return _asked("certificates.void_certificate", request, number, **entry.model_dump())


@router.post("/{number}/revoke", response=ANSWERS)
def revoke_certificate(request: HttpRequest, number: Number, entry: Ending) -> Status[Outcome]:
    """End a certificate from a day on; another officer reviews it."""
    return _asked("certificates.revoke_certificate", request, number, **entry.model_dump())


@router.post("/persons/{number}/forget", response=ANSWERS)
def forget_person(request: HttpRequest, number: Number, entry: Forgetting) -> Status[Outcome]:
    """Forget who a person was, on a ground that holds; what she counted for stays. Another officer reviews it."""
    by = caller(request)
    person = row(by, "persons", number)
    return ask_for("certificates.forget_person", person, **entry.model_dump(), by=by, at=instant(request))


def _asked(act: str, request: HttpRequest, number: int, **told: object) -> Status[Outcome]:
    by = caller(request)
    certificate = found(queries.to_act_on(scope_of(by), number))
    return ask_for(act, certificate, **told, by=by, at=instant(request))  # type: ignore[arg-type]
