"""Issuing keys: listed, made, ended."""

from datetime import date
from typing import Literal

from django.http import HttpRequest
from ninja import Status
from pydantic import BaseModel, Field

from baigong.apps.certificates import queries
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.certificates.batches import scope_of
from baigong.faces.api.certificates.routing import router
from baigong.faces.api.doing import ANSWERS, Outcome, ask_for
from baigong.faces.api.fieldkinds import Clause, Day, Number, RegionCode
from baigong.faces.api.pages import Answer
from baigong.faces.api.problems import found


class KeyShown(Answer):
    """An issuing key."""

    id: int = Field(description="Its number on this node")
    kid: str = Field(description="Its name in what it signs")
    kind: str = Field(description="issued_here or on_record")
    region: str = Field(description="The region of its office")
    office_name: str = Field(description="Its office")
    public: str = Field(description="The public half, in hexadecimal")
    since: date = Field(description="The first day on which it signs")
    until: date | None = Field(description="The last day on which it signs; null: it signs")
    ended_because: str = Field(description="rotated, lost or leaked")


class KeyEntry(BaseModel):
    """A key to make."""

    region: RegionCode = Field(description="The region of the office")
    kind: Literal["issued_here", "on_record"] = Field("issued_here", description="What it signs")


class KeyEnding(BaseModel):
    """How a key ends."""

    from_on: Day = Field(description="From which day on it signs nothing")
    because: Literal["lost", "leaked", "rotated"] = Field(description="Why it ends")
    reason: Clause = Field(description="The reason, which the journal keeps")


@router.get("/keys", response=list[KeyShown])
def keys(request: HttpRequest) -> object:
    """The issuing keys of your region, those that ended too."""
    return queries.keys(scope_of(caller(request)))


@router.post("/keys", response=ANSWERS)
def make_key(request: HttpRequest, entry: KeyEntry) -> Status[Outcome]:
    """Make an issuing key; the public log is told of it."""
    told = entry.model_dump()
    return ask_for("certificates.make_key", **told, by=caller(request), at=instant(request))


@router.post("/keys/{number}/end", response=ANSWERS)
def end_key(request: HttpRequest, number: Number, entry: KeyEnding) -> Status[Outcome]:
    """End an issuing key from a day on; the public log is told of it."""
    by = caller(request)
    key = found(queries.key_to_act_on(scope_of(by), number))
    return ask_for("certificates.end_key", key, **entry.model_dump(), by=by, at=instant(request))
