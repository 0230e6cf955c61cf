"""Acts asked for by the API: done at once, or proposed where they take more than one person."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, JsonResponse
from ninja import Status
from pydantic import Field

from baigong.apps.authority.actions import propose
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import NeedsApproval, NotAllowed
from baigong.apps.registry.numbers import sealed_argument
from baigong.faces import asking
from baigong.faces.api.callers import caller, instant
from baigong.faces.api.pages import Answer
from baigong.faces.here import node_here


class Outcome(Answer):
    """What became of a request to act."""

    proposal: int | None = Field(description="It waits for others' approval under this number; null: it was done")
    id: int | None = Field(description="The number of the row that was made, if it was done and made one")


ANSWERS = {200: Outcome, 202: Outcome}


def ask_for(act: str, *subjects: Any, why: str = "", by: Actor, at: datetime, **arguments: Any) -> Status[Outcome]:
    """200 where it was done, 202 where it now waits for those who review and approve it; `why` is for them."""
    outcome = asking.ask_for(act, *subjects, why=why, by=by, at=at, **arguments)
    status = 200 if outcome.proposal is None else 202
    return Status(status, Outcome(proposal=outcome.proposal, id=getattr(outcome.made, "pk", None)))


def proposing(operation: Callable[..., Any]) -> Callable[..., Any]:
    """Around every operation: an act that takes several people here is proposed in place of what it would answer."""

    @wraps(operation)
    def perform(request: HttpRequest, *arguments: Any, **named: Any) -> Any:
        try:
            return operation(request, *arguments, **named)
        except NeedsApproval as needed:
            return JsonResponse(Outcome(proposal=proposed(request, needed), id=None).model_dump(), status=202)

    return perform


def proposed(request: HttpRequest, needed: NeedsApproval) -> int:
    """The number of the proposal; its reason is the one that the act itself was given, if it takes one."""
    asked = needed.asked
    if asked is None:
        raise needed
    reason, by = str(asked.arguments.get("reason") or ""), caller(request)
    return int(propose(asked.act, asked.subjects, asked.arguments, reason=reason, by=by, at=instant(request)).pk)


def sealed(number: str) -> str:
    """An identity number as acts take it; it lies open nowhere."""
    node = node_here()
    return sealed_argument(number, node.keyring, node.random)


def refuse_without_reading(by: Actor) -> None:
    """Where a number is looked up it must not stand in an address, so it is sent; it is a reading all the same."""
    if by.allows is not None and "read" not in by.allows:
        raise NotAllowed(act="read")
