"""Facts of a person's life and work: employments, months insured, benefits, statuses."""

from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, Field

from baigong.apps.registry import queries
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Number
from baigong.faces.api.pages import Answer
from baigong.faces.api.problems import found
from baigong.faces.api.registry.shared import OF_CELLS, Cells, leave_lines, row, scope_of, viewing

router = Router()
Kind = Literal["employments", "insurance", "benefits", "statuses"]


class FactShown(Answer):
    """A fact, under the table of the package that holds it."""

    table: str = Field(description="`employments`, `insurance`, `benefits` or `statuses`")
    id: int = Field(description="The row's number on this node")
    credit_code: str | None = Field(description="The organisation it names")
    group: str | None = Field(description="The group, for a status")
    occupation: str | None = Field(description="The occupation's code, for an employment")
    from_on: date = Field(description="Since when; of months the first day")
    to_on: date | None = Field(description="Until when; null: it goes on")


class Entry(BaseModel):
    """The cells of a fact."""

    cells: Cells = Field(description=OF_CELLS)


@router.get("/persons/{number}/facts", response=list[FactShown])
def facts_of(request: HttpRequest, number: Number) -> list[FactShown]:
    """The facts of a person that you may see."""
    scope = scope_of(caller(request))
    found(queries.person(scope, number, viewing=viewing(request)))
    leave_lines(request, number)
    return [FactShown.model_validate(fact) for fact in queries.facts_of(scope, number, on=today(request))]


@router.post("/persons/{number}/facts/{table}", response=ANSWERS)
def enter_fact(request: HttpRequest, number: Number, table: Kind, entry: Entry) -> Status[Outcome]:
    """Enter a fact of a person."""
    by = caller(request)
    told = {"table": table, "cells": entry.cells}
    return ask_for("registry.enter_fact", row(by, "persons", number), **told, by=by, at=instant(request))


@router.patch("/facts/{table}/{number}", response=ANSWERS)
def correct_fact(request: HttpRequest, table: Kind, number: Number, entry: Entry) -> Status[Outcome]:
    """Fill or change cells of a fact, its end among them."""
    by = caller(request)
    return ask_for("registry.correct_fact", row(by, table, number), cells=entry.cells, by=by, at=instant(request))
