"""Offices, from the ministry to the counties."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.authority import queries
from baigong.apps.authority.rows import office_row
from baigong.core.scope import NOTHING
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, page

router = Router()


class OfficeShown(Answer):
    """An office."""

    id: int = Field(description="Its number on this node")
    name_zh: str = Field(description="Its Chinese name")
    name_en: str = Field(description="Its English name")
    region: str = Field(description="Its region; `00` is the ministry's")
    level: str = Field(description="`nation`, `province`, `prefecture` or `county`: follows from the region")
    parent: int | None = Field(description="The office above it")
    closed_on: date | None = Field(description="The day it closed, if it did")


class Opening(BaseModel):
    """An office to open."""

    name_zh: str = Field(min_length=1, max_length=120, description="Its Chinese name")
    name_en: str = Field("", max_length=120, description="Its English name")
    region: RegionCode = Field(description="Its region, one of today")
    parent: Number | None = Field(None, description="The office above it, whose region holds this one")


class Renaming(BaseModel):
    """The office's new names."""

    name_zh: str = Field(min_length=1, max_length=120, description="Its Chinese name")
    name_en: str = Field("", max_length=120, description="Its English name")


@router.get("/offices", response=Page[OfficeShown])
def offices(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """All offices."""
    return page(
        request,
        paging,
        lambda after, limit: queries.offices(NOTHING, after=after or 0, limit=limit),
        of=OfficeShown,
        key=lambda one: one.id,
    )


@router.post("/offices", response=ANSWERS)
def open_office(request: HttpRequest, entry: Opening) -> Status[Outcome]:
    """Open an office: the system administrator of its region."""
    return ask_for("authority.open_office", **entry.model_dump(), by=caller(request), at=instant(request))


@router.patch("/offices/{number}", response=ANSWERS)
def rename_office(request: HttpRequest, number: Number, entry: Renaming) -> Status[Outcome]:
    """Rename an office."""
    by = caller(request)
    return ask_for("authority.rename_office", office_row(number), **entry.model_dump(), by=by, at=instant(request))


@router.post("/offices/{number}/close", response=ANSWERS)
def close_office(request: HttpRequest, number: Number) -> Status[Outcome]:
    """Close an office that has no people and no offices below it."""
    return ask_for("authority.close_office", office_row(number), by=caller(request), at=instant(request))
