"""One's own objection to a public notice: what became of it, by the code of its receipt. No account is needed."""

from datetime import datetime
from typing import Annotated

from django.http import HttpRequest
from pydantic import BaseModel, Field, StringConstraints

from baigong.faces.api.certificates.routing import router
from baigong.faces.api.pages import Answer
from baigong.faces.public_form import objection_opened_by


class OwnObjectionShown(Answer):
    """An objection as whoever filed it sees it."""

    batch: str = Field(description="The batch whose notice was objected to")
    batch_state: str = Field(description="How the batch stands now")
    text: str = Field(description="What was said")
    contact: str = Field(description="How she can be reached, masked; empty: none is kept")
    filed_at: datetime = Field(description="When it was filed")
    state: str = Field(description="filed, upheld or dismissed")
    answer: str = Field(description="The answer")
    settled_at: datetime | None = Field(description="When it was answered")


class Opening(BaseModel):
    """Which objection."""

    code: Annotated[str, StringConstraints(min_length=1, max_length=60)] = Field(description="The code of its receipt")


@router.post("/objections/own/find", response=OwnObjectionShown, auth=None)
def own_objection(request: HttpRequest, entry: Opening) -> object:
    """What became of an objection of one's own, by the code of its receipt. Needs no account."""
    return objection_opened_by(request, entry.code)
