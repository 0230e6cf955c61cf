"""Acts asked for on a page or by a program: done at once, or proposed where they take more than one person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from baigong.apps.authority.actions import propose
from baigong.apps.authority.actor import Actor
from baigong.apps.authority.acts import ACTS, region_of, steps_of


@dataclass(frozen=True, slots=True)
class Outcome:
    """`made`: what the act gave, if it was done; `proposal`: under which number it waits, if it takes others."""

    made: Any = None
    proposal: int | None = None


def ask_for(act: str, *subjects: Any, why: str = "", by: Actor, at: datetime, **arguments: Any) -> Outcome:
    """`why` is for those who review and approve it; else its own reason is."""
    region = region_of(subjects, {**arguments, "by": by})
    if not steps_of(ACTS[act], region):
        return Outcome(made=ACTS[act].perform(*subjects, **arguments, by=by, at=at))
    told = why or str(arguments.get("reason") or "")
    return Outcome(proposal=int(propose(act, subjects, arguments, reason=told, by=by, at=at).pk))
