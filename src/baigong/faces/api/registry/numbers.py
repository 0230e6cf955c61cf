"""The numbers that persons bear: shown for a reason, entered, replaced, corrected."""

from django.http import HttpRequest
from ninja import Router, Status
from pydantic import BaseModel, Field

from baigong.apps.registry import actions
from baigong.core.codes.identity import RESIDENT
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for, sealed
from baigong.faces.api.fieldkinds import Clause, Day, Number
from baigong.faces.api.pages import Answer
from baigong.faces.api.registry.shared import IdNumber, row

router = Router()


class Asked(BaseModel):
    """For what a number is to be seen."""

    reason: Clause = Field(description="The reason, which the journal keeps")


class NumberInClear(Answer):
    """A number in clear."""

    id_number: str = Field(description="The identity number")


class NumberEntry(BaseModel):
    """Another number of a person."""

    id_number: IdNumber = Field(description="The identity number")
    document: str = Field(RESIDENT, max_length=16, description="The kind of document")
    from_on: Day | None = Field(None, description="Since when, if that is known")


class Succession(BaseModel):
    """The number that took the place of another."""

    id_number: IdNumber = Field(description="The new number")
    from_on: Day = Field(description="From which day it holds")


class RightNumber(BaseModel):
    """The number as it should have been written."""

    id_number: IdNumber = Field(description="The right number")


@router.post("/numbers/{number}/show", response=NumberInClear)
def show_number(request: HttpRequest, number: Number, entry: Asked) -> NumberInClear:
    """See a number in clear, for a reason that the journal keeps."""
    by = caller(request)
    identifier = row(by, "identifiers", number)
    return NumberInClear(id_number=actions.show_number(identifier, reason=entry.reason, by=by, at=instant(request)))


@router.post("/persons/{number}/numbers", response=ANSWERS)
def enter_identifier(request: HttpRequest, number: Number, entry: NumberEntry) -> Status[Outcome]:
    """Enter another number of a person; another officer reviews it."""
    by = caller(request)
    return ask_for(
        "registry.enter_identifier",
        row(by, "persons", number),
        sealed(entry.id_number),
        document=entry.document,
        from_on=entry.from_on,
        by=by,
        at=instant(request),
    )


@router.post("/numbers/{number}/replace", response=ANSWERS)
def replace_identifier(request: HttpRequest, number: Number, entry: Succession) -> Status[Outcome]:
    """Say that another number took this one's place from a day on; another officer reviews it."""
    by, given = caller(request), sealed(entry.id_number)
    identifier = row(by, "identifiers", number)
    return ask_for("registry.replace_identifier", identifier, given, from_on=entry.from_on, by=by, at=instant(request))


@router.post("/numbers/{number}/correct", response=ANSWERS)
def correct_identifier(request: HttpRequest, number: Number, entry: RightNumber) -> Status[Outcome]:
    """Correct a number that was mistyped; another officer reviews it."""
    by, given = caller(request), sealed(entry.id_number)
    return ask_for("registry.correct_identifier", row(by, "identifiers", number), given, by=by, at=instant(request))
