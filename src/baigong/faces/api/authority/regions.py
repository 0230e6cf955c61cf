"""Regions, of today and of before."""

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import BaseModel, Field

from baigong.apps.authority import regions as queries
from baigong.core.scope import NOTHING
from baigong.faces.api.fieldkinds import RegionCode
from baigong.faces.api.pages import Answer, Words
from baigong.faces.api.problems import found

router = Router()


class NameShown(Answer):
    """A name that a code bore."""

    name: str = Field(description="The name")
    first: str = Field(description="The first edition that has it, as YYYYMM; empty: newer than the editions")
    last: str = Field(description="The last one; empty: it is today's")


class RegionShown(Answer):
    """A region, of today or of before."""

    code: str = Field(description="Its six digits")
    name: Words = Field(description="Its name, or its last one")
    level: str = Field(description="`province`, `prefecture` or `county`")
    parent: str | None = Field(description="What it lies in; `00` is the nation")
    now: str | None = Field(description="The region of today that the code leads to; null: none")
    names: list[NameShown] = Field(description="Every name the code bore, oldest first")


class Wanted(BaseModel):
    """Which regions."""

    within: RegionCode = Field("00", description="Those directly under this one")


@router.get("/regions", response=list[RegionShown], auth=None)
def regions(request: HttpRequest, wanted: Query[Wanted]) -> object:
    """Today's regions directly under one. Needs no account."""
    return queries.regions(NOTHING, wanted.within)


@router.get("/regions/{code}", response=RegionShown, auth=None)
def region(request: HttpRequest, code: RegionCode) -> object:
    """A region by its code, also one that is no longer. Needs no account."""
    return found(queries.region(NOTHING, code))
