"""Acts asked for by the API: done at once, or proposed where they take more than one person."""

from datetime import datetime
from typing import Any

from ninja import Status
from pydantic import Field

from baigong.apps.authority.actions import propose
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import ACTS, NotAllowed, region_of, steps_of
from baigong.apps.registry.numbers import sealed_argument
from baigong.faces.api.pages import Answer
from baigong.faces.here import node_here


class Outcome(Answer):
    """What became of a request to act."""

    proposal: int | None = Field(description="It waits for others' approval under this number; null: it was done")
    id: int | None = Field(description="The number of the row that was made, if it was done and made one")


ANSWERS = {200: Outcome, 202: Outcome}


def ask_for(act: str, *subjects: Any, why: str = "", by: Actor, at: datetime, **arguments: Any) -> Status[Outcome]:
    """200 where it was done, 202 where it now waits for those who review and approve it; `why` is for them."""
    region = region_of(subjects, {**arguments, "by": by})
    if not steps_of(ACTS[act], region):
        made = ACTS[act].perform(*subjects, **arguments, by=by, at=at)
        return Status(200, Outcome(proposal=None, id=getattr(made, "pk", None)))
    told = why or str(arguments.get("reason", ""))
    proposal = propose(act, subjects, arguments, reason=told, by=by, at=at)
    return Status(202, Outcome(proposal=proposal.pk, id=None))


def sealed(number: str) -> str:
    """An identity number as acts take it; it lies open nowhere."""
    node = node_here()
    return sealed_argument(number, node.keyring, node.random)


def refuse_without_reading(by: Actor) -> None:
    """Where a number is looked up it must not stand in an address, so it is sent; it is a reading all the same."""
    if by.allows is not None and "read" not in by.allows:
        raise NotAllowed(act="read")
