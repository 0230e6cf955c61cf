"""Tasks: what offices undertake for the measures of the plan."""

from datetime import date
from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status
from pydantic import BaseModel, Field

from baigong.apps.authority.actor import Actor
from baigong.apps.authority.roles import OF_AN_OFFICE
from baigong.apps.catalogue import actions, queries
from baigong.core.scope import Scope
from baigong.faces.api.callers import caller, instant, today
from baigong.faces.api.fieldkinds import Clause, Day, Line, Number, RegionCode
from baigong.faces.api.pages import Answer, Page, Paging, Words, page
from baigong.faces.api.problems import NotFound, found
from baigong.faces.here import node_here

router = Router()


class TaskShown(Answer):
    """A task of a measure."""

    id: int = Field(description="Its number on this node")
    measure: int = Field(description="The number of the measure")
    title: Words = Field(description="What is to be done")
    region: str = Field(description="Where")
    office: int = Field(description="The number of the office that owns it")
    office_name: str = Field(description="The office's name")
    due_on: date | None = Field(description="By when; null: no day is set")
    clause: str = Field(description="The legal basis")
    evidence: str = Field(description="What shows that it is done, or why it was dropped")
    state: str = Field(description="`planned`, `under_way`, `done` or `dropped`")
    state_title: Words = Field(description="The state in words")
    is_overdue: bool = Field(description="Whether it is still open after its day")
    line: int = Field(description="The line of the journal that last wrote it")


class Wanted(BaseModel):
    """Which tasks."""

    measure: int | None = Field(None, ge=1, le=1000, description="Those of this measure")
    state: Literal["", "planned", "under_way", "done", "dropped"] = Field("", description="Those in this state")


class TaskEntry(BaseModel):
    """A task to enter."""

    measure: int = Field(ge=1, le=1000, description="The number of the measure")
    title_zh: Line = Field(description="What is to be done, in Chinese")
    title_en: Line = Field(description="What is to be done, in English")
    region: RegionCode = Field(description="Where")
    office: Number = Field(description="The number of the office that owns it; it lies in the region")
    due_on: Day | None = Field(None, description="By when")
    clause: Clause = Field(description="The legal basis")


class TaskCorrection(BaseModel):
    """What to correct in a task; what is not named stays as it is."""

    title_zh: Line = Field(None, description="What is to be done, in Chinese", validate_default=False)  # type: ignore[assignment]
    title_en: Line = Field(None, description="What is to be done, in English", validate_default=False)  # type: ignore[assignment]
    office: Number = Field(None, description="The number of the office that owns it", validate_default=False)  # type: ignore[assignment]
    due_on: Day | None = Field(None, description="By when; null: no day")
    clause: Clause = Field(None, description="The legal basis", validate_default=False)  # type: ignore[assignment]


class Evidence(BaseModel):
    """What shows that a task is done."""

    evidence: Clause = Field(description="A document, an address, a record")


class Reason(BaseModel):
    """Why a task is dropped."""

    reason: Clause = Field(description="The reason, which stays on record")


@router.get("/tasks", response=Page[TaskShown])
def tasks(request: HttpRequest, wanted: Query[Wanted], paging: Query[Paging]) -> HttpResponse:
    """The tasks in your region, in the order in which they were entered."""
    scope, on = _scope(caller(request)), today(request)
    return page(
        request,
        paging,
        lambda after, limit: queries.tasks(
            scope, on=on, measure=wanted.measure, state=wanted.state, after=after, limit=limit
        ),
        of=TaskShown,
        key=lambda row: row.id,
    )


@router.get("/tasks/{number}", response=TaskShown)
def task(request: HttpRequest, number: Number) -> object:
    """One task."""
    return found(queries.task(_scope(caller(request)), number, on=today(request)))


@router.post("/tasks", response={201: TaskShown})
def enter_task(request: HttpRequest, entry: TaskEntry) -> Status[object]:
    """Enter a task. An office's handler, reviewer or approver may, in her region."""
    if entry.measure not in {measure.number for measure in node_here().plan.measures}:
        raise NotFound
    by = caller(request)
    cells = entry.model_dump(mode="json", exclude={"measure", "region"})
    made = actions.enter_task(entry.measure, cells=cells, region=entry.region, by=by, at=instant(request))
    return Status(201, queries.task(_scope(by), made.pk, on=today(request)))


@router.patch("/tasks/{number}", response=TaskShown)
def correct_task(request: HttpRequest, number: Number, entry: TaskCorrection) -> object:
    """Correct a task's cells."""
    by = caller(request)
    cells = entry.model_dump(mode="json", exclude_unset=True)
    actions.correct_task(_row(by, number), cells=cells, by=by, at=instant(request))
    return queries.task(_scope(by), number, on=today(request))


@router.post("/tasks/{number}/start", response=TaskShown)
def start_task(request: HttpRequest, number: Number) -> object:
    """Begin with a task."""
    by = caller(request)
    actions.start_task(_row(by, number), by=by, at=instant(request))
    return queries.task(_scope(by), number, on=today(request))


@router.post("/tasks/{number}/finish", response=TaskShown)
def finish_task(request: HttpRequest, number: Number, entry: Evidence) -> object:
    """Say that a task is done, and what shows it."""
    by = caller(request)
    actions.finish_task(_row(by, number), evidence=entry.evidence, by=by, at=instant(request))
    return queries.task(_scope(by), number, on=today(request))


@router.post("/tasks/{number}/drop", response=TaskShown)
def drop_task(request: HttpRequest, number: Number, entry: Reason) -> object:
    """Give a task up. An office's approver may."""
    by = caller(request)
    actions.drop_task(_row(by, number), reason=entry.reason, by=by, at=instant(request))
    return queries.task(_scope(by), number, on=today(request))


def _scope(by: Actor) -> Scope:
    return by.scope_as(OF_AN_OFFICE)


def _row(by: Actor, number: int):  # type: ignore[no-untyped-def]  # a row, which faces do not name
    return found(queries.task_to_act_on(_scope(by), number))
