"""Persons: found by number or name, listed, entered, corrected."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.certificates import queries as certificates
from baigong.apps.registry import queries
from baigong.apps.registry.queries import PersonLine
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for, refuse_without_reading, sealed
from baigong.faces.api.fieldkinds import Clause, Day, Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, page
from baigong.faces.api.problems import found
from baigong.faces.api.registry.shared import OF_CELLS, Cells, IdNumber, leave_lines, row, scope_of, viewing

router = Router()


class PersonShown(Answer):
    """A person. Her number is masked, always; it is shown by an act of its own, for a reason."""

    id: int = Field(description="Her number on this node, which says nothing elsewhere")
    name: str | None = Field(description="Her name, where it is known")
    document: str | None = Field(description="The kind of her document; null: a resident identity card")
    sex: str | None = Field(description="`M` or `F`, as her number says, else as recorded")
    born_on: date | None = Field(description="As her number says, else as recorded")
    place: str = Field(description="The region of today where she lives, else that keeps her record")
    left_on: date | None = Field(description="Out of the labour force from this day")
    is_described: bool = Field(
        description="Whether a row of the table of persons was read; else from other records only"
    )
    number: str | None = Field(description="Masked; null: only a key is known, or it is not for you")
    merged_into: int | None = Field(description="The person that this one was found to be")


class NumberShown(Answer):
    """A number that a person bears or bore."""

    id: int = Field(description="The row's number on this node")
    number: str | None = Field(description="Masked")
    document: str | None = Field(description="The kind of document; null: as the person's own row says")
    from_on: date | None = Field(description="Since when")
    to_on: date | None = Field(description="Until when")
    ending: str | None = Field(description="`corrected`: it was never hers; `replaced`: it was")


class MergeShown(Answer):
    """That two rows are one person."""

    id: int = Field(description="The merge's number on this node")
    person: int = Field(description="Who was merged")
    into: int = Field(description="Into whom")
    is_in_force: bool = Field(description="False: it was undone")


class PersonWhole(Answer):
    """A person with her numbers and merges."""

    line: PersonShown = Field(description="The person")
    numbers: list[NumberShown] = Field(description="Her numbers, the last one in use")
    merges: list[MergeShown] = Field(description="Merges that she is part of")


class Happening(Answer):
    """Something on record of a person, on its day."""

    on: date = Field(description="Its day; of months the first")
    table: str = Field(description="The table of the package that holds it")
    id: int = Field(description="The row's number on this node")
    to_on: date | None = Field(description="Its end, if it has one")
    what: str | None = Field(description="The certificate's number, the group, or the occupation")
    credit_code: str | None = Field(description="The organisation it names")


class Wanted(BaseModel):
    """Which persons."""

    name: str = Field("", max_length=60, description="The whole name, or its beginning: two characters at least")
    whole: bool = Field(False, description="Only whole names")


class Sought(BaseModel):
    """A number to look up; it is sent, for addresses are logged on the way."""

    id_number: IdNumber = Field(description="The identity number")


class PersonEntry(BaseModel):
    """A person to enter."""

    id_number: IdNumber = Field(description="The identity number")
    region: RegionCode = Field(description="The region that keeps the record")
    cells: Cells = Field(description=OF_CELLS)
    reason: str = Field("", max_length=400, description="For those who review it")


class Correction(BaseModel):
    """Cells to fill or change; what is not named stays as it is."""

    cells: Cells = Field(description=OF_CELLS)
    reason: str = Field("", max_length=400, description="For those who review it")


class Leaving(BaseModel):
    """When and why somebody left the labour force for good."""

    left_on: Day = Field(description="Out of the stock from this day")
    cause: Clause = Field("死亡", description="Death, unless said otherwise")


class TakingBack(BaseModel):
    """Why a recorded death, or another leaving, is taken back."""

    reason: Clause = Field(description="The reason, which the journal keeps; no names or numbers")


@router.get("/persons", response=Page[PersonShown])
def persons(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """Persons that you may see: of your region, of your staff, or yourself."""
    scope, seen = scope_of(caller(request)), viewing(request)

    def lines(after: int | None, limit: int) -> list[PersonLine]:
        found = queries.persons(
            scope, viewing=seen, name=wanted.name, is_whole_name=wanted.whole, after=after, limit=limit
        )
        if scope.organisations:  # what offices see in lists is their own register
            leave_lines(request, *(line.id for line in found))
        return found

    return page(
        request,
        paging,
        lines,
        of=PersonShown,
        key=lambda line: line.id,
    )


@router.post("/persons/find", response=PersonShown)
def person_by_number(request: HttpRequest, sought: Sought) -> object:
    """The person who bears or bore a number."""
    by = caller(request)
    refuse_without_reading(by)
    line = found(queries.person_by_number(scope_of(by), sought.id_number, viewing=viewing(request)))
    leave_lines(request, line.id)
    return line


@router.get("/persons/{number}", response=PersonWhole)
def person(request: HttpRequest, number: Number) -> object:
    """One person, with her numbers and merges."""
    told = found(queries.person(scope_of(caller(request)), number, viewing=viewing(request)))
    leave_lines(request, number)
    return told


@router.get("/persons/{number}/timeline", response=list[Happening])
def timeline(request: HttpRequest, number: Number) -> list[Happening]:
    """Everything on record of a person, and of rows merged with hers, that you may see, in the order of its days."""
    scope, on = scope_of(caller(request)), today(request)
    found(queries.person(scope, number, viewing=viewing(request)))
    leave_lines(request, number)
    rows = sorted(queries.joined([number]))
    facts = [
        Happening(
            on=fact.from_on,
            table=fact.table,
            id=fact.id,
            to_on=fact.to_on,
            what=fact.group or fact.occupation,
            credit_code=fact.credit_code,
        )
        for one in rows
        for fact in queries.facts_of(scope, one, on=on)
    ]
    held = [
        Happening(
            on=line.issued_on,
            table="certificates",
            id=line.id,
            to_on=line.ended_on or line.valid_until,
            what=line.number,
            credit_code=line.credit_code,
        )
        for one in rows
        for line in certificates.certificates(scope, on=on, person=one, limit=10_000)
    ]
    return sorted([*facts, *held], key=lambda one: (one.on, one.table, one.id))


@router.post("/persons", response=ANSWERS)
def enter_person(request: HttpRequest, entry: PersonEntry) -> Status[Outcome]:
    """Enter a person by hand; another officer reviews it."""
    return ask_for(
        "registry.enter_person",
        sealed(entry.id_number),
        region=entry.region,
        cells=entry.cells,
        why=entry.reason,
        by=caller(request),
        at=instant(request),
    )


@router.patch("/persons/{number}", response=ANSWERS)
def correct_person(request: HttpRequest, number: Number, entry: Correction) -> Status[Outcome]:
    """Fill or change cells of a person; another officer reviews it."""
    by = caller(request)
    told = {"cells": entry.cells, "why": entry.reason}
    return ask_for("registry.correct_person", row(by, "persons", number), **told, by=by, at=instant(request))


@router.post("/persons/{number}/death", response=ANSWERS)
def record_death(request: HttpRequest, number: Number, entry: Leaving) -> Status[Outcome]:
    """Record that a person died, or left the labour force for good; another officer reviews it."""
    by = caller(request)
    person = row(by, "persons", number)
    told = {"left_on": entry.left_on, "cause": entry.cause}
    return ask_for("registry.record_death", person, **told, by=by, at=instant(request))


@router.post("/persons/{number}/death/withdraw", response=ANSWERS)
def withdraw_death(request: HttpRequest, number: Number, entry: TakingBack) -> Status[Outcome]:
    """Take back that a person died or left, which was recorded wrongly; another officer reviews it."""
    by = caller(request)
    return ask_for(
        "registry.withdraw_death", row(by, "persons", number), reason=entry.reason, by=by, at=instant(request)
    )
