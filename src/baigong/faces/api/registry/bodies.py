"""Organisations, and the register of evaluation bodies, which is public."""

from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.registry import queries
from baigong.core.scope import Scope, of_region
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Clause, Day, Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.registry.shared import OF_CELLS, Cells, row, scope_of

router = Router()
Kind = Literal["", "enterprise", "training", "school", "evaluation", "association", "authority"]


class OrganisationShown(Answer):
    """An organisation."""

    id: int = Field(description="Its number on this node")
    credit_code: str = Field(description="Its unified social credit code")
    name: str | None = Field(description="Its name")
    region: str | None = Field(description="Its region as written")
    place: str = Field(description="Its region of today, else the one that keeps its record")
    kinds: list[str] = Field(description="What it is: `enterprise`, `training`, `school`, `evaluation` …")
    parent: str | None = Field(description="The organisation that it belongs to")


class FilingShown(Answer):
    """What an evaluation body may certify."""

    id: int = Field(description="Its number on this node")
    filing: str = Field(description="The number of the filing")
    credit_code: str = Field(description="The body")
    name: str | None = Field(description="The body's name, where it is on record")
    body_number: str | None = Field(description="The first 13 characters of its certificates' numbers")
    occupation: str = Field(description="The occupation's code")
    levels: list[str] = Field(description="The levels")
    from_on: date = Field(description="The first day on which it holds")
    to_on: date | None = Field(description="The last one; null: until further notice")
    place: str = Field(description="The region that keeps it")


class Wanted(BaseModel):
    """Which organisations."""

    name: str = Field("", max_length=60, description="The beginning of the name")
    kind: Kind = Field("", description="Only of this kind")


class WantedFilings(BaseModel):
    """Which filings."""

    region: RegionCode = Field("00", description="Of this region")
    on: Day | None = Field(None, description="In force on this day; today if none is named")
    credit_code: str = Field("", max_length=18, description="Of this body")
    occupation: str = Field("", max_length=20, description="For this occupation")


class Entry(BaseModel):
    """A row to enter."""

    region: RegionCode = Field(description="The region that keeps the record")
    cells: Cells = Field(description=OF_CELLS)
    reason: str = Field("", max_length=400, description="For those who review it")


class Correction(BaseModel):
    """Cells to fill or change; what is not named stays as it is."""

    cells: Cells = Field(description=OF_CELLS)
    reason: str = Field("", max_length=400, description="For those who review it")


class Ending(BaseModel):
    """To which day a filing holds, and why no longer."""

    to_on: Day = Field(description="The last day on which it holds")
    reason: Clause = Field(description="The reason, which the journal keeps")


@router.get("/organisations", response=Page[OrganisationShown])
def organisations(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """Organisations of your region, or your own."""
    scope = scope_of(caller(request))
    return page(
        request,
        paging,
        lambda after, limit: queries.organisations(scope, name=wanted.name, kind=wanted.kind, after=after, limit=limit),
        of=OrganisationShown,
        key=lambda line: line.id,
    )


@router.get("/filings", response=Page[FilingShown], auth=None)
def filings(request: HttpRequest, wanted: Query[WantedFilings], paging: Query[Paging]) -> HttpResponse:
    """The register of evaluation bodies: what each may certify on a day. It is public, so this needs no account."""
    scope: Scope = of_region(wanted.region)
    asked = {"on": wanted.on or today(request), "credit_code": wanted.credit_code, "occupation": wanted.occupation}
    return page(
        request,
        paging,
        lambda after, limit: queries.filings(scope, **asked, after=after, limit=limit),  # type: ignore[arg-type]
        of=FilingShown,
        key=lambda line: line.id,
    )


@router.post("/organisations", response=ANSWERS)
def enter_organisation(request: HttpRequest, entry: Entry) -> Status[Outcome]:
    """Enter an organisation."""
    return _entered("registry.enter_organisation", request, entry)


@router.patch("/organisations/{number}", response=ANSWERS)
def correct_organisation(request: HttpRequest, number: Number, entry: Correction) -> Status[Outcome]:
    """Fill or change cells of an organisation."""
    return _corrected("registry.correct_organisation", request, "organisations", number, entry)


@router.post("/filings", response=ANSWERS)
def enter_filing(request: HttpRequest, entry: Entry) -> Status[Outcome]:
    """Enter what an evaluation body may certify; another officer reviews it."""
    return _entered("registry.enter_filing", request, entry)


@router.patch("/filings/{number}", response=ANSWERS)
def correct_filing(request: HttpRequest, number: Number, entry: Correction) -> Status[Outcome]:
    """Fill or change cells of a filing; another officer reviews it."""
    return _corrected("registry.correct_filing", request, "filings", number, entry)


@router.post("/filings/{number}/withdraw", response=ANSWERS)
def withdraw_filing(request: HttpRequest, number: Number, entry: Ending) -> Status[Outcome]:
    """Say that a filing holds no longer than to a day; another officer reviews it."""
    by = caller(request)
    told = {"to_on": entry.to_on, "reason": entry.reason}
    return ask_for("registry.withdraw_filing", row(by, "filings", number), **told, by=by, at=instant(request))


@router.post("/organisations/{number}/licences", response=ANSWERS)
def enter_licence(request: HttpRequest, number: Number, entry: Correction) -> Status[Outcome]:
    """Enter a licence of an organisation."""
    return _corrected("registry.enter_licence", request, "organisations", number, entry)


@router.patch("/licences/{number}", response=ANSWERS)
def correct_licence(request: HttpRequest, number: Number, entry: Correction) -> Status[Outcome]:
    """Fill or change cells of a licence."""
    return _corrected("registry.correct_licence", request, "licences", number, entry)


def _entered(act: str, request: HttpRequest, entry: Entry) -> Status[Outcome]:
    told = {"region": entry.region, "cells": entry.cells, "why": entry.reason}
    return ask_for(act, **told, by=caller(request), at=instant(request))


def _corrected(act: str, request: HttpRequest, kind: str, number: int, entry: Correction) -> Status[Outcome]:
    by = caller(request)
    told = {"cells": entry.cells, "why": entry.reason}
    return ask_for(act, row(by, kind, number), **told, by=by, at=instant(request))
