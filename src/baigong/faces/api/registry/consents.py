"""Consents: a worker lets an organisation see records of hers."""

from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.registry import actions, queries
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.fieldkinds import Day, Number
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.registry.shared import CreditCode, row, scope_of

router = Router()
Kind = Literal["certificates", "employments", "insurance", "statuses"]


class ConsentShown(Answer):
    """A consent."""

    id: int = Field(description="Its number on this node")
    person: int = Field(description="Who gave it")
    organisation: str = Field(description="The organisation that may see; empty: the offices of a region")
    region: str = Field(description="The region whose offices may see; empty: an organisation")
    kinds: list[str] = Field(description="What it may see, by tables of the package")
    from_on: date = Field(description="Since when")
    to_on: date | None = Field(description="To which day; null: until it is withdrawn")
    is_withdrawn: bool = Field(description="Whether it was withdrawn")


class ConsentEntry(BaseModel):
    """Who may see what of yours, for how long."""

    person: Number = Field(description="Your own number on this node")
    organisation: CreditCode = Field(description="The organisation's unified social credit code")
    kinds: list[Kind] = Field(min_length=1, max_length=4, description="What it may see")
    to_on: Day | None = Field(None, description="To which day; none: until you withdraw it")


class Given(Answer):
    """The consent that was given."""

    id: int = Field(description="Its number on this node")


@router.get("/consents", response=Page[ConsentShown])
def consents(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """The consents that you gave, or that your organisation was given."""
    scope = scope_of(caller(request))
    return page(
        request,
        paging,
        lambda after, limit: queries.consents(scope, after=after, limit=limit),
        of=ConsentShown,
        key=lambda line: line.id,
    )


@router.post("/consents", response={201: Given})
def give_consent(request: HttpRequest, entry: ConsentEntry) -> Status[Given]:
    """Let an organisation see records of yours, from today on."""
    by = caller(request)
    told = entry.model_dump(exclude={"person"})
    consent = actions.give_consent(row(by, "persons", entry.person), **told, by=by, at=instant(request))
    return Status(201, Given(id=consent.pk))


@router.post("/consents/{number}/withdraw", response={204: None})
def withdraw_consent(request: HttpRequest, number: Number) -> Status[None]:
    """Take a consent back, from now on."""
    by = caller(request)
    actions.withdraw_consent(row(by, "consents", number), by=by, at=instant(request))
    return Status(204, None)
